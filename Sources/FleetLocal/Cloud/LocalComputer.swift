package import Fleet
package import Machines
package import Values

/// What a local fleet asks of the computer that it runs on. `ThisComputer` is the real one; tests have another.
package protocol LocalComputer: Sendable {
    func now() -> Timestamp
    /// Bytes of memory that programs can still have.
    func availableMemory() -> Int?
    /// Whether a TCP port of 127.0.0.1 can be listened on; nil for any that is free.
    /// - Returns: the port.
    func freePort(_ wanted: UInt16?) -> UInt16?
    func isSwitchRunning(_ folder: NetworkFolder) -> Bool
    func startSwitch(_ folder: NetworkFolder) async throws(ServiceFailure)
    func stopSwitch(_ folder: NetworkFolder) async throws(ServiceFailure)
    func isRunning(_ machine: String) -> Bool
    /// Switches a machine on, unless it runs.
    /// - Parameter machine: its folder, which is made when it is not there.
    func start(
        _ machine: String, _ settings: MachineSettings, _ architecture: Architecture
    ) async throws(ServiceFailure)
    func stop(_ machine: String) async throws(ServiceFailure)
    /// Removes the machine's files.
    func remove(_ machine: String)
    /// The command that serves a machine's metadata on its standard input and output.
    func metadataCommand(_ machine: String) -> [String]
}
