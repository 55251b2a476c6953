import Glibc

/// How the terminal of standard input behaves. QEMU changes it, and one that was killed does not change it back.
struct TerminalState {
    private let attributes: termios

    /// nil where standard input is no terminal.
    static var current: TerminalState? {
        var attributes = termios()
        guard isatty(STDIN_FILENO) == 1, tcgetattr(STDIN_FILENO, &attributes) == 0 else { return nil }
        return TerminalState(attributes: attributes)
    }

    func restore() {
        var attributes = attributes
        tcsetattr(STDIN_FILENO, TCSANOW, &attributes)
    }
}
