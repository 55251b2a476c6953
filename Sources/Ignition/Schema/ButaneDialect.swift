package import Documents
package import Values

/// One version of Butane's words for one operating system, and the Ignition specification that it turns into.
///
/// Source: `docs/specs.md` and `config/config.go` of Butane 0.29.
package struct ButaneDialect: Sendable {
    package enum Variant: String, Sendable, CaseIterable {
        case fcos, flatcar, openshift
    }

    package let variant: Variant
    package let version: Version
    package let specification: Version
    /// The words of this version alone.
    package let object: ObjectType
    /// The newest words of the variant, for telling "too new" from "unknown".
    let newest: ObjectType

    private init(_ variant: Variant, _ major: Int, _ minor: Int, _ specification: Version) {
        self.variant = variant
        version = Version(major, minor, 0)
        self.specification = specification
        let words = Vocabulary(language: .butane)
        // fcos 1.2 and 1.3 turn into the same specification; only the latter has `boot_device`.
        let bootDevice = variant == .fcos && minor < 3 ? [] : [words.bootDevice, words.grub]
        switch variant {
        case .fcos: newest = words.document([words.bootDevice, words.grub])
        case .flatcar: newest = words.document([])
        case .openshift: newest = words.document([words.bootDevice, words.grub] + words.openshift)
        }
        object = (variant == .fcos ? words.document(bootDevice) : newest).limited(to: specification)
    }

    /// Every dialect, by variant and version.
    package static let all: [ButaneDialect] = fcos + flatcar + openshift

    private static let fcos = [
        (0, Specification.v3_0), (1, Specification.v3_1), (2, Specification.v3_2), (3, Specification.v3_2),
        (4, Specification.v3_3), (5, Specification.v3_4), (6, Specification.v3_5), (7, Specification.v3_6),
    ].map { ButaneDialect(.fcos, 1, $0.0, $0.1) }
    private static let flatcar = [
        ButaneDialect(.flatcar, 1, 0, Specification.v3_3), ButaneDialect(.flatcar, 1, 1, Specification.v3_4),
    ]
    private static let openshift = (8...22).map { minor in
        let specification = minor < 14 ? Specification.v3_2 : minor < 19 ? Specification.v3_4 : Specification.v3_5
        return ButaneDialect(.openshift, 4, minor, specification)
    }

    package static func find(variant: String, version: Version) -> ButaneDialect? {
        all.first { $0.variant.rawValue == variant && $0.version == version }
    }

    /// The oldest version of the same variant that turns into `specification` or a newer one.
    func oldest(for specification: Version) -> ButaneDialect? {
        Self.all.first { $0.variant == variant && $0.specification >= specification }
    }
}

extension ObjectType {
    /// The same words without those that are newer than `version`, at every depth.
    package func limited(to version: Version) -> ObjectType {
        ObjectType(
            fields.compactMap { field in
                if let since = field.since, since > version { return nil }
                return Field(
                    field.name, field.type.limited(to: version), field.summary, required: field.isRequired,
                    since: field.since)
            }, alternatives: alternatives)
    }
}

extension ValueType {
    fileprivate func limited(to version: Version) -> ValueType {
        switch self {
        case .object(let object): .object(object.limited(to: version))
        case .list(let element, let merge): .list(element.limited(to: version), merge: merge)
        default: self
        }
    }
}
