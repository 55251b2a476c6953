import Documents
import Glibc
import Values

extension MachineFolder {
    /// Makes what a start needs. What the guest writes (its disk, blank data disks, the firmware's variables) is made at
    /// the first start and kept for the next; a larger disk grows.
    func prepare(_ settings: MachineSettings, _ hypervisor: Hypervisor) async throws(MachineError) -> MachineFiles {
        let disk = try await prepareDisk(settings, hypervisor)
        if !holds("variables") { try copy(hypervisor.firmware.variables, to: "variables") }
        var dataDisks: [String] = []
        for disk in settings.dataDisks { dataDisks.append(try prepare(disk)) }
        var firmwareFiles: [String: String] = [:]
        var contents = settings.firmwareFiles
        contents[MachineSettings.userDataName] = settings.userData ?? contents[MachineSettings.userDataName]
        for (index, entry) in contents.sorted(by: { $0.key < $1.key }).enumerated() {
            firmwareFiles[entry.key] = try write(entry.value, to: "firmware-\(index)")
        }
        return MachineFiles(
            disk: disk, variables: file("variables"), dataDisks: dataDisks, firmwareFiles: firmwareFiles,
            report: try write([], to: "report"))
    }

    private func prepareDisk(
        _ settings: MachineSettings, _ hypervisor: Hypervisor
    ) async throws(MachineError) -> String {
        let disk = settings.diskFile.map(Self.absolute) ?? file("disk.qcow2")
        let image = try Self.existing(settings.image, .missingImage)
        let size = try Self.size(of: image)
        if let wanted = settings.diskSize?.bytes, wanted < size || !wanted.isMultiple(of: 512) {
            throw MachineError(
                .invalidSetting, "a disk of \(wanted) bytes cannot hold `\(settings.image)`",
                remedy: "give \(size) bytes or more, in sectors of 512")
        }
        var tool: [String] = []
        if let layer = try DiskLayer.read(disk) {
            guard layer.base == image else {
                throw MachineError(
                    .invalidSetting, "`\(disk)` keeps what was changed on another image, `\(printable(layer.base))`",
                    remedy: "name another file, or remove this one to begin anew")
            }
            // A disk never shrinks: there is something at its end.
            if let wanted = settings.diskSize?.bytes, wanted > layer.size {
                tool = ["resize", "-q", "-f", "qcow2", disk, "\(wanted)"]
            }
        } else {
            tool = ["create", "-q", "-f", "qcow2", "-b", image, "-F", "raw", disk]
            tool += settings.diskSize.map { ["\($0.bytes)"] } ?? []
        }
        guard !tool.isEmpty else { return disk }
        let program = Program(path: hypervisor.imageTool, deadline: .seconds(60))
        let outcome = try await program.run(tool, for: "make the machine's disk")
        guard let outcome, outcome.status == 0 else {
            throw MachineError(
                .toolFailed,
                "the machine's disk cannot be made: \(outcome?.complaint ?? "`qemu-img` took more than a minute")",
                remedy: "free space in the folder for temporary files, or set TMPDIR to another")
        }
        return disk
    }

    private func prepare(_ disk: MachineSettings.DataDisk) throws(MachineError) -> String {
        switch disk.content {
        case .file(let path): return try Self.existing(path, .missingImage)
        case .blank(let size):
            let name = "data-\(disk.serial)"
            return holds(name) ? file(name) : try writeBlank(size.bytes, to: name)
        }
    }

    /// The file's absolute path: with a relative one, QEMU takes what stands before a colon for a protocol.
    private static func existing(_ path: String, _ code: MachineError.Code) throws(MachineError) -> String {
        guard let real = realpath(path, nil) else {
            throw MachineError(
                code, "`\(path)` cannot be read: \(String(cString: strerror(errno)))", remedy: "check the path")
        }
        defer { free(real) }
        return String(cString: real)
    }

    /// As `existing`, for a file that may not be there yet.
    private static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return "\(String(cString: folder))/\(path)"
    }

    private static func size(of path: String) throws(MachineError) -> Int {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
            throw MachineError(
                .missingImage, "`\(path)` is no disk image: it is empty or no regular file",
                remedy: "name the image's disk.raw")
        }
        return Int(status.st_size)
    }

    /// Copies a template of the firmware's variables.
    @discardableResult
    func copy(_ template: String, to name: String) throws(MachineError) -> String {
        let bytes: [UInt8]
        do throws(FileProblem) { bytes = try DiskFiles().read(template, limit: 64 << 20) } catch {
            throw MachineError(
                .missingFirmware, "`\(template)` cannot be read: \(error.reason)", remedy: "install the firmware again")
        }
        return try write(bytes, to: name)
    }
}
