package import Fleet
import Machines
import Values

/// Hosts as QEMU machines on this computer, on a private network of their own. All state is in the network's folder: any
/// process can take over at any time.
package struct LocalCloud: Cloud, Sendable {
    let settings: LocalSettings
    let folder: NetworkFolder
    let images: any LocalImages
    let host: any LocalComputer

    package init(
        _ settings: LocalSettings, in folder: NetworkFolder, images: any LocalImages, on host: any LocalComputer
    ) {
        self.settings = settings
        self.folder = folder
        self.images = images
        self.host = host
    }

    /// Seconds that a terminated machine is remembered: its token must not launch another one.
    static let memory = 24 * 3600
    /// Seconds that it is described.
    static let described = 3600

    package func instances(run: String) async throws(ServiceFailure) -> [Instance] {
        let now = host.now()
        let isConnected = host.isSwitchRunning(folder)
        return try folder.records().filter { record in
            guard record.fleet == settings.fleet || record.tags.run == run else { return false }
            return record.phase != .terminated || record.until.map { now.since($0) < Self.described } ?? false
        }.map { record in
            let isRunning = host.isRunning(folder.machineFolder(record.id))
            let check = isConnected || !isRunning ? ConsoleCheck.read(consoleLog(record.id)) : .impaired
            return record.instance(isRunning: isRunning, check: check)
        }
    }

    package func console(_ id: String) async throws(ServiceFailure) -> String {
        guard let record = try folder.record(id), record.phase != .terminated else {
            throw ServiceFailure(.notFound, "there is no machine \(id)")
        }
        return ConsoleCheck.lines(consoleLog(id)).suffix(400).map { $0 + "\n" }.joined()
    }

    /// An image that failed its test is not launched; one that was never tested may be, for that is what rehearsals are
    /// for.
    package func isLaunchable(_ image: String) async throws(ServiceFailure) -> Bool {
        try images.image(image).map { $0.verdict != .failed } ?? false
    }

    /// Local machines have no alarms.
    package func alarm(_ name: String) async throws(ServiceFailure) -> GateReading {
        .noData("local machines have no alarm `\(name)`")
    }

    func consoleLog(_ id: String) -> String { folder.machineFolder(id) + "/console.log" }

    /// Where a port of a machine is reached from this computer; nil where no port leads there.
    package func endpoint(of id: String, port: UInt16) throws(ServiceFailure) -> UInt16? {
        try folder.record(id)?.ports[port]
    }

    /// The machine's address in the private network.
    package func address(of id: String) throws(ServiceFailure) -> String? { try folder.record(id)?.address }
}
