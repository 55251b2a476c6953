import Documents

extension BootReport {
    /// Reads JSON lines. Everything is taken for hostile: each line has exactly the members of its type, `begin` comes
    /// first, nothing after `end`, no fact twice. Only the end may be missing, and a last line that was cut is left out.
    /// - Throws: `badReport`, which names the line.
    package static func parse(_ bytes: [UInt8]) throws(MachineError) -> BootReport {
        guard bytes.count <= byteLimit else {
            throw failure(nil, "it is longer than \(byteLimit >> 20) MiB")
        }
        var report: BootReport?
        var number = 0
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            number += 1
            try add(try Line(rest[..<end], number), to: &report)
            rest = rest[(end + 1)...]
        }
        guard let report else { throw failure(nil, "the host reported nothing") }
        guard rest.isEmpty || !report.isComplete else { throw failure(number + 1, "it follows the end") }
        return report
    }

    private static func add(_ line: Line, to report: inout BootReport?) throws(MachineError) {
        guard var changed = report else {
            guard line.type == "begin" else { throw line.failure("the report does not begin with `begin`") }
            report = BootReport(image: line.name, version: try line.only("version").text("version"))
            return
        }
        guard !changed.isComplete else { throw line.failure("it follows the end") }
        report = nil  // so that the arrays have one owner and grow in place
        try changed.add(line)
        report = changed
    }

    private mutating func add(_ line: Line) throws(MachineError) {
        switch line.type {
        case "trace":
            try line.only()
            guard line.name.hasPrefix("/") else { throw line.failure("a traced file has no absolute path") }
            trace.append(line.name)
        case "fact":
            let value = try line.only("value").text("value")
            guard facts.updateValue(value, forKey: line.name) == nil else {
                throw line.failure("the fact `\(printable(line.name))` stands twice")
            }
        case "milestone":
            try line.only("seconds")
            milestones.append(Milestone(name: line.name, seconds: try line.seconds("seconds")))
        case "check":
            try line.only("passed", "detail")
            checks.append(
                Check(name: line.name, passed: try line.flag("passed"), detail: try line.text("detail")))
        case "test":
            try line.only("passed", "status", "detail")
            tests.append(
                Test(
                    name: line.name, passed: try line.flag("passed"), status: try line.status("status"),
                    detail: try line.text("detail")))
        case "end":
            try line.only()
            guard line.name == image else { throw line.failure("it ends the report of another image") }
            isComplete = true
        default:
            throw line.failure("there is no type `\(printable(line.type.prefix(40)))`")
        }
    }

    fileprivate static func failure(_ line: Int?, _ reason: String) -> MachineError {
        let place = line.map { "line \($0) of the host's report" } ?? "the host's report"
        return MachineError(
            .badReport, "\(place) cannot be trusted: \(reason)",
            remedy: "look at the console's log, and build the image again with this basalt")
    }

    /// One line: an object with a type, a name and other members.
    private struct Line {
        let number: Int
        let type: String
        let name: String
        private let node: Node

        /// Details are at most 4,000 bytes, each of them at most two in JSON.
        private static let byteLimit = 64 << 10

        init(_ bytes: ArraySlice<UInt8>, _ number: Int) throws(MachineError) {
            guard bytes.count <= Self.byteLimit else {
                throw BootReport.failure(number, "it is longer than \(Self.byteLimit >> 10) KiB")
            }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw BootReport.failure(number, "it is not UTF-8 text")
            }
            var diagnostics = Diagnostics()
            let file = SourceFile(name: "report", directory: nil, text: text)
            guard let node = JSONReader.read(file, into: &diagnostics) else {
                throw BootReport.failure(
                    number, diagnostics.all.first.map { printable($0.message) } ?? "it is not JSON")
            }
            guard let type = node["type"]?.string, let name = node["name"]?.string else {
                throw BootReport.failure(number, "it is no object with a `type` and a `name`")
            }
            self.number = number
            self.node = node
            self.type = type
            self.name = name
        }

        func failure(_ reason: String) -> MachineError { BootReport.failure(number, reason) }

        /// Refuses members that its type does not have.
        @discardableResult
        func only(_ members: String...) throws(MachineError) -> Line {
            let known = Set(members + ["type", "name"])
            if let other = (node.mapping?.keys ?? []).first(where: { !known.contains($0) }) {
                throw failure("`\(type)` has no member `\(printable(other.prefix(40)))`")
            }
            return self
        }

        func text(_ member: String) throws(MachineError) -> String { try value(member, "text", node[member]?.string) }

        func flag(_ member: String) throws(MachineError) -> Bool {
            try value(member, "true or false", node[member]?.boolean)
        }

        func status(_ member: String) throws(MachineError) -> Int {
            try value(
                member, "an exit status", node[member]?.integer.flatMap { (0...255).contains($0) ? $0 : nil })
        }

        func seconds(_ member: String) throws(MachineError) -> Double {
            try value(member, "a time in seconds", node[member]?.seconds)
        }

        private func value<Value>(
            _ member: String, _ kind: String, _ value: Value?
        ) throws(MachineError) -> Value {
            guard let value else { throw failure("its `\(member)` is missing or not \(kind)") }
            return value
        }
    }
}

extension Node {
    /// A number that can be a machine's uptime: 0 to 1,000,000,000.
    var seconds: Double? {
        let number: Double? =
            switch scalar?.value {
            case .integer(let number): Double(number)
            case .float(let number): number
            default: nil
            }
        return number.flatMap { (0...1e9).contains($0) ? $0 : nil }
    }
}
