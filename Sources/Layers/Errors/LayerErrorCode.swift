/// The closed list of what can be wrong with layers. The raw values are printed and stable.
package enum LayerErrorCode: String, Sendable, CaseIterable, CustomStringConvertible {
    // Bytes
    case unreadable
    case truncated
    case damaged
    case trailingData = "trailing-data"
    case wrongDigest = "wrong-digest"
    case wrongSize = "wrong-size"
    case changed
    case unsupported
    // Images
    case document
    case missingBlob = "missing-blob"
    case noSuchImage = "no-such-image"
    case ambiguousImage = "ambiguous-image"
    case noSuchPlatform = "no-such-platform"
    case blobOutside = "blob-outside"
    // Names
    case absoluteName = "absolute-name"
    case parentComponent = "parent-component"
    case controlCharacter = "control-character"
    case nameTooLong = "name-too-long"
    case pathTooLong = "path-too-long"
    case tooDeep = "too-deep"
    case badWhiteout = "bad-whiteout"
    // Entries
    case badTarget = "bad-target"
    case badOwner = "bad-owner"
    case badDevice = "bad-device"
    case badAttribute = "bad-attribute"
    case attributesTooLarge = "attributes-too-large"
    case rootReplaced = "root-replaced"
    case mountPoint = "mount-point"
    // Limits
    case tooManyBytes = "too-many-bytes"
    case tooManyEntries = "too-many-entries"
    case bomb
    // Merge
    case duplicateEntry = "duplicate-entry"
    case linkAboveRoot = "link-above-root"
    case parentNotDirectory = "parent-not-directory"
    case linkLoop = "link-loop"
    case linkTargetMissing = "link-target-missing"
    case linkToDirectory = "link-to-directory"
    // Policy
    case badPattern = "bad-pattern"
    case badMove = "bad-move"
    case occupied
    case packageManager = "package-manager"
    case missingBootFile = "missing-boot-file"
    case badBootFile = "bad-boot-file"
    // Packages
    case packageGone = "package-gone"
    case noSuchPackage = "no-such-package"
    case unsatisfiable
    case badSignature = "bad-signature"
    case staleArchive = "stale-archive"
    case notLocked = "not-locked"
    case download
    case offline
    case store
    case missingTool = "missing-tool"
    case missingPrivilege = "missing-privilege"
    case toolFailed = "tool-failed"

    package var description: String { rawValue }
}
