import Fleet
import Values

/// The time axis that both charts share: seconds to columns of 1000.
private struct TimeAxis {
    static let left = 150
    static let width = 1000
    let length: Int

    init(_ length: Int) { self.length = max(1, length) }

    func x(_ seconds: Int) -> Int { Self.left + seconds * (Self.width - Self.left - 10) / length }

    /// About eight marks at round times.
    var marks: [Int] {
        let steps = [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14_400, 28_800, 86_400]
        let step = steps.first { length / $0 <= 8 } ?? (length / 8)
        return Array(stride(from: 0, through: length, by: max(1, step)))
    }

    func grid(from top: Int, to bottom: Int) -> String {
        marks.map { mark in
            let label = mark == 0 ? "0" : Span(seconds: mark).words
            return "<line class=\"grid\" x1=\"\(x(mark))\" x2=\"\(x(mark))\" y1=\"\(top)\" y2=\"\(bottom)\"/>"
                + "<text x=\"\(x(mark))\" y=\"\(bottom + 14)\" text-anchor=\"middle\">\(label)</text>"
        }.joined()
    }
}

/// How many hosts there are, and how many serve.
struct CapacityChart {
    private let timeline: RunTimeline
    private let plan: Plan
    private static let height = 180

    init(_ timeline: RunTimeline, _ plan: Plan) { (self.timeline, self.plan) = (timeline, plan) }

    var svg: String {
        let axis = TimeAxis(timeline.length)
        let most = max(timeline.samples.map(\.live).max() ?? 0, plan.policy.desired, 1)
        func y(_ count: Int) -> Int { 10 + (Self.height - 10) - count * (Self.height - 20) / most }
        func path(_ value: (RunTimeline.Sample) -> Int) -> String {
            var path = ""
            for sample in timeline.samples {
                path +=
                    path.isEmpty
                    ? "M\(axis.x(sample.at)) \(y(value(sample)))" : "H\(axis.x(sample.at))V\(y(value(sample)))"
            }
            return path.isEmpty ? "" : path + "H\(axis.x(timeline.length))"
        }
        let least = max(0, plan.policy.desired - plan.policy.maxUnavailable)
        let levels = Set([0, least, plan.policy.desired, most]).sorted().map { level in
            "<text x=\"\(TimeAxis.left - 8)\" y=\"\(y(level) + 4)\" text-anchor=\"end\">\(level)</text>"
                + "<line class=\"\(level == least && level > 0 ? "least" : "grid")\" x1=\"\(TimeAxis.left)\" "
                + "x2=\"\(TimeAxis.width - 10)\" y1=\"\(y(level))\" y2=\"\(y(level))\"/>"
        }
        return """
            <p><span class="key" style="background:var(--serving)"></span>in service\
            <span class="key" style="background:var(--live)"></span>all hosts\
            <span class="key" style="background:var(--failed)"></span>no fewer may serve on the run's account (\(least))</p>
            <svg viewBox="0 0 \(TimeAxis.width) \(Self.height + 30)" role="img" aria-label="Capacity over time">\
            \(axis.grid(from: 10, to: Self.height))\(levels.joined())\
            <path class="live" d="\(path(\.live))"/><path class="serving" d="\(path(\.serving))"/></svg>
            """
    }
}

/// One row a slot: what its hosts did when.
struct SlotChart {
    private let timeline: RunTimeline
    private let plan: Plan
    private let most: Int
    private static let row = 18

    init(_ timeline: RunTimeline, _ plan: Plan, most: Int) {
        (self.timeline, self.plan, self.most) = (timeline, plan, most)
    }

    var svg: String {
        let axis = TimeAxis(timeline.length)
        let rows = Array(zip(plan.slots, timeline.stretches).prefix(most))
        let bottom = 10 + rows.count * Self.row
        let bars = rows.enumerated().map { index, row in
            let top = 10 + index * Self.row
            let name =
                "<text x=\"\(TimeAxis.left - 8)\" y=\"\(top + 13)\" text-anchor=\"end\">"
                + "\(Markup.escaped(row.0.id))</text>"
            return name + row.1.map { bar($0, top, axis) }.joined()
        }
        let keys = RunTimeline.Stage.allCases.map {
            "<span class=\"key\" style=\"background:var(--\($0.rawValue))\"></span>\($0.words)"
        }
        return """
            <p>\(keys.joined())</p>
            <svg viewBox="0 0 \(TimeAxis.width) \(bottom + 24)" role="img" aria-label="Slots over time">\
            \(axis.grid(from: 6, to: bottom))\(bars.joined(separator: "\n"))</svg>
            """
    }

    private func bar(_ stretch: RunTimeline.Stretch, _ top: Int, _ axis: TimeAxis) -> String {
        let start = axis.x(stretch.from)
        let hosts = [stretch.old.map { "old \($0)" }, stretch.new.map { "new \($0)" }].compactMap(\.self)
        let words = "\(stretch.stage.words), \(Span(seconds: stretch.to - stretch.from).words)"
        let title = ([words] + hosts).joined(separator: "; ")
        return "<rect x=\"\(start)\" y=\"\(top + 3)\" width=\"\(max(2, axis.x(stretch.to) - start))\" "
            + "height=\"\(Self.row - 6)\" fill=\"var(--\(stretch.stage.rawValue))\"><title>\(Markup.escaped(title))</title></rect>"
    }
}
