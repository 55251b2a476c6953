import Values

/// The packages of an image, sorted by name, architecture and version.
package struct PackageInventory: Sendable, Equatable {
    package let packages: [InstalledPackage]
    /// What was passed over and why, in the order in which it was found.
    package let remarks: [InventoryRemark]

    package init(packages: [InstalledPackage], remarks: [InventoryRemark] = []) {
        self.packages = packages.sorted { $0.identity < $1.identity }
        self.remarks = remarks
    }

    /// One line a package: `NAME VERSION ARCHITECTURE`.
    package var list: String {
        packages.map { "\($0.identity.name) \($0.identity.version) \($0.identity.architecture)\n" }.joined()
    }

    /// - Throws: where dpkg's database cannot be read as a whole. A single entry that is no package is a remark.
    package static func read(
        _ sources: InventorySources, limits: InventoryLimits = InventoryLimits()
    ) throws(InventoryError) -> PackageInventory {
        var reader = InventoryReader(limits: limits)
        if let status = sources.status { try reader.add(status, at: "var/lib/dpkg/status", statusRequired: true) }
        for (name, part) in sources.statusParts.sorted(by: { $0.key < $1.key }) where !name.hasSuffix(".md5sums") {
            let path = "var/lib/dpkg/status.d/" + printable(Array(name.utf8))
            try reader.add(part, at: path, statusRequired: false)
        }
        for package in sources.unpacked { reader.add(package) }
        return reader.finish(copyrights: sources.copyrights)
    }
}

/// Gathers packages from all sources; a package that is named twice counts once.
private struct InventoryReader {
    let limits: InventoryLimits
    private var packages: [PackageIdentity: InstalledPackage] = [:]
    private var remarks: [InventoryRemark] = []

    init(limits: InventoryLimits) { self.limits = limits }

    mutating func add(_ package: InstalledPackage) {
        if packages[package.identity] == nil { packages[package.identity] = package }
    }

    mutating func add(_ bytes: [UInt8], at path: String, statusRequired: Bool) throws(InventoryError) {
        guard bytes.count <= limits.status else {
            throw InventoryError(code: .tooLarge, path: path, reason: "it has \(ByteSize(bytes: bytes.count))")
        }
        let stanzas: [ControlStanza]
        do throws(ControlStanza.Problem) {
            stanzas = try ControlStanza.all(bytes)
        } catch { throw InventoryError(code: .damaged, path: path, reason: error.reason) }
        for (index, stanza) in stanzas.enumerated() {
            do throws(ControlStanza.Problem) {
                guard let state = try PackageState(stanza["Status"], required: statusRequired) else { continue }
                let package = try InstalledPackage(stanza)
                if state == .unfinished {
                    remark("\(package.identity)", "dpkg unpacked it, but did not finish to set it up; it is counted")
                }
                add(package)
            } catch { remark("\(path), paragraph \(index + 1)", error.reason) }
        }
    }

    mutating func finish(copyrights: [String: [UInt8]]) -> PackageInventory {
        if packages.isEmpty {
            remark("the image", "no Debian packages were found in it: neither a dpkg database nor unpacked packages")
        }
        var licenses: [String: LicenseExpression?] = [:]
        let found = packages.values.sorted { $0.identity < $1.identity }.map { package in
            var package = package
            let name = package.identity.name
            if licenses[name] == nil { licenses[name] = .some(license(of: name, copyrights[name])) }
            package.license = package.license ?? licenses[name].flatMap(\.self)
            return package
        }
        return PackageInventory(packages: found, remarks: remarks)
    }

    private mutating func license(of name: String, _ copyright: [UInt8]?) -> LicenseExpression? {
        guard let copyright else { return nil }
        let path = "usr/share/doc/\(name)/copyright"
        guard copyright.count <= limits.copyright else {
            remark(path, "it has \(ByteSize(bytes: copyright.count)) and was not read")
            return nil
        }
        let file = CopyrightFile(copyright)
        if let problem = file.problem { remark(path, "it calls itself machine-readable, but \(problem)") }
        return file.license
    }

    private mutating func remark(_ subject: String, _ reason: String) {
        remarks.append(InventoryRemark(subject: subject, reason: reason))
    }
}
