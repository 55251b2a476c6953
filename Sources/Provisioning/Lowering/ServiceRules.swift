import Documents
import Ignition

/// Services that systemd does not load for want of a command.
///
/// Source: systemd.service(5), `ExecStart=`; the exact rule is `service_verify` in src/core/service.c.
enum ServiceRules {
    /// - Parameter config: the host's parts joined, in Ignition's words.
    static func check(_ config: Node, into diagnostics: inout Diagnostics) {
        let list = NodePath([.key("systemd"), .key("units")])
        for (index, unit) in (config[list]?.items ?? []).enumerated() {
            // A service without contents is the distribution's own, which has its commands.
            guard let name = unit["name"]?.string, name.hasSuffix(".service"), unit["mask"]?.boolean != true,
                let contents = unit["contents"], contents.string?.isEmpty == false,
                let reason = refusal(Settings(unit))
            else { continue }
            diagnostics.warning(
                .invalidUnit, "systemd does not load `\(shortened(name))`: the service has \(reason.lack)",
                at: list / index / "contents", origin: contents.origin.firstLine, remedy: reason.remedy)
        }
    }

    private static func refusal(_ settings: Settings) -> (lack: String, remedy: String)? {
        if settings.hasStart { return nil }
        if !settings.hasStop, !settings.hasSuccessAction {
            return (
                "no `ExecStart=` in [Service]", "add `ExecStart=` with the command's absolute path below `[Service]`"
            )
        }
        guard settings.isOneshot else {
            return ("no `ExecStart=`, which only `Type=oneshot` may leave out", "add `ExecStart=`, or `Type=oneshot`")
        }
        guard settings.remainsAfterExit || settings.hasSuccessAction else {
            return (
                "`ExecStop=` without `ExecStart=`, and does not stay active until it is stopped",
                "add `RemainAfterExit=yes`, or `ExecStart=`"
            )
        }
        return nil
    }

    /// What counts of a unit and its drop-ins.
    private struct Settings {
        var hasStart = false
        var hasStop = false
        var hasSuccessAction = false
        var remainsAfterExit = false
        /// nil where nothing says it.
        private var type: String?
        private var hasBusName = false

        /// A service without a command is `oneshot` where nothing else is said.
        var isOneshot: Bool { type.map { $0 == "oneshot" } ?? !hasBusName }

        init(_ unit: Node) {
            let dropins = (unit["dropins"]?.items ?? []).sorted {
                ($0["name"]?.string ?? "").utf8.lexicographicallyPrecedes(($1["name"]?.string ?? "").utf8)
            }
            for text in ([unit] + dropins).compactMap({ $0["contents"]?.string }) {
                for option in (try? SystemdUnit(parsing: text))?.options ?? [] { take(option) }
            }
        }

        private mutating func take(_ option: SystemdUnit.Option) {
            switch (option.section, option.name) {
            // An empty command takes back those before it.
            case ("Service", "ExecStart"): hasStart = !option.value.isEmpty
            case ("Service", "ExecStop"): hasStop = !option.value.isEmpty
            case ("Service", "Type"): type = option.value.isEmpty ? nil : option.value
            case ("Service", "BusName"): hasBusName = !option.value.isEmpty
            case ("Service", "RemainAfterExit"):
                remainsAfterExit = ["1", "yes", "y", "true", "t", "on"].contains(option.value.lowercased())
            case ("Unit", "SuccessAction"): hasSuccessAction = !["", "none"].contains(option.value)
            default: break
            }
        }
    }
}
