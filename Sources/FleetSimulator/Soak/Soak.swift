package import Fleet

/// Many random rotations, on all processors.
package struct Soak: Sendable {
    /// What all of them came to.
    package struct Tally: Sendable {
        package var rotations = 0
        package var large = 0
        package var turns = 0
        package var mutations = 0
        package var endings: [String: Int] = [:]
        /// By seed, in order.
        package var failures: [(seed: UInt64, violations: [Violation])] = []

        mutating func add(_ other: Tally) {
            rotations += other.rotations
            large += other.large
            turns += other.turns
            mutations += other.mutations
            endings.merge(other.endings, uniquingKeysWith: +)
            failures += other.failures
        }
    }

    private static let chunk: UInt64 = 50

    /// - Parameters:
    ///   - first: the first rotation's seed; the others follow.
    ///   - workers: rotations at a time.
    package static func run(first: UInt64, rotations: UInt64, workers: Int) async -> Tally {
        await withTaskGroup(of: Tally.self) { group in
            var next = first
            let end = first + rotations
            var result = Tally()
            func add() {
                guard next < end else { return }
                let seeds = next..<min(end, next + chunk)
                next = seeds.upperBound
                group.addTask { await run(seeds) }
            }
            for _ in 0..<workers { add() }
            while let tally = await group.next() {
                result.add(tally)
                add()
            }
            result.failures.sort { $0.seed < $1.seed }
            return result
        }
    }

    @concurrent private static func run(_ seeds: Range<UInt64>) async -> Tally {
        var tally = Tally()
        for seed in seeds {
            let setup = Setup.random(seed: seed)
            let report = await Rotation(setup).run()
            tally.rotations += 1
            if setup.hosts > 100 { tally.large += 1 }
            tally.turns += report.turns
            tally.mutations += report.mutations
            tally.endings[name(report.ending), default: 0] += 1
            if !report.violations.isEmpty { tally.failures.append((seed, report.violations)) }
        }
        return tally
    }

    private static func name(_ ending: Ending) -> String {
        switch ending {
        case .finished(let outcome): outcome.rawValue
        case .paused(let blocker): "paused: \(blocker.kind.rawValue)"
        case .locked: "locked"
        case .fenced: "fenced"
        case .journal: "journal"
        case .interrupted: "interrupted"
        }
    }
}
