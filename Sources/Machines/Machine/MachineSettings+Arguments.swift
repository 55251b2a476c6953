import Values

/// The files of a machine that are ready when it starts: absolute paths.
package struct MachineFiles: Sendable, Equatable {
    /// The layer above the image, in qcow2.
    package var disk: String
    /// The machine's own copy of the firmware's variables.
    package var variables: String
    /// The data disks, in their order.
    package var dataDisks: [String]
    /// The fw_cfg files and their paths, user data among them.
    package var firmwareFiles: [String: String]
    /// Where the report port's bytes go.
    package var report: String

    package init(
        disk: String, variables: String, dataDisks: [String], firmwareFiles: [String: String], report: String
    ) {
        self.disk = disk
        self.variables = variables
        self.dataDisks = dataDisks
        self.firmwareFiles = firmwareFiles
        self.report = report
    }
}

extension MachineSettings {
    /// QEMU's arguments. Nothing secret is among them: all processes can read them.
    ///
    /// A restart ends the machine (`-no-reboot`), so that a host which restarts after a panic is not taken for one that
    /// still starts.
    package func arguments(_ hypervisor: Hypervisor, _ acceleration: Acceleration, _ files: MachineFiles) -> [String] {
        var arguments = hypervisor.architecture.machineArguments
        arguments += acceleration.arguments(hypervisor.architecture, buffer: translationBuffer)
        arguments += ["-smp", "\(processors)", "-m", "\(memory.bytes >> 20)M"]
        arguments += ["-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"]
        arguments += consoleArguments + hypervisor.firmware.arguments(variables: files.variables)
        arguments += drive("disk", format: "qcow2", files.disk)
        arguments += ["-device", "virtio-blk-pci,drive=disk,bootindex=0"]
        arguments += data(files.dataDisks)
        arguments += ["-device", "virtio-rng-pci"]
        arguments += report(files.report) + networkArguments + firmwareArguments(files.firmwareFiles)
        if let manufacturer { arguments += ["-smbios", "type=1,manufacturer=\(escaped(manufacturer))"] }
        return arguments
    }

    private var consoleArguments: [String] {
        switch console {
        case .listening: ["-chardev", "stdio,id=console,signal=off", "-serial", "chardev:console"]
        case .attached:
            ["-chardev", "stdio,id=console,signal=off,mux=on", "-serial", "chardev:console", "-mon", "chardev=console"]
        case .file(let path): ["-chardev", "file,id=console,path=\(escaped(path))", "-serial", "chardev:console"]
        }
    }

    private func drive(_ name: String, format: String, _ path: String) -> [String] {
        ["-drive", "if=none,id=\(name),format=\(format),discard=unmap,file=\(escaped(path))"]
    }

    private func data(_ paths: [String]) -> [String] {
        zip(dataDisks, paths).enumerated().flatMap { index, pair in
            drive("data\(index)", format: "raw", pair.1)
                + ["-device", "virtio-blk-pci,drive=data\(index),serial=\(pair.0.serial)"]
        }
    }

    private func report(_ path: String) -> [String] {
        [
            "-device", "virtio-serial-pci", "-chardev", "file,id=report,path=\(escaped(path))",
            "-device", "virtserialport,chardev=report,name=\(Self.reportPort)",
        ]
    }

    /// Without a boot ROM the firmware does not try to start from the network.
    private var networkArguments: [String] {
        var arguments: [String] = []
        if network != .none {
            let restriction = network == .isolated ? ",restrict=on" : ""
            let ports = forwards.map { ",hostfwd=tcp:127.0.0.1:\($0.host)-:\($0.guest)" }.joined()
            arguments += ["-netdev", "user,id=network\(restriction)\(ports)\(services.map(option).joined())"]
            arguments += ["-device", "virtio-net-pci,netdev=network,romfile="]
        }
        if let sharedNetwork {
            let socket = "server=off,addr.type=unix,addr.path=\(escaped(sharedNetwork.socket))"
            arguments += ["-netdev", "stream,id=shared,\(socket)"]
            arguments += ["-device", "virtio-net-pci,netdev=shared,mac=\(sharedNetwork.hardwareAddress),romfile="]
        }
        return arguments
    }

    private func option(_ service: Service) -> String {
        // QEMU splits the command as a shell does.
        let words = service.command.map { "'\($0.replacing("'", with: "'\\''"))'" }
        return ",guestfwd=tcp:\(service.address):\(service.port)-cmd:\(escaped(words.joined(separator: " ")))"
    }

    private func firmwareArguments(_ files: [String: String]) -> [String] {
        files.sorted { $0.key < $1.key }.flatMap { ["-fw_cfg", "name=\($0.key),file=\(escaped($0.value))"] }
    }
}

/// A value inside one of QEMU's options, where a comma begins the next key.
func escaped(_ value: String) -> String { value.replacing(",", with: ",,") }
