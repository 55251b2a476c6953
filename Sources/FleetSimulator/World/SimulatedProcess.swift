/// A process that runs the engine. After it is killed, nothing that it still asks for happens.
final class SimulatedProcess {
    let name: String
    private(set) var isAlive = true
    /// Boundaries that are passed until it is killed; nil for never.
    private var life: Int?
    private(set) var boundaries = 0

    init(name: String, life: Int?) {
        self.name = name
        self.life = life
    }

    /// Ends it now.
    func kill() { isAlive = false }

    /// Passed before and after everything that lasts: each line, each change.
    /// - Returns: whether the process lives on.
    func passBoundary() -> Bool {
        guard isAlive else { return false }
        boundaries += 1
        guard let rest = life else { return true }
        life = rest - 1
        if rest <= 0 { isAlive = false }
        return isAlive
    }
}
