import Documents

/// What environment and files say about how AWS is asked.
///
/// Source: AWS SDKs and Tools Reference Guide, "Settings reference".
package struct AWSSettings: Sendable {
    package let surroundings: AWSSurroundings
    /// The profile in use.
    package let profile: String
    /// Whether the profile was named, so that it must be there.
    package let isProfileNamed: Bool
    package let files: ConfigurationFile

    /// - Parameter profile: a profile that the user names; nil for `AWS_PROFILE`, else `default`.
    package init(_ surroundings: AWSSurroundings, profile: String? = nil) throws(AWSError) {
        self.surroundings = surroundings
        let named = profile ?? surroundings.value("AWS_PROFILE")
        self.profile = named ?? "default"
        isProfileNamed = named != nil
        let home = surroundings.value("HOME")
        var files = try Self.read(
            surroundings.value("AWS_CONFIG_FILE") ?? home.map { $0 + "/.aws/config" }, .config, surroundings)
        files.merge(
            try Self.read(
                surroundings.value("AWS_SHARED_CREDENTIALS_FILE") ?? home.map { $0 + "/.aws/credentials" },
                .credentials, surroundings))
        self.files = files
        if isProfileNamed, files.profiles[self.profile] == nil {
            throw AWSError(
                .configuration, "there is no profile `\(self.profile)` in the AWS configuration",
                remedy: "write it into ~/.aws/config, or unset AWS_PROFILE")
        }
    }

    /// A setting: the environment's, else the profile's.
    package func value(_ variable: String, _ key: String) -> String? {
        surroundings.value(variable) ?? files.profiles[profile]?[key]
    }

    package func flag(_ variable: String, _ key: String) -> Bool { value(variable, key)?.lowercased() == "true" }

    /// The region that is not named otherwise; nil where none is configured.
    package var region: String? {
        surroundings.value("AWS_REGION") ?? surroundings.value("AWS_DEFAULT_REGION")
            ?? files.profiles[profile]?["region"]
    }

    package func endpoint(_ service: ServiceModel) -> Endpoint.Options {
        var options = Endpoint.Options()
        options.usesFIPS = flag("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint")
        options.usesDualStack = flag("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint")
        guard !flag("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls") else { return options }
        let section = files.profiles[profile]
        let services = section?["services"].flatMap { files.services[$0] }
        options.address =
            surroundings.value("AWS_ENDPOINT_URL_" + service.identifier) ?? surroundings.value("AWS_ENDPOINT_URL")
            ?? services?["\(service.identifier.lowercased()).endpoint_url"] ?? section?["endpoint_url"]
        return options
    }

    package var retry: RetryPolicy {
        let attempts = value("AWS_MAX_ATTEMPTS", "max_attempts").flatMap { Int($0) }
        return RetryPolicy(attempts: attempts.map { max(1, min($0, 100)) } ?? 3)
    }

    private static func read(
        _ path: String?, _ kind: ConfigurationFile.Kind, _ surroundings: AWSSurroundings
    ) throws(AWSError) -> ConfigurationFile {
        guard let path else { return ConfigurationFile() }
        let bytes: [UInt8]
        do throws(FileProblem) { bytes = try surroundings.files.read(path, limit: 1 << 20) } catch {
            // No such file is no fault: most machines have none.
            if error.kind == .missing || error.kind == .notFolder { return ConfigurationFile() }
            throw AWSError(.configuration, "cannot read `\(path)`: \(error.reason)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw AWSError(.configuration, "`\(path)` is not UTF-8 text")
        }
        return try ConfigurationFile(text, kind, named: path)
    }
}
