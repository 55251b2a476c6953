package import Documents
package import Values

/// Ignition's configuration in its own words. Every field has its `since`, every list its way of merging; a list of
/// texts with `.byKey([])` merges by the texts themselves.
///
/// Source: `config/v3_6/types/schema.go` of Ignition, compared with every version before it.
package enum IgnitionSchema {
    package static let config = Vocabulary(language: .ignition).config
    /// The specifications that are known, oldest first.
    package static let versions = Specification.all
}

/// The newest words of Butane with their sugar, for use inside profiles and templates. Sugar has no `since`: it turns
/// into words that every specification knows.
package enum ButaneSchema {
    private static let words = Vocabulary(language: .profile)

    package static let storage = words.storage
    package static let systemd = words.systemd
    package static let passwd = words.passwd
    package static let ignition = words.ignition
    package static let kernelArguments = words.kernelArguments
    /// All five, as `ButaneTranslator.translate(body:)` takes them.
    package static let body = words.object(
        [words.field("ignition", .object(ignition), "Ignition's own settings.")] + words.body)
}
