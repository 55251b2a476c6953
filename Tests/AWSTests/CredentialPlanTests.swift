import AWS
import TestSupport
import Testing
import Values

@Suite struct `Where credentials come from` {
    private static let environment = ["AWS_ACCESS_KEY_ID": "env", "AWS_SECRET_ACCESS_KEY": "s"]

    private func plan(
        _ variables: [String: String] = [:], config: String? = nil, credentials: String? = nil, isChosen: Bool = false
    ) throws -> CredentialPlan {
        try CredentialPlan(
            AWSSettings(surroundings(variables, config: config, credentials: credentials)), isProfileChosen: isChosen)
    }

    private func keys(_ key: String, _ secret: String = "s", token: String? = nil) -> CredentialPlan.Source {
        .keys(Credentials(accessKey: key, secretKey: secret, sessionToken: token))
    }

    @Test func `the environment comes first, with its token`() throws {
        var variables = Self.environment
        variables["AWS_SESSION_TOKEN"] = "t"
        let file = "[default]\naws_access_key_id = file\naws_secret_access_key = s\n"
        #expect(try plan(variables, credentials: file).source == keys("env", token: "t"))
        #expect(try plan(Self.environment, credentials: file, isChosen: true).source == keys("file"))
    }

    @Test func `then the profile, then the environment's token, then the container, then the instance`() throws {
        var variables = ["AWS_EC2_METADATA_DISABLED": "false"]
        #expect(try plan(variables).source == .instance)
        variables["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "/x"
        guard case .container(let endpoint) = try plan(variables).source else {
            Issue.record("no container")
            return
        }
        #expect(endpoint.url == "http://169.254.170.2/x")
        variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = "/token"
        variables["AWS_ROLE_ARN"] = "arn:r"
        #expect(try plan(variables).source == .webIdentity(.init(arn: "arn:r"), tokenFile: "/token"))
        let file = "[default]\naws_access_key_id = file\naws_secret_access_key = s\n"
        #expect(try plan(variables, credentials: file).source == keys("file"))
    }

    private static let keyed = "aws_access_key_id = k\naws_secret_access_key = s\n"

    @Test(
        arguments: [
            ("[profile a]\nrole_arn = arn:A\nsource_profile = b\n[profile b]\n\(keyed)", "k", ["arn:A"]),
            ("[profile a]\nrole_arn = arn:A\nsource_profile = a\n\(keyed)", "k", ["arn:A"]),
            (
                "[profile a]\nrole_arn = arn:A\nsource_profile = b\n[profile b]\nrole_arn = arn:B\nsource_profile = c\n"
                    + "[profile c]\n\(keyed)", "k", ["arn:B", "arn:A"]
            ),
            // A source's own keys count more than its role.
            (
                "[profile a]\nrole_arn = arn:A\nsource_profile = b\naws_access_key_id = no\naws_secret_access_key = no\n"
                    + "[profile b]\nrole_arn = arn:B\nsource_profile = c\n\(keyed)", "k", ["arn:A"]
            ),
            ("[profile a]\n\(keyed)", "k", []),
        ] as [(String, String, [String])])
    func `roles are assumed in turn`(config: String, key: String, roles: [String]) throws {
        let plan = try plan(["AWS_PROFILE": "a"], config: config)
        #expect(plan.source == keys(key) && plan.roles.map(\.arn) == roles)
    }

    @Test func `a role says its session, its external id and its length`() throws {
        let config =
            "[profile a]\nrole_arn = arn:A\ncredential_source = Ec2InstanceMetadata\nexternal_id = e\n"
            + "role_session_name = n\nduration_seconds = 1800\n"
        let plan = try plan(["AWS_PROFILE": "a"], config: config)
        let role = CredentialPlan.Role(arn: "arn:A", session: "n", externalID: "e", duration: 1800)
        #expect(plan == CredentialPlan(source: .instance, roles: [role]))
    }

    @Test(arguments: [
        ("run --as me", ["run", "--as", "me"]), ("\"a b\" 'c \\d' e\\ f \"\"", ["a b", "c \\d", "e f", ""]),
    ])
    func `a program is split without a shell`(command: String, words: [String]) throws {
        let plan = try plan(["AWS_PROFILE": "a"], config: "[profile a]\ncredential_process = \(command)\n")
        #expect(plan.source == .process(words))
    }

    @Test(arguments: [
        "role_arn = arn:A", "role_arn = arn:A\nsource_profile = b\ncredential_source = Environment",
        "role_arn = arn:A\nsource_profile = nobody", "role_arn = arn:A\ncredential_source = Nothing",
        "role_arn = arn:A\nsource_profile = empty\n[profile empty]",
        "role_arn = arn:A\nsource_profile = half\n[profile half]\naws_access_key_id = k",
        "role_arn = arn:A\nsource_profile = half\n[profile half]\naws_secret_access_key = k",
        "role_arn = arn:A\nsource_profile = b\n[profile b]\nrole_arn = arn:B\nsource_profile = a",
        "role_arn = arn:A\nsource_profile = a", "web_identity_token_file = /t", "sso_session = s",
        "role_arn = arn:A\nduration_seconds = 1\ncredential_source = Environment", "credential_process = 'a",
        "role_arn = arn:A\ncredential_source = Environment",
    ])
    func `a profile that leads nowhere is an error, not a reason to go on`(profile: String) throws {
        let error = try #require(throws: AWSError.self) {
            try plan(["AWS_PROFILE": "a"], config: "[profile a]\n\(profile)\n")
        }
        #expect(error.kind == .configuration && error.remedy != nil)
    }

    @Test(arguments: [
        ["AWS_ACCESS_KEY_ID": "a"], ["AWS_SECRET_ACCESS_KEY": "a"], ["AWS_WEB_IDENTITY_TOKEN_FILE": "/t"],
        ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://192.0.2.1/x"],
        ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1.evil.example/x"],
        ["AWS_EC2_METADATA_DISABLED": "true"],
    ])
    func `an environment that cannot be meant is an error`(variables: [String: String]) {
        #expect(throws: AWSError.self) { try plan(variables) }
    }

    @Test(arguments: ["http://127.0.0.1:80/x", "http://localhost/x", "http://[::1]:8/x", "https://any.example/x"])
    func `a container's endpoint is near, or speaks TLS`(url: String) throws {
        let plan = try plan(["AWS_CONTAINER_CREDENTIALS_FULL_URI": url])
        guard case .container(let endpoint) = plan.source else {
            Issue.record("no container")
            return
        }
        #expect(endpoint.url == url)
    }

    @Test func `secrets are in no description`() {
        let keys = Credentials(accessKey: "AKIA", secretKey: "hidden", sessionToken: "hidden too")
        #expect("\(keys)" == "credentials of AKIA")
    }
}
