import Documents
import Values

extension VariantSugar {
    private static let role = "machineconfiguration.openshift.io/role"
    private static let cexArgument = "rd.luks.key=/etc/luks/cex.key"

    /// What OpenShift demands, and what a plain Ignition configuration leaves out.
    mutating func checkOpenShift() {
        if let labels = document["metadata"]?["labels"], labels.text(Self.role) == nil {
            error(
                .missingValue, "the label `\(Self.role)` is missing", at: "metadata", "labels",
                remedy: "add it with the role, such as worker")
        }
        let settings = document["openshift"]
        for name in ["kernel_arguments", "extensions", "fips", "kernel_type"] {
            guard let value = settings?[name], !value.isEmpty else { continue }
            let path = NodePath([.key("openshift"), .key(name)])
            diagnostics.warning(
                .unsupportedByTarget, "`\(name)` is left out: Ignition has no word for it", at: path,
                origin: value.origin.firstLine)
        }
        guard dialect.specification >= Specification.v3_5 else { return }
        let volumes = document["storage"]?["luks"]?.items ?? []
        let usesCex =
            document["boot_device"]?["luks"]?["cex"]?.isTrue("enabled") == true
            || volumes.contains { $0.text("name") == "root" && $0["cex"]?.isTrue("enabled") == true }
        let arguments = (settings?["kernel_arguments"]?.items ?? []).compactMap(\.string)
        if usesCex, !arguments.contains(Self.cexArgument) {
            error(
                .missingValue, "unlocking by a Crypto Express card needs the kernel argument `\(Self.cexArgument)`",
                at: "openshift", "kernel_arguments", remedy: "add it")
        }
    }

    /// FIPS mode does not allow cryptsetup's default cipher. Since 4.20 OpenShift sees to that itself.
    func withFIPS(_ config: Node) -> Node {
        guard let fips = document["openshift"]?["fips"], fips.boolean == true, dialect.version < Version(4, 20, 0),
            var storage = config["storage"], let luks = storage["luks"]
        else { return config }
        let make = Maker(origin: fips.origin)
        let volumes = (luks.items ?? []).map { volume in
            let options = volume["options"]?.items ?? []
            let hasCipher = options.contains { option in
                let text = option.string ?? ""
                return text == "--cipher" || text.hasPrefix("--cipher=") || text == "-c"
            }
            guard !hasCipher else { return volume }
            var volume = volume
            let added = options + [make.text("--cipher"), make.text("aes-cbc-essiv:sha256")]
            volume["options"] = .sequence(added, origin: volume["options"]?.origin ?? fips.origin)
            return volume
        }
        storage["luks"] = .sequence(volumes, origin: luks.origin)
        var config = config
        config["storage"] = storage
        return config
    }
}
