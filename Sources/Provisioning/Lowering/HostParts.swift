import Documents
import Ignition
import Profiles

/// One part of a host in Ignition's words: what the profile says itself, what a template brings, what a Butane file
/// holds.
struct HostPart: Sendable {
    /// Who owns the part's entries, for messages: "the template `docker-engine`".
    let owner: String
    /// Where the part was asked for; nil for the profile's own words, whose entries have their own places.
    let place: Origin?
    /// The template that the part was made of; nil for others.
    var use: TemplateUse?
    let config: Node
}

/// From a profile to the parts of its host. Every field that is more than Butane's words becomes a template with
/// parameters, so that what a host gets can be read, and replaced, in `ignition-templates/`.
struct HostParts {
    let host: HostProfile
    let format: UserDataFormat
    /// The PEM text, a name for the file, and the place of each of `certificates`; filled by `collect`.
    var certificates: [(pem: String, name: String, origin: Origin)] = []
    private let files: any FileAccess
    private var library: TemplateLibrary
    private let translator: ButaneTranslator
    private var parts: [HostPart] = []
    /// Templates that are part of the host once, however many others include them.
    private var included: Set<String> = []
    private var problems = Diagnostics()

    init(_ host: HostProfile, format: UserDataFormat, files: any FileAccess, library: TemplateLibrary) {
        self.host = host
        self.format = format
        self.files = files
        self.library = library
        translator = ButaneTranslator(
            files: files, local: .besideSource, compressesContents: false, decimalMode: .error)
    }

    /// The parts that the profile names itself: its own words and what it includes. For a profile whose fields have
    /// errors already, which the templates behind them would only repeat.
    mutating func collectNamed(into diagnostics: inout Diagnostics) -> [HostPart] {
        addOwnWords()
        for include in host.includes { add(include) }
        diagnostics.add(problems)
        return parts
    }

    /// All parts, in an order that does not matter: entries are keyed.
    mutating func collect(into diagnostics: inout Diagnostics) -> [HostPart] {
        addOwnWords()
        addAccess()
        addNetwork()
        addEngine()
        addVolumes()
        addSwarm()
        addContainers()
        addSecrets()
        for include in host.includes { add(include) }
        diagnostics.add(problems)
        return parts
    }

    /// `storage` without volumes, `systemd`, `passwd`: Butane's words as they are.
    private mutating func addOwnWords() {
        var storage = host.root["storage"]
        storage?["volumes"] = nil
        let entries = [("storage", storage), ("systemd", host.root["systemd"]), ("passwd", host.root["passwd"])]
        let body = Node.mapping(entries.compactMap { key, node in node.map { (key, $0) } }, origin: host.root.origin)
        let config = translator.translate(body: body, path: NodePath(), into: &problems)
        parts.append(HostPart(owner: "the profile", place: nil, config: config))
    }

    private mutating func add(_ include: Include) {
        if let template = include.template {
            add(template, include.parameters, place: template.origin, path: include.path)
        } else if let butane = include.butane, let name = butane.string {
            addButane(name, butane.origin, include.path)
        }
    }

    private mutating func addButane(_ name: String, _ origin: Origin, _ path: NodePath) {
        let file = files.document(join(origin.file.directory ?? "", name), origin: origin, into: &problems)
        guard let file, let document = YAMLReader().read(file, into: &problems) else { return }
        if let variant = document["variant"]?.string, variant == "openshift" {
            problems.error(
                .unsupportedByTarget, "a Butane file of variant `openshift` cannot be part of a profile",
                at: path / "butane",
                origin: document["variant"]?.origin, remedy: "include files of variant fcos or flatcar")
            return
        }
        guard var config = translator.translate(document, into: &problems) else { return }
        config["ignition"]?["version"] = nil
        parts.append(HostPart(owner: "the Butane file `\(name)`", place: origin, config: config))
    }

    /// Adds a template that a field stands for. Its parameters are made here, so it is found by name among a team's
    /// own templates too.
    mutating func add(_ name: String, _ parameters: [(String, Node?)], place: Origin, path: NodePath) {
        let arguments = Mapping(
            parameters.compactMap { key, node in node.map { .init(key: key, keyOrigin: $0.origin, value: $0) } })
        let generated = Origin.start(of: SourceFile(name: place.file.name, directory: nil, text: place.file.text))
        let below = host.root[path]?.places(from: path) ?? []
        let fields = arguments.entries.compactMap { entry in
            below.first { $0.origin == entry.value.origin }.map { (entry.key, $0.path) }
        }
        add(
            .string(name, origin: generated), arguments, place: place, path: path,
            fields: Dictionary(uniqueKeysWithValues: fields))
    }

    private mutating func add(
        _ name: Node, _ arguments: Mapping, place: Origin, path: NodePath, fields: [String: NodePath]? = nil
    ) {
        guard let template = library.template(name, at: path / "template", into: &problems) else { return }
        for include in template.includes where included.insert(include.string ?? "").inserted {
            add(include, Mapping(), place: place, path: path)
        }
        let use = TemplateUse(template, place: place)
        var found = Diagnostics()
        if let config = config(template, arguments, place: place, path: path, fields: fields, into: &found) {
            parts.append(HostPart(owner: use.owner, place: place, use: use, config: config))
        }
        problems.add(found.map(use.naming))
    }

    /// A template's part in Ignition's words; nil with errors where its parameters or its body are wrong.
    private func config(
        _ template: Template, _ arguments: Mapping, place: Origin, path: NodePath, fields: [String: NodePath]?,
        into diagnostics: inout Diagnostics
    ) -> Node? {
        let instance = TemplateInstance(
            template, arguments: arguments, place: place, path: path, fields: fields, into: &diagnostics)
        guard instance.isComplete else { return nil }
        let body = instance.body(into: &diagnostics)
        var check = SchemaCheck()
        check.allowsNull = false
        check.check(body, .object(TemplateSchema.body))
        diagnostics.add(check.diagnostics)
        guard !check.diagnostics.hasErrors else { return nil }
        return translator.translate(body: body, path: NodePath(), into: &diagnostics)
    }

    /// Adds a part that needs no template.
    mutating func add(body: Node, owner: String, place: Origin) {
        let config = translator.translate(body: body, path: NodePath(), into: &problems)
        parts.append(HostPart(owner: owner, place: place, config: config))
    }

    /// The bytes of a file that a field names, relative to the document it stands in; nil with an error otherwise.
    mutating func read(_ name: Node, at path: NodePath) -> [UInt8]? {
        guard let text = name.string else { return nil }
        let target = join(name.origin.file.directory ?? "", text)
        do throws(FileProblem) {
            return try files.read(target, limit: 1 << 20)
        } catch {
            problems.error(error.code, "cannot read `\(text)`: \(error.reason)", at: path, origin: name.origin)
            return nil
        }
    }

    mutating func report(
        _ code: DiagnosticCode, _ message: String, at path: NodePath, origin: Origin, remedy: String? = nil
    ) {
        problems.error(code, message, at: path, origin: origin, remedy: remedy)
    }
}
