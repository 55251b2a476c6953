/// Why a machine cannot be made, run or understood.
package struct MachineError: Error, Equatable, CustomStringConvertible {
    /// The closed list. The raw values are printed and stable.
    package enum Code: String, Sendable, CaseIterable {
        case missingTool = "missing-tool"
        case missingFirmware = "missing-firmware"
        case invalidSetting = "invalid-setting"
        case missingImage = "missing-image"
        case temporaryFiles = "temporary-files"
        case toolFailed = "tool-failed"
        case interrupted
        case badReport = "bad-report"
        case badVerdict = "bad-verdict"
    }

    package let code: Code
    /// What is wrong, where and why.
    package let message: String
    /// What the user can do, in the imperative.
    package let remedy: String

    package init(_ code: Code, _ message: String, remedy: String) {
        self.code = code
        self.message = message
        self.remedy = remedy
    }

    package var description: String { "\(message); \(remedy) [\(code.rawValue)]" }
}
