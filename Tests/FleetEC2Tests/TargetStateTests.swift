import Fleet
import Testing

@testable import FleetEC2

@Suite struct `The state of a host in its load balancers` {
    private let groups = ["arn:a", "arn:b"]

    private func summary(_ a: Member.Target?, _ b: Member.Target?, isWanted: Bool = false) -> Member.Target {
        var state = TargetState()
        state.states["arn:a"] = a
        state.states["arn:b"] = b
        return state.summary(groups, isWanted: isWanted)
    }

    @Test func `is healthy where all of them say so`() {
        #expect(summary(.healthy, .healthy) == .healthy)
        #expect(summary(.healthy, .initial) == .initial)
        #expect(summary(.healthy, .unhealthy) == .unhealthy)
    }

    @Test func `counts as registered while one still sends connections`() {
        #expect(summary(.healthy, .draining) == .initial)
        #expect(summary(.healthy, nil) == .initial)
        #expect(summary(.draining, nil) == .draining)
        #expect(summary(nil, nil) == .unused)
    }

    @Test func `is asked for again where one lacks a host that was registered`() {
        #expect(summary(.healthy, nil, isWanted: true) == .unused)
        #expect(summary(.healthy, .draining, isWanted: true) == .unused)
        #expect(summary(.healthy, .healthy, isWanted: true) == .healthy)
    }

    @Test(arguments: [
        ("initial", Member.Target.initial), ("healthy", .healthy), ("unavailable", .healthy), ("unused", .unused),
        ("draining", .draining), ("unhealthy.draining", .draining), ("unhealthy", .unhealthy), ("new word", .unhealthy),
    ])
    func `is read from ELBv2's words`(word: String, state: Member.Target) {
        #expect(TargetState.state(word) == state)
    }
}
