/// A regular expression as a machine that is in several states at once, so that no text makes it go back.
///
/// Source: K. Thompson, "Regular Expression Search Algorithm", Communications of the ACM 11 (1968).
struct PatternProgram: Sendable {
    private enum State: Sendable {
        case characters(PatternClass, next: Int)
        case split(Int, Int)
        case start(next: Int)
        case end(next: Int)
        case match
    }

    private var states: [State] = [.match]
    private var first = 0
    private var work = 0
    /// Copies of what stands before `{m,n}` count one by one.
    private static let maximumWork = 4000

    init(_ node: PatternNode) throws(PatternProblem) { first = try compile(node, then: 0) }

    /// Adds the states of `node`, which go on to `next`; the first of them.
    private mutating func compile(_ node: PatternNode, then next: Int) throws(PatternProblem) -> Int {
        work += 1
        guard work <= Self.maximumWork else { throw .tooLarge }
        switch node {
        case .characters(let characters): return add(.characters(characters, next: next))
        case .start: return add(.start(next: next))
        case .end: return add(.end(next: next))
        case .sequence(let parts):
            var entry = next
            for part in parts.reversed() { entry = try compile(part, then: entry) }
            return entry
        case .choice(let branches):
            var entry = try compile(branches[branches.count - 1], then: next)
            for branch in branches.dropLast().reversed() {
                entry = add(.split(try compile(branch, then: next), entry))
            }
            return entry
        case .repetition(let part, let minimum, let maximum):
            var entry = next
            if let maximum {
                for _ in minimum..<maximum { entry = add(.split(try compile(part, then: entry), next)) }
            } else {
                entry = add(.match)
                states[entry] = .split(try compile(part, then: entry), next)
            }
            for _ in 0..<minimum { entry = try compile(part, then: entry) }
            return entry
        }
    }

    private mutating func add(_ state: State) -> Int {
        states.append(state)
        return states.count - 1
    }

    /// Whether the whole of `text` matches.
    func matches(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        var current: [Int] = []
        var following: [Int] = []
        // The step in which a state was entered last: it is entered once a step.
        var entered = [Int](repeating: -1, count: states.count)
        var step = 0
        enter(first, step, isEnd: scalars.isEmpty, &current, &entered)
        var index = scalars.startIndex
        while index < scalars.endIndex, !current.isEmpty {
            let scalar = scalars[index]
            index = scalars.index(after: index)
            step += 1
            following.removeAll(keepingCapacity: true)
            for state in current {
                guard case .characters(let characters, let next) = states[state], characters.contains(scalar) else {
                    continue
                }
                enter(next, step, isEnd: index == scalars.endIndex, &following, &entered)
            }
            swap(&current, &following)
        }
        return current.contains(0)
    }

    /// Adds `state`, and all that is reached from it without a character, to the states of this step.
    private func enter(_ state: Int, _ step: Int, isEnd: Bool, _ current: inout [Int], _ entered: inout [Int]) {
        var waiting = [state]
        while let state = waiting.popLast() {
            guard entered[state] != step else { continue }
            entered[state] = step
            switch states[state] {
            case .characters, .match: current.append(state)
            case .split(let one, let other): waiting += [other, one]
            case .start(let next): if step == 0 { waiting.append(next) }
            case .end(let next): if isEnd { waiting.append(next) }
            }
        }
    }
}
