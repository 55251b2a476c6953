import Documents

extension ConfigRules {
    /// Further configurations, certificates and proxies.
    mutating func checkIgnitionSection() {
        let merges = version >= Specification.v3_1 ? items("ignition", "config", "merge") : []
        for (item, path) in merges + items("ignition", "security", "tls", "certificateAuthorities")
        where item.text("source") == nil {
            error(.missingValue, "the source is missing", at: path, remedy: "add `source`")
        }
        let proxy = NodePath([.key("ignition"), .key("proxy")])
        for name in ["httpProxy", "httpsProxy"] {
            guard let text = config[proxy / name]?.string else { continue }
            let scheme = SourceURL(text)?.scheme
            if scheme == "http", name == "httpsProxy" {
                warning(
                    .wrongValue, "what is fetched by https passes a proxy that is reached without encryption",
                    at: proxy / name)
            } else if scheme != "http", scheme != "https" {
                error(.wrongValue, "`\(shortened(text))` is not the URL of an http or https proxy", at: proxy / name)
            }
        }
    }
}
