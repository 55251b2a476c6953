/// One thing that verbs need of this machine, and whether it is there.
struct Finding: Equatable, Sendable {
    enum State: String, Sendable {
        case ok
        /// It works, but slower or less than it could.
        case limited
        case missing
    }

    /// A program, a right or a setting: `qemu-img`, `kvm`, `credentials`.
    let name: String
    let state: State
    /// What was found, or why it does not do.
    let detail: String
    /// What the user can do, in the imperative; nil where all is well.
    var remedy: String?
    /// Whether nothing has to be installed: what is missing is a permission or credentials.
    var isPermission = false

    static func ok(_ name: String, _ detail: String) -> Finding { Finding(name: name, state: .ok, detail: detail) }

    static func limited(_ name: String, _ detail: String, remedy: String) -> Finding {
        Finding(name: name, state: .limited, detail: detail, remedy: remedy)
    }

    static func missing(
        _ name: String, _ detail: String, remedy: String?, isPermission: Bool = false
    ) -> Finding {
        Finding(name: name, state: .missing, detail: detail, remedy: remedy, isPermission: isPermission)
    }
}
