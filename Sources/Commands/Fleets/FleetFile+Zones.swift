import Documents
import Fleet

extension FleetFile {
    /// Windows whose time zone this computer does not know: they would never open.
    func checkZones(into diagnostics: inout Diagnostics) {
        for (index, window) in (root["windows"]?.items ?? []).enumerated() {
            guard let node = window["timezone"], let name = node.string, SystemClock.zone(name) == nil else { continue }
            diagnostics.error(
                .wrongValue, "this computer knows no time zone `\(name)`",
                at: NodePath([.key("windows"), .index(index), .key("timezone")]), origin: node.origin,
                remedy: "write a name such as Europe/Berlin; the package tzdata has them all")
        }
    }
}
