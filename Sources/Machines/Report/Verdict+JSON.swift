import Documents
import Values

/// `verdict.json`: keys sorted, schema 1.
extension Verdict {
    package var text: String { JSONWriter.text(node, .pretty) + "\n" }

    private var node: Node {
        JSON.mapping([
            "schema": JSON.number(1), "image": JSON.text(image), "version": JSON.text(version),
            "disk": JSON.text(disk.description),
            "date": JSON.text(date.description), "passed": JSON.flag(passed),
            "checks": JSON.list(
                checks.map {
                    JSON.mapping([
                        "name": JSON.text($0.name), "passed": JSON.flag($0.passed), "detail": JSON.text($0.detail),
                    ])
                }),
            "tests": JSON.list(
                tests.map {
                    JSON.mapping([
                        "name": JSON.text($0.name), "passed": JSON.flag($0.passed), "status": JSON.number($0.status),
                        "detail": JSON.text($0.detail),
                    ])
                }),
            "milestones": JSON.list(
                milestones.map { JSON.mapping(["name": JSON.text($0.name), "seconds": JSON.seconds($0.seconds)]) }),
            "facts": JSON.mapping(facts.mapValues(JSON.text)), "failures": JSON.list(failures.map(JSON.text)),
        ])
    }

    /// Reads what `text` writes.
    /// - Parameter name: the file's, for messages.
    /// - Throws: `badVerdict` for what is damaged, of another schema, or says `passed` where its own parts do not.
    package static func parse(_ bytes: [UInt8], named name: String) throws(MachineError) -> Verdict {
        func failure(_ reason: String) -> MachineError {
            MachineError(.badVerdict, "`\(name)` is no verdict: \(reason)", remedy: "test the image again")
        }
        var diagnostics = Diagnostics()
        guard let file = SourceFile.decode(bytes, name: name, directory: nil, into: &diagnostics),
            let node = JSONReader.read(file, into: &diagnostics)
        else { throw failure(diagnostics.all.first.map { printable($0.message) } ?? "it is not JSON") }
        guard node["schema"]?.integer == 1 else { throw failure("its `schema` is not 1") }
        guard let verdict = Verdict(node) else { throw failure("something is missing in it, or has another type") }
        guard node["passed"]?.boolean == verdict.passed else { throw failure("`passed` is not what its checks say") }
        return verdict
    }

    private init?(_ node: Node) {
        guard let image = node["image"]?.string, let version = node["version"]?.string,
            let disk = node["disk"]?.string.flatMap({ Digest($0) }),
            let date = node["date"]?.string.flatMap(Timestamp.init),
            let checks = node["checks"]?.all(Check.init), let tests = node["tests"]?.all(Test.init),
            let milestones = node["milestones"]?.all(Milestone.init),
            let facts = node["facts"]?.mapping?.entries,
            let failures = node["failures"]?.all(\.string)
        else { return nil }
        var values: [String: String] = [:]
        for entry in facts {
            guard let value = entry.value.string else { return nil }
            values[entry.key] = value
        }
        self.init(
            image: image, version: version, disk: disk, date: date, checks: checks, tests: tests,
            milestones: milestones, facts: values, failures: failures)
    }
}

extension BootReport.Check {
    fileprivate init?(_ node: Node) {
        guard let name = node["name"]?.string, let passed = node["passed"]?.boolean,
            let detail = node["detail"]?.string
        else { return nil }
        self.init(name: name, passed: passed, detail: detail)
    }
}

extension BootReport.Test {
    fileprivate init?(_ node: Node) {
        guard let name = node["name"]?.string, let passed = node["passed"]?.boolean,
            let status = node["status"]?.integer, let detail = node["detail"]?.string
        else { return nil }
        self.init(name: name, passed: passed, status: status, detail: detail)
    }
}

extension BootReport.Milestone {
    fileprivate init?(_ node: Node) {
        guard let name = node["name"]?.string, let seconds = node["seconds"]?.seconds else { return nil }
        self.init(name: name, seconds: seconds)
    }
}

extension Node {
    /// A list of which every item can be read; nil otherwise.
    fileprivate func all<Value>(_ read: (Node) -> Value?) -> [Value]? {
        guard let items else { return nil }
        let values = items.compactMap(read)
        return values.count == items.count ? values : nil
    }
}
