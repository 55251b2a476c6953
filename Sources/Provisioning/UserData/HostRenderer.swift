package import Documents
import Ignition
package import Profiles
package import Values

/// Host profile → user data. A pure function of the profile and the files that it names.
package struct HostRenderer {
    /// What may be chosen besides the profile.
    package struct Options: Sendable {
        /// nil for the target's own format.
        package var format: UserDataFormat?
        /// Whether the configuration is left as it is, however large, to be read or checked.
        package var ignoresLimit = false
        /// nil for the oldest Ignition specification that suffices.
        package var specification: Version?

        package init() {}
    }

    private let files: any FileAccess
    private let library: TemplateLibrary
    private let options: Options

    package init(files: any FileAccess, library: TemplateLibrary, options: Options = Options()) {
        self.files = files
        self.library = library
        self.options = options
    }

    /// The user data of `host`; nil when it cannot be rendered (errors have been added then).
    package func render(_ host: HostProfile, into diagnostics: inout Diagnostics) -> UserData? {
        var problems = Diagnostics()
        let format = options.format ?? host.target.os.format
        checkFormat(format, host, into: &problems)
        var parts = HostParts(host, format: format, files: files, library: library)
        let collected = parts.collect(into: &problems)
        let config = pruned(HostAssembly.join(collected, origin: host.root.origin, into: &problems))
        defer { diagnostics.add(collected.naming(problems, in: config)) }
        validate(config, collected, host, into: &problems)
        SecretScan.check(config, into: &problems)
        guard !problems.hasErrors else { return nil }
        if let own = collected.first(where: { $0.place == nil })?.config {
            UnitRules.checkReferences(host, own: own, in: config, into: &problems)
        }
        SecretRules.check(host, collected, in: config, into: &problems)
        switch format {
        case .ignition: return ignition(config, host, into: &problems)
        case .cloudConfig: return cloudConfig(config, host, parts, into: &problems)
        }
    }

    /// Finds what else is wrong with a profile that cannot be rendered, so that all errors are seen at once.
    /// - Parameter diagnostics: what is known already; nothing is said of these places again.
    package func check(_ draft: HostProfile, into diagnostics: inout Diagnostics) {
        var found = Diagnostics()
        var parts = HostParts(draft, format: options.format ?? draft.target.os.format, files: files, library: library)
        let collected = parts.collectNamed(into: &found)
        let config = pruned(HostAssembly.join(collected, origin: draft.root.origin, into: &found))
        validate(config, collected, draft, into: &found)
        diagnostics.add(found.without(pathsOf: diagnostics))
    }

    private func limit(_ host: HostProfile) -> Int? {
        options.ignoresLimit ? nil : UserDataFitting.limit(host.target)
    }

    private func checkFormat(_ format: UserDataFormat, _ host: HostProfile, into diagnostics: inout Diagnostics) {
        let os = host.target.os
        guard format != os.format else { return }
        let origin = host.root["target"]?["os"]?.origin
        switch format {
        case .ignition:
            diagnostics.error(
                .unsupportedByTarget, "a host with `target.os: cloud-init` does not run Ignition",
                at: NodePath([.key("target"), .key("os")]),
                origin: origin, remedy: "leave out --as ignition, or choose another target.os")
        case .cloudConfig:
            diagnostics.warning(
                .unsupportedByTarget,
                "hosts of \(os.rawValue) do not run cloud-init: this rendering is for another image",
                at: NodePath([.key("target"), .key("os")]), origin: origin, remedy: "leave out --as cloud-config")
        }
    }

    private func ignition(_ config: Node, _ host: HostProfile, into diagnostics: inout Diagnostics) -> UserData? {
        let ceiling = host.target.os.newestSpecification
        checkKernelArguments(config, host, into: &diagnostics)
        let oldest = IgnitionValidator.oldestVersion(for: config)
        let version = options.specification ?? oldest.version
        if version > ceiling {
            let because = oldest.because.map { " because of `\($0.path)`" } ?? ""
            diagnostics.error(
                .newerSpecification,
                options.specification == nil
                    ? "the configuration needs Ignition specification \(version)\(because); \(host.target.os.rawValue) accepts up to \(ceiling)"
                    : "\(host.target.os.rawValue) accepts Ignition specifications up to \(ceiling), not \(version)",
                at: oldest.because?.path ?? NodePath(),
                origin: options.specification == nil ? oldest.because?.origin : nil,
                remedy: options.specification == nil
                    ? "leave the field out, or choose another target" : "choose --spec \(ceiling) or older")
            return nil
        }
        if version < oldest.version {
            diagnostics.error(
                .newerSpecification,
                "the configuration needs Ignition specification \(oldest.version); --spec says \(version)",
                at: oldest.because?.path ?? NodePath(), origin: oldest.because?.origin,
                remedy: oldest.version > ceiling
                    ? "leave the field out: \(host.target.os.rawValue) accepts specifications up to \(ceiling)"
                    : "choose --spec \(oldest.version) or newer, or leave the field out")
            return nil
        }
        var config = config
        var section = config["ignition"] ?? .mapping([], origin: config.origin)
        section["version"] = .string(version.description, origin: config.origin)
        config["ignition"] = section
        let versions = version...(options.specification ?? ceiling)
        return UserDataFitting.ignition(config, versions: versions, limit: limit(host), host: host, into: &diagnostics)
    }

    /// The rules of disks and Ignition's own, in the profile's words. They hold for cloud-config as well.
    /// - Parameter diagnostics: what is known already; nothing is said of these places again.
    private func validate(
        _ config: Node, _ parts: [HostPart], _ host: HostProfile, into diagnostics: inout Diagnostics
    ) {
        var found = Diagnostics()
        DiskRules.check(config, host, into: &found)
        var general = Diagnostics()
        let version = IgnitionValidator.oldestVersion(for: config).version
        IgnitionValidator.validate(config, version: version, spelling: .butane, into: &general)
        found.add(general.without(pathsOf: found))
        ServiceRules.check(config, into: &found)
        // Reaching a proxy by http is what `proxy` documents; the warning is for configurations that say more.
        let proxy = NodePath([.key("ignition"), .key("proxy")])
        var kept = Diagnostics()
        for problem in found.all where problem.severity == .error || problem.path.parent != proxy { kept.add(problem) }
        let named = PathMap(document: host.root).source(of: parts.naming(kept, in: config), in: config)
        diagnostics.add(named.without(pathsOf: diagnostics))
    }

    /// The image's kernel command line is part of its UKI: Ignition cannot change it.
    private func checkKernelArguments(_ config: Node, _ host: HostProfile, into diagnostics: inout Diagnostics) {
        guard host.target.os == .basalt, let arguments = config["kernelArguments"], !arguments.isEmpty else { return }
        diagnostics.error(
            .unsupportedByTarget,
            "Ignition cannot change the kernel arguments of a basalt image: they are part of its signed boot file",
            origin: arguments.origin.firstLine, remedy: "use `image: {kernel_arguments: [...]}`")
    }

    private func cloudConfig(
        _ config: Node, _ host: HostProfile, _ parts: HostParts, into diagnostics: inout Diagnostics
    ) -> UserData? {
        var writer = CloudConfigWriter(host: host, config: config, certificates: parts.certificates)
        let document = writer.document(into: &diagnostics)
        SecretScan.check(document, into: &diagnostics)
        guard !diagnostics.hasErrors else { return nil }
        CloudConfigValidator.validate(document, into: &diagnostics)
        guard !diagnostics.hasErrors else { return nil }
        let text = "#cloud-config\n" + YAMLWriter.text(document)
        return UserDataFitting.cloudConfig(text, limit: limit(host), host: host, into: &diagnostics)
    }

    /// Without nulls, empty lists and empty mappings, which Ignition takes for absent.
    private func pruned(_ node: Node) -> Node {
        switch node.content {
        case .scalar: return node
        case .sequence(let items): return .sequence(items.map(pruned), origin: node.origin)
        case .mapping(let mapping):
            var result = Mapping()
            for entry in mapping.entries {
                let value = pruned(entry.value)
                if !value.isEmpty {
                    result.entries.append(.init(key: entry.key, keyOrigin: entry.keyOrigin, value: value))
                }
            }
            return Node(.mapping(result), origin: node.origin)
        }
    }
}

extension TargetOS {
    /// What the target's hosts read.
    package var format: UserDataFormat { self == .cloudInit ? .cloudConfig : .ignition }

    /// The newest Ignition specification that the target accepts. Debian 13's Ignition is 2.14 (3.3.0), Flatcar's
    /// documentation promises 3.3.0, Fedora CoreOS ships 2.26 (3.6.0).
    var newestSpecification: Version {
        switch self {
        case .basalt, .flatcar, .cloudInit: Version(3, 3, 0)
        case .fcos: Version(3, 6, 0)
        }
    }
}
