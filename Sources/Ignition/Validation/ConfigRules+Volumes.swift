import Documents

extension ConfigRules {
    mutating func checkArrays() {
        for (raid, path) in items("storage", "raid") {
            if raid["devices"]?.items?.isEmpty == true {
                error(.missingValue, "the array has no devices", at: path / "devices")
            }
            for (index, device) in (raid["devices"]?.items ?? []).enumerated() {
                guard let text = device.string, !CleanPath.isClean(text) else { continue }
                error(
                    .wrongValue, "`\(shortened(text))` is not an absolute path in its shortest form",
                    at: path / "devices" / index)
            }
            if let level = raid.text("level"), RaidLevel.withoutSpares.contains(level),
                (raid["spares"]?.integer ?? 0) != 0
            {
                error(
                    .conflictingValues, "level `\(level)` cannot have spares", at: path / "level",
                    remedy: "remove `spares`")
            }
        }
    }

    mutating func checkVolumes() {
        for (volume, path) in items("storage", "luks") {
            if let name = volume.text("name"), name.contains("/") {
                error(.wrongValue, "the name `\(shortened(name))` holds a slash", at: path / "name")
            }
            if let label = volume.text("label"), label.utf8.count > 47 {
                error(.wrongValue, "the label `\(shortened(label))` is longer than 47 bytes", at: path / "label")
            }
            checkClevis(volume["clevis"], at: path / "clevis")
            guard volume["cex"]?.isTrue("enabled") == true else { continue }
            if let clevis = volume["clevis"], unlocks(clevis) || clevis["custom"]?.text("pin") != nil {
                error(
                    .conflictingValues, "a volume is unlocked by a Crypto Express card or by Clevis, not by both",
                    at: path / "cex")
            }
            if volume["keyFile"]?.text("source") != nil {
                error(
                    .conflictingValues, "a volume that a Crypto Express card unlocks has no key file", at: path / "cex")
            }
        }
    }

    private func unlocks(_ clevis: Node) -> Bool {
        clevis["tang"]?.items?.isEmpty == false || clevis.isTrue("tpm2") || (clevis["threshold"]?.integer ?? 0) != 0
    }

    private mutating func checkClevis(_ clevis: Node?, at path: NodePath) {
        guard let clevis else { return }
        for (index, tang) in (clevis["tang"]?.items ?? []).enumerated() { checkTang(tang, at: path / "tang" / index) }
        guard let custom = clevis["custom"] else { return }
        let hasPin = custom.text("pin") != nil
        let hasConfig = custom.text("config") != nil
        if hasPin, unlocks(clevis) {
            error(
                .conflictingValues, "a custom Clevis configuration excludes `tang`, `tpm2` and `threshold`", at: path,
                remedy: "put all of them into the custom configuration")
        }
        guard hasPin || hasConfig || custom.isTrue("needsNetwork") else { return }
        if !hasPin {
            error(.missingValue, "the Clevis pin is missing", at: path / "custom" / "pin", remedy: "add `pin`")
        }
        if !hasConfig {
            error(
                .missingValue, "the Clevis pin's configuration is missing", at: path / "custom" / "config",
                remedy: "add `config`")
        }
    }

    private mutating func checkTang(_ tang: Node, at path: NodePath) {
        if let text = tang.text("url") {
            let scheme = SourceURL(text)?.scheme
            if scheme != "http", scheme != "https" {
                error(.wrongValue, "`\(shortened(text))` is not an http or https URL", at: path / "url")
            }
        }
        guard let text = tang.text("advertisement") else { return }
        var problems = Diagnostics()
        if JSONReader.read(SourceFile(name: "advertisement", directory: nil, text: text), into: &problems) == nil {
            error(.wrongValue, "the advertisement is not JSON", at: path / "advertisement")
        }
    }
}
