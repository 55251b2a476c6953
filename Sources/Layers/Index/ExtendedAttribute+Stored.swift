import Archives
import RootTree
import Values

extension ExtendedAttribute {
    /// What an entry's headers say, in the order of the names' bytes, after everything has been checked that an image
    /// cannot hold. Access control lists are left out.
    static func list(
        _ headers: [ExtendedHeader], _ limits: LayerLimits
    ) throws(EntryPath.Problem) -> [ExtendedAttribute] {
        if headers.isEmpty { return [] }
        guard headers.reduce(0, { $0 + $1.name.count + $1.value.count }) <= limits.attributeBytes else {
            throw tooLarge("its extended attributes hold more than \(limits.attributeBytes) bytes")
        }
        // Of two records with one name the last holds, as in pax.
        var values: [[UInt8]: [UInt8]] = [:]
        for header in headers where !header.isAccessControlList { values[header.name] = header.value }
        let attributes = values.map { ExtendedAttribute(name: $0.key, value: $0.value) }
            .sorted { $0.name.lexicographicallyPrecedes($1.name) }
        for attribute in attributes { try attribute.check() }
        guard attributes.reduce(0, { $0 + $1.name.count + 1 }) <= Self.largestList else {
            throw tooLarge("the names of its extended attributes take more than \(Self.largestList) bytes")
        }
        return attributes
    }

    private func check() throws(EntryPath.Problem) {
        let name = "the extended attribute `\(printable(self.name))`"
        guard hasNamespace, !self.name.contains(0) else {
            throw EntryPath.Problem(
                code: .badAttribute, reason: "SquashFS cannot hold \(name), only those of user, trusted and security",
                remedy: "remove it with `setfattr -x`, or write the layer without it (GNU tar with `--xattrs-exclude`)")
        }
        guard self.name.count <= Self.longestName, value.count <= Self.largestValue else {
            throw Self.tooLarge(
                "\(name) has a name of \(self.name.count) and a value of \(value.count) bytes, and Linux takes "
                    + "\(Self.longestName) and \(Self.largestValue)")
        }
    }

    private static func tooLarge(_ reason: String) -> EntryPath.Problem {
        EntryPath.Problem(
            code: .attributesTooLarge, reason: reason, remedy: "remove those that the host does not need")
    }
}

extension StoredEntry {
    /// Whether it has an access control list, in whatever form. SquashFS has no room for one.
    var isAccessControlled: Bool { hasAccessControlList || extended.contains(where: \.isAccessControlList) }
}

extension ExtendedHeader {
    /// Source: Linux, include/uapi/linux/xattr.h, `XATTR_NAME_POSIX_ACL_ACCESS` and `…_DEFAULT`.
    fileprivate var isAccessControlList: Bool { name.starts(with: Array("system.posix_acl_".utf8)) }
}
