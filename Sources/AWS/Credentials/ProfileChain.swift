/// Follows a profile to its credentials.
///
/// Source: AWS SDKs and Tools Reference Guide, "Assume role credential provider"; smithy-rs, `assume-role-tests.json`.
struct ProfileChain {
    private let settings: AWSSettings

    init(_ settings: AWSSettings) { self.settings = settings }

    /// - Parameter isFirst: whether nobody refers to the profile: such a one's role counts more than its keys.
    /// - Returns: nil where the profile says nothing about credentials.
    func plan(_ name: String, isFirst: Bool, seen: [String] = []) throws(AWSError) -> CredentialPlan? {
        guard let profile = settings.files.profiles[name] else {
            if let parent = seen.last {
                throw failure("profile `\(parent)` names the source profile `\(name)`, which does not exist")
            }
            return nil
        }
        guard !seen.contains(name) else { throw failure("the source profiles form a circle at `\(name)`") }
        let keys = try keys(profile, name)
        if !isFirst, let keys { return CredentialPlan(source: .keys(keys)) }
        if let arn = profile["role_arn"] {
            return try assuming(role(arn, profile, name), profile, name, keys, seen + [name])
        }
        if profile["web_identity_token_file"] != nil {
            throw failure("profile `\(name)` has `web_identity_token_file`, and no `role_arn`")
        }
        if let keys { return CredentialPlan(source: .keys(keys)) }
        if let command = profile["credential_process"] {
            return CredentialPlan(source: .process(try words(command, name)))
        }
        if profile.keys.contains(where: { $0.hasPrefix("sso_") }) {
            throw AWSError(
                .configuration, "profile `\(name)` signs in by SSO, which basalt does not do itself",
                remedy: "write a profile with `credential_process = aws configure export-credentials --profile \(name) "
                    + "--format process`")
        }
        if !seen.isEmpty { throw failure("the source profile `\(name)` has no credentials") }
        return nil
    }

    private func assuming(
        _ role: CredentialPlan.Role, _ profile: ConfigurationFile.Section, _ name: String, _ keys: Credentials?,
        _ seen: [String]
    ) throws(AWSError) -> CredentialPlan {
        switch (profile["source_profile"], profile["credential_source"], profile["web_identity_token_file"]) {
        case (nil, nil, let file?): return CredentialPlan(source: .webIdentity(role, tokenFile: file))
        case (let source?, nil, nil):
            if source == name {
                guard let keys else { throw failure("profile `\(name)` is its own source, and has no keys") }
                return CredentialPlan(source: .keys(keys), roles: [role])
            }
            guard var plan = try plan(source, isFirst: false, seen: seen) else {
                throw failure("the source profile `\(source)` has no credentials")
            }
            plan.roles.append(role)
            return plan
        case (nil, let source?, nil): return CredentialPlan(source: try named(source, name), roles: [role])
        case (nil, nil, nil):
            throw failure("profile `\(name)` has `role_arn`, and neither `source_profile` nor `credential_source`")
        default:
            throw failure(
                "profile `\(name)` names more than one of `source_profile`, `credential_source` and "
                    + "`web_identity_token_file`")
        }
    }

    private func named(_ source: String, _ name: String) throws(AWSError) -> CredentialPlan.Source {
        switch source {
        case "Environment":
            guard let keys = try CredentialPlan.environmentKeys(settings.surroundings) else {
                throw failure("profile `\(name)` takes the environment's keys, and it has none")
            }
            return .keys(keys)
        case "Ec2InstanceMetadata": return .instance
        case "EcsContainer":
            guard let endpoint = try ContainerEndpoint(settings.surroundings) else {
                throw failure("profile `\(name)` takes the container's credentials, and this is no container")
            }
            return .container(endpoint)
        default: throw failure("profile `\(name)`: there is no credential source `\(source)`")
        }
    }

    private func role(
        _ arn: String, _ profile: ConfigurationFile.Section, _ name: String
    ) throws(AWSError) -> CredentialPlan.Role {
        var role = CredentialPlan.Role(
            arn: arn, session: profile["role_session_name"], externalID: profile["external_id"])
        if let text = profile["duration_seconds"] {
            guard let seconds = Int(text), (900...43200).contains(seconds) else {
                throw failure("profile `\(name)`: `duration_seconds` is not from 900 to 43200")
            }
            role.duration = seconds
        }
        return role
    }

    private func keys(_ profile: ConfigurationFile.Section, _ name: String) throws(AWSError) -> Credentials? {
        switch (profile["aws_access_key_id"], profile["aws_secret_access_key"]) {
        case (let key?, let secret?) where !key.isEmpty && !secret.isEmpty:
            return Credentials(accessKey: key, secretKey: secret, sessionToken: profile["aws_session_token"])
        case (nil, nil): return nil
        default: throw failure("profile `\(name)` has only half of an access key")
        }
    }

    /// The words of a command line as a shell would split it, without a shell: blanks, quotes, backslashes.
    private func words(_ command: String, _ name: String) throws(AWSError) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isEscaped = false
        for character in command {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if quote == nil, character.isWhitespace {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let word { words.append(word) }
        guard quote == nil, !isEscaped, !words.isEmpty else {
            throw failure("profile `\(name)`: `credential_process` is no command line")
        }
        return words
    }

    private func failure(_ message: String) -> AWSError {
        AWSError(.configuration, message, remedy: "correct ~/.aws/config, or name another profile")
    }
}
