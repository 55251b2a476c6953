/// What container engines take, though no honest builder writes it: an error unless `LayerLimits.allowed` holds it.
package enum Oddity: String, Sendable, CaseIterable {
    /// An entry's name starts with `/`. Allowed, it counts from the root. (An entry for `/` itself, and a hard link's
    /// target with a slash, are always taken: kaniko writes them.)
    case absoluteName = "absolute-name"
    /// A name holds a byte of 0x01 to 0x1F, or 0x7F, which Linux allows and nobody means.
    case controlCharacter = "control-character"
    /// A layer says two things about one path, not both of them directories. Allowed, the last one holds.
    ///
    /// Source: OCI image specification, layer.md: a layer "MUST NOT include duplicate entries for file paths".
    case duplicateEntry = "duplicate-entry"
    /// An entry lies below a symbolic link whose `..` climb above the root. Allowed, they stop at the root.
    case linkAboveRoot = "link-above-root"

    /// - Parameter better: what to do instead.
    func remedy(_ better: String) -> String { "\(better); --allow \(rawValue) takes it as it is" }
}
