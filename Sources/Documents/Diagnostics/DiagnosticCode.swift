/// The closed list of what can be wrong with an input. The raw values are printed, stand in `--format json`, and are
/// stable.
package enum DiagnosticCode: String, Sendable, CaseIterable, CustomStringConvertible {
    // Files
    case fileMissing = "file-missing"
    case fileUnreadable = "file-unreadable"
    case fileTooLarge = "file-too-large"
    case fileOutside = "file-outside"
    case permissionDenied = "permission-denied"
    // Text
    case encoding = "encoding"
    case yamlSyntax = "yaml-syntax"
    case jsonSyntax = "json-syntax"
    case duplicateKey = "duplicate-key"
    case tooDeep = "too-deep"
    case aliasBomb = "alias-bomb"
    // Shape
    case unknownKey = "unknown-key"
    case wrongType = "wrong-type"
    case wrongValue = "wrong-value"
    case missingValue = "missing-value"
    case conflictingValues = "conflicting-values"
    case unknownKind = "unknown-kind"
    // Composition
    case extendsCycle = "extends-cycle"
    case unknownProfile = "unknown-profile"
    case unknownRole = "unknown-role"
    case unknownTemplate = "unknown-template"
    case templateParameter = "template-parameter"
    case badOverride = "bad-override"
    // Meaning
    case twoOwners = "two-owners"
    case belowLink = "below-link"
    case invalidUnit = "invalid-unit"
    case unitWithoutInstall = "unit-without-install"
    case unknownUnit = "unknown-unit"
    case unknownSecret = "unknown-secret"
    case decimalMode = "decimal-mode"
    case unsupportedByTarget = "unsupported-by-target"
    case newerSpecification = "newer-specification"
    case noCloudConfigForm = "no-cloud-config-form"
    case unstableDeviceName = "unstable-device-name"
    case engineConflict = "engine-conflict"
    case secretLiteral = "secret-literal"
    case userDataTooLarge = "user-data-too-large"
    case invalidIgnition = "invalid-ignition"
    case invalidCloudConfig = "invalid-cloud-config"
    // Images
    case invalidLayer = "invalid-layer"
    case invalidImage = "invalid-image"
    case attributeLost = "attribute-lost"
    case invalidPackages = "invalid-packages"
    case missingTool = "missing-tool"
    case unreachable = "unreachable"
    case imageLimit = "image-limit"
    case noSuchPath = "no-such-path"
    case notFile = "not-a-file"
    case notExtracted = "not-extracted"
    // The command line
    case unknownVerb = "unknown-verb"
    case unknownField = "unknown-field"
    case wrongArgument = "wrong-argument"
    case alreadyThere = "already-there"
    case cannotWrite = "cannot-write"
    case interrupted = "interrupted"

    package var description: String { rawValue }
}
