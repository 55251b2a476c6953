/// How a machine's run ended, and what it said.
package struct MachineOutcome: Sendable, Equatable {
    package enum Ending: Sendable, Equatable {
        /// The guest switched itself off, or restarted.
        case poweredOff
        /// The console told that nothing good will come.
        case failed(ConsoleFailure)
        /// It still ran after so long.
        case overdue(Duration)
        /// It wrote more than is kept; a clause that says what.
        case excessive(String)
        /// QEMU itself gave up; what it said, printable.
        case crashed(String)
    }

    package let ending: Ending
    package let duration: Duration
    /// The console's last lines, without escape sequences.
    package let lastLines: [String]
    /// What came through the report port.
    package let report: [UInt8]

    /// Why this is no orderly end, as a clause; nil where it is one.
    package var failure: String? {
        switch ending {
        case .poweredOff: nil
        case .failed(let failure): "\(failure.kind.text): \(failure.line)"
        case .overdue(let deadline): "the machine still ran after \(deadline.components.seconds) s"
        case .excessive(let what): what
        case .crashed(let complaint): "QEMU gave up: \(complaint)"
        }
    }
}

extension ConsoleFailure.Kind {
    fileprivate var text: String {
        switch self {
        case .notBootable: "the firmware found nothing to start"
        case .failed: "the boot failed"
        case .kernelPanic: "the kernel panicked"
        case .emergencyMode: "the host is in emergency mode"
        }
    }
}

/// What a running machine tells at once.
package enum MachineEvent: Sendable, Equatable {
    /// Bytes of the console as they came, with all escape sequences: for a terminal that the user typed into.
    case console([UInt8])
    /// A complete line of the console, without escape sequences, and the time since the machine was switched on.
    case line(String, at: Duration)
}
