/// What a fleet should be, resolved for one run.
package struct Wanted: Sendable {
    package var run: String
    package var fleet: String
    package var spec: HostSpec
    /// What the fleet was made from before, as its history says; nil where nothing is known.
    package var previous: HostSpec?
    /// In order of preference.
    package var placements: [Placement]
    package var selection: Selection
    /// `--finish-within`.
    package var finishWithin: FinishWithin?
    /// Who asks for the run.
    package var author: String?

    package init(
        run: String, fleet: String, spec: HostSpec, previous: HostSpec?, placements: [Placement],
        selection: Selection = .outdated
    ) {
        self.run = run
        self.fleet = fleet
        self.spec = spec
        self.previous = previous
        self.placements = placements
        self.selection = selection
    }
}

/// Which hosts a run is about.
package enum Selection: Sendable, Hashable {
    /// Those whose digest differs, that are too old, or that are missing.
    case outdated
    /// `--only`.
    case only([String])
    /// `--unhealthy`.
    case unhealthy
    /// `--older-than`.
    case olderThan(Span)
}
