import Documents

/// What `basalt doctor` found, for people and machines.
struct DoctorReport {
    let findings: [(area: Area, findings: [Finding])]

    private var all: [Finding] { findings.flatMap(\.findings) }

    /// - Parameter width: columns of the terminal.
    func text(width: Int, isColored: Bool) -> String {
        let column = 13 + (all.map(\.name.count).max() ?? 0)
        // On a narrow terminal, texts stand below names.
        let isNarrow = width - column < 30
        let indent = isNarrow ? 4 : column
        let paragraph = Paragraph(width: max(width - indent, 20))
        let margin = String(repeating: " ", count: indent)
        return findings.map { area, findings in
            var lines = Paragraph(width: width).lines(area.title)
            for finding in findings {
                let mark = finding.state.rawValue.padded(to: 8)
                let head = "  \(isColored ? "\u{1B}[\(finding.state.color)m\(mark)\u{1B}[0m" : mark) "
                var texts = paragraph.lines(printable(finding.detail))
                texts += (finding.remedy.map { paragraph.lines("help: " + printable($0)) }) ?? []
                if isNarrow {
                    lines.append(head + finding.name)
                } else {
                    lines.append(head + finding.name.padded(to: column - 11) + texts.removeFirst())
                }
                lines += texts.map { margin + $0 }
            }
            return lines.map { $0 + "\n" }.joined()
        }.joined(separator: "\n")
    }

    var json: Node {
        let nodes = findings.flatMap { area, findings in
            findings.map { finding in
                JSON.mapping([
                    ("area", JSON.text(area.rawValue)), ("name", JSON.text(finding.name)),
                    ("state", JSON.text(finding.state.rawValue)), ("detail", JSON.text(finding.detail)),
                    ("remedy", finding.remedy.map(JSON.text)),
                    ("verbs", area.verbs.isEmpty ? nil : JSON.list(area.verbs.map(JSON.text))),
                ])
            }
        }
        return JSON.mapping(["findings": JSON.list(nodes), "version": JSON.number(1)])
    }

    /// Stops where something is missing.
    func check(_ report: Report) throws {
        let missing = all.filter { $0.state == .missing }
        let limited = all.count { $0.state == .limited }
        guard !missing.isEmpty else {
            return report.note(
                limited == 0 ? "nothing is missing" : "nothing is missing; \(limited) of \(all.count) are limited")
        }
        let isPermission = missing.allSatisfy(\.isPermission)
        throw report.failure(
            isPermission ? .permissionDenied : .missingTool,
            "missing on this machine: \(missing.map(\.name).joined(separator: ", "))",
            remedy: "do what stands beside them, or name the verbs that matter here",
            isPermission ? ExitStatus.noPermission : ExitStatus.unavailable)
    }
}

extension Finding.State {
    /// As ECMA-48 numbers it.
    fileprivate var color: String {
        switch self {
        case .ok: "32"
        case .limited: "33"
        case .missing: "31"
        }
    }
}
