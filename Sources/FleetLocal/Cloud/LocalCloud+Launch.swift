package import Fleet
import Machines
import Values

extension LocalCloud {
    /// IDs follow from the token, so a launch that a crash cut off is made whole by the same call, machine by machine.
    package func launch(_ request: LaunchRequest) async throws(ServiceFailure) -> [Instance] {
        let image = try launchable(request.spec.image)
        let configuration = try folder.configuration(of: request.spec.digest)
        return try await folder.locked { () async throws(ServiceFailure) in
            try await prune()
            var launched: [Instance] = []
            for index in 0..<max(0, request.count) {
                guard let record = try record(index, of: request) else { break }
                launched.append(try await start(record, image, configuration))
            }
            guard !launched.isEmpty || request.count == 0 else {
                throw ServiceFailure(.capacity, "this computer has no memory left for a machine of \(settings.memory)")
            }
            return launched
        }
    }

    private func launchable(_ id: String) throws(ServiceFailure) -> LocalImage {
        guard let image = try images.image(id) else {
            throw ServiceFailure(.image, "the image \(id) is not on this computer")
        }
        guard image.verdict != .failed else { throw ServiceFailure(.image, "the image \(id) failed its test") }
        return image
    }

    /// The machine's record: the one of an earlier call with this token, or a new one that is kept before anything is
    /// made. nil where the computer has no room for another machine.
    private func record(_ index: Int, of request: LaunchRequest) throws(ServiceFailure) -> InstanceRecord? {
        let id = Self.id(token: request.token, index: index)
        let parameters = Fingerprint.of("\(request)")
        if let record = try folder.record(id) {
            guard record.parameters == parameters else {
                throw ServiceFailure(.tokenMismatch, "the token of \(id) was used with other parameters")
            }
            return record
        }
        guard host.availableMemory().map({ $0 >= settings.memory.bytes + Self.overhead }) ?? true else { return nil }
        let others = try folder.records()
        let record = InstanceRecord(
            id: id, fleet: settings.fleet, token: request.token, parameters: parameters,
            number: try folder.nextNumber(besides: Set(others.map(\.number))), placement: request.placement,
            spec: request.spec, tags: request.tags, launchedAt: host.now(), ports: try ports(besides: others))
        try folder.keep(record)
        return record
    }

    /// `i-` and 17 hexadecimal digits, as EC2's.
    static func id(token: String, index: Int) -> String { "i-" + Fingerprint.of("\(token) \(index)").prefix(17) }

    /// QEMU's own memory: the translation buffer, the firmware and its heap.
    private static let overhead = 320 << 20

    private func ports(besides others: [InstanceRecord]) throws(ServiceFailure) -> [UInt16: UInt16] {
        var taken = Set(others.filter { $0.phase != .terminated }.flatMap(\.ports.values))
        var ports: [UInt16: UInt16] = [:]
        for (guest, wanted) in settings.forwards.sorted(by: { $0.key < $1.key }) {
            guard !taken.contains(wanted), host.freePort(wanted) == wanted else {
                throw ServiceFailure(
                    .capacity, "port \(wanted) of this computer, which the fleet file forwards, is in use")
            }
            ports[guest] = wanted
            taken.insert(wanted)
        }
        for guest in Set(settings.ports).sorted() where ports[guest] == nil {
            ports[guest] = try freePort(&taken)
        }
        return ports
    }

    /// A free port that no other machine was promised.
    private func freePort(_ taken: inout Set<UInt16>) throws(ServiceFailure) -> UInt16 {
        for _ in 0..<100 {
            if let port = host.freePort(nil), taken.insert(port).inserted { return port }
        }
        throw ServiceFailure(.capacity, "no TCP port of 127.0.0.1 is free")
    }

    /// Switches the machine on, unless it was before: one that ended since then stays so, as EC2's do.
    private func start(
        _ record: InstanceRecord, _ image: LocalImage, _ configuration: HostConfiguration
    ) async throws(ServiceFailure) -> Instance {
        var record = record
        let machine = folder.machineFolder(record.id)
        if record.phase == .live, !record.hasStarted {
            try await host.startSwitch(folder)
            let settings = try machineSettings(record, image, configuration)
            // A start that was cut off may have left half a disk behind.
            if !host.isRunning(machine) { host.remove(machine) }
            do throws(ServiceFailure) { try await host.start(machine, settings, image.architecture) } catch {
                // What would be refused again leaves no machine behind that only seems to come.
                if !error.isTransient { try await end(record) }
                throw error
            }
            record.hasStarted = true
            try folder.keep(record)
        }
        return record.instance(isRunning: host.isRunning(machine), check: .initializing)
    }

    private func machineSettings(
        _ record: InstanceRecord, _ image: LocalImage, _ configuration: HostConfiguration
    ) throws(ServiceFailure) -> MachineSettings {
        let machine = folder.machineFolder(record.id)
        var result = MachineSettings(image: image.disk)
        result.diskSize = ByteSize(bytes: max(Self.diskSize, image.diskSize))
        result.memory = settings.memory
        result.processors = settings.processors
        result.translationBuffer = ByteSize(bytes: 128 << 20)
        result.dataDisks = configuration.devices.map { .init(device: $0, size: ByteSize(bytes: Self.volumeSize)) }
        result.network = .isolated
        result.forwards = record.ports.sorted { $0.key < $1.key }.map { .init(host: $0.value, guest: $0.key) }
        result.services = [
            .init(address: LocalUserData.serviceAddress, port: 80, command: host.metadataCommand(machine))
        ]
        result.sharedNetwork = .init(
            socket: folder.switchSocket, hardwareAddress: HostAddress.hardware(record.number))
        result.userData = try LocalUserData.render(configuration.userData, for: record)
        result.console = .file(consoleLog(record.id))
        return result
    }

    /// What a machine's disk and its EBS volumes can grow to; both take only what is written.
    private static let diskSize = 4 << 30
    private static let volumeSize = 8 << 30
}
