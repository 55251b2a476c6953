import Documents
import Values

extension ConfigRules {
    /// Values that need a newer specification than this one.
    mutating func checkValueNeeds() {
        var found: [(SchemaWalk.Visit, Version)] = []
        SchemaWalk.visit(config, IgnitionSchema.config) { visit in
            if let needed = ValueNeeds.specification(of: visit), needed > version { found.append((visit, needed)) }
        }
        for (visit, needed) in found {
            let text = visit.entry.value.scalar?.text ?? ""
            if visit.field.name == "mode" {
                warning(
                    .newerSpecification,
                    "the set-user-id, set-group-id and sticky bits of mode \(octal(visit.entry.value)) are ignored before specification \(needed)",
                    at: visit.path, remedy: "set them with a unit or systemd-tmpfiles")
            } else {
                error(
                    .newerSpecification,
                    "`\(shortened(text, to: 40))` needs specification \(needed); this is \(version)",
                    at: visit.path)
            }
        }
    }

    private func octal(_ node: Node) -> String { "0" + String(node.integer ?? 0, radix: 8) }

    /// Everything that is fetched.
    mutating func checkResources() {
        var found: [(Node, NodePath)] = []
        SchemaWalk.visit(config, IgnitionSchema.config) { visit in
            switch visit.field.type {
            case .object(let object) where object.field("verification") != nil:
                found.append((visit.entry.value, visit.path))
            case .list(.object(let object), _) where object.field("verification") != nil:
                for (index, item) in (visit.entry.value.items ?? []).enumerated() {
                    found.append((item, visit.path / index))
                }
            default: break
            }
        }
        for (resource, path) in found {
            if let source = resource.text("source") { checkSource(source, at: path / "source") }
            checkVerification(resource, at: path / "verification" / "hash")
            checkHeaders(resource, at: path / "httpHeaders")
        }
    }

    private mutating func checkSource(_ source: String, at path: NodePath) {
        guard let url = SourceURL(source) else {
            let hasScheme = SourceURL.scheme(of: source) != nil
            return error(
                .wrongValue, "`\(shortened(source))` is not a URL\(hasScheme ? "" : " with a scheme")", at: path,
                remedy: hasScheme ? nil : "begin it with https://, s3://, data: or another scheme, or use `inline`")
        }
        guard ValueNeeds.sourceSchemes[url.scheme] != nil else {
            return error(
                .wrongValue, "Ignition cannot fetch `\(url.scheme):` sources", at: path,
                remedy: "use data, http, https, tftp, s3, gs or arn")
        }
        switch url.scheme {
        case "data" where !DataURL.isValid(source):
            error(
                .wrongValue, "`\(shortened(source, to: 40))` is not a data URL", at: path,
                remedy: "write it as data:,TEXT or data:;base64,TEXT")
        case "arn" where !isObjectARN(url):
            error(
                .wrongValue, "`\(shortened(source))` does not name an object in S3", at: path,
                remedy: "write it as arn:aws:s3:::bucket/key")
        case "s3" where url.parameter("versionId") == "", "arn" where url.parameter("versionId") == "":
            error(
                .wrongValue, "`versionId` of `\(shortened(source))` is empty", at: path,
                remedy: "name a version, or remove it")
        default: break
        }
    }

    /// `arn:partition:s3:region:account:resource`, where the resource has a key behind the bucket or access point.
    private func isObjectARN(_ url: SourceURL) -> Bool {
        let sections = url.body.split(separator: ":", maxSplits: 4, omittingEmptySubsequences: false)
        guard sections.count == 5, sections[1] == "s3" else { return false }
        let slashes = url.body.count { $0 == "/" }
        return slashes >= (sections[4].hasPrefix("accesspoint/") ? 2 : 1)
    }

    private mutating func checkVerification(_ resource: Node, at path: NodePath) {
        guard let hash = resource["verification"]?["hash"]?.string else { return }
        if resource["source"]?.isNull ?? true {
            error(
                .missingValue, "a hash is given, but no source that it could verify", at: path,
                remedy: "add `source`, or remove `verification`")
        }
        let lengths = ["sha512": 128, "sha256": 64]
        guard let dash = hash.firstIndex(of: "-"), let length = lengths[String(hash[..<dash])] else {
            return error(
                .wrongValue, "`\(shortened(hash, to: 20))` does not begin with `sha512-` or `sha256-`", at: path)
        }
        let digits = hash[hash.index(after: dash)...].utf8
        guard digits.count == length, digits.allSatisfy({ hexadecimalValue($0) != nil }) else {
            return error(
                .wrongValue,
                "the digest holds \(digits.count) characters, not the \(length) hexadecimal digits of \(hash[..<dash])",
                at: path)
        }
    }

    private mutating func checkHeaders(_ resource: Node, at path: NodePath) {
        guard let headers = resource["httpHeaders"]?.items, !headers.isEmpty else { return }
        for (index, header) in headers.enumerated() where header["value"]?.string == "" {
            error(
                .wrongValue, "the header has an empty value", at: path / index / "value",
                remedy: "remove \(word("value")) to remove the header")
        }
        let scheme = resource.text("source").flatMap(SourceURL.scheme)
        if scheme != "http", scheme != "https" {
            error(
                .conflictingValues, "headers are sent only to http and https sources", at: path,
                remedy: "remove \(word("httpHeaders"))")
        }
    }
}
