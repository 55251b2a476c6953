import Values

extension MachineSettings {
    /// Refuses what QEMU would misunderstand, or would only complain about in its own words.
    /// - Throws: `invalidSetting`.
    package func validate() throws(MachineError) {
        guard (1...512).contains(processors) else {
            throw Self.invalid("a machine has 1 to 512 processors, not \(processors)", "give another number")
        }
        guard memory.bytes >= 128 << 20, memory.bytes.isMultiple(of: 1 << 20) else {
            throw Self.invalid(
                "a machine's memory is whole MiB and at least 128, not \(memory)", "give another size")
        }
        for disk in dataDisks {
            guard (1...20).contains(disk.serial.utf8.count), disk.serial.utf8.allSatisfy(Self.isPlain) else {
                throw Self.invalid(
                    "`\(disk.serial)` is no serial number of a disk",
                    "use 1 to 20 of letters, digits, `.`, `_` and `-`")
            }
        }
        let serials = dataDisks.map(\.serial)
        guard Set(serials).count == serials.count else {
            throw Self.invalid("two data disks have one serial number", "give each its own")
        }
        try validateForwards()
        try validateServices()
        let names = firmwareFiles.keys.sorted() + (userData == nil ? [] : [Self.userDataName])
        for name in names {
            guard name.hasPrefix("opt/"), name.utf8.count <= 55,
                name.utf8.allSatisfy({ Self.isPlain($0) || $0 == UInt8(ascii: "/") })
            else {
                throw Self.invalid(
                    "`\(name)` is no name of an fw_cfg file",
                    "begin it with `opt/` and use at most 55 of letters, digits, `.`, `_`, `-` and `/`")
            }
        }
        guard Set(names).count == names.count else {
            throw Self.invalid(
                "user data is given twice, once as the fw_cfg file `\(Self.userDataName)`", "give it once")
        }
        guard manufacturer?.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) ?? true else {
            throw Self.invalid("the manufacturer is not plain text", "use printable ASCII characters")
        }
    }

    private func validateForwards() throws(MachineError) {
        guard (forwards.isEmpty && services.isEmpty) || network != .none else {
            throw Self.invalid("ports lead to a machine that has no network, or away from it", "give it one")
        }
        guard forwards.allSatisfy({ $0.host > 0 && $0.guest > 0 }) else {
            throw Self.invalid("there is no port 0", "use ports from 1 to 65535")
        }
        guard Set(forwards.map(\.host)).count == forwards.count else {
            throw Self.invalid("one port of this machine leads to two of the guest's", "give each its own")
        }
    }

    private func validateServices() throws(MachineError) {
        for service in services {
            let parts = service.address.split(separator: ".", omittingEmptySubsequences: false)
            guard service.address.hasPrefix("10.0.2."), parts.count == 4, let last = parts.last.flatMap({ UInt8($0) }),
                (16..<255).contains(last), service.port > 0, !service.command.isEmpty
            else {
                throw Self.invalid(
                    "`\(service.address):\(service.port)` cannot be a service of the guest's network",
                    "use an address from 10.0.2.16 to 10.0.2.254 and a port from 1 to 65535")
            }
        }
        if let sharedNetwork {
            let address = sharedNetwork.hardwareAddress.utf8
            guard address.count == 17, address.allSatisfy({ $0 == UInt8(ascii: ":") || Self.isPlain($0) }) else {
                throw Self.invalid("`\(sharedNetwork.hardwareAddress)` is no hardware address", "use 52:54:00:12:34:56")
            }
            guard sharedNetwork.socket.utf8.count <= 107 else {
                throw Self.invalid(
                    "the socket `\(sharedNetwork.socket)` has a path of more than 107 bytes, which no system takes",
                    "use a folder with a shorter path")
            }
        }
    }

    private static func invalid(_ message: String, _ remedy: String) -> MachineError {
        MachineError(.invalidSetting, message, remedy: remedy)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
