import AWS
import Documents
import TestSupport
import Testing
import Values

/// Surroundings with files and variables, and nothing else.
func surroundings(
    _ variables: [String: String] = [:], config: String? = nil, credentials: String? = nil,
    files more: [String: MemoryFiles.Entry] = [:]
) -> AWSSurroundings {
    var files = more
    if let config { files["/home/u/.aws/config"] = .file(config) }
    if let credentials { files["/home/u/.aws/credentials"] = .file(credentials) }
    let all = variables.merging(["HOME": "/home/u"]) { given, _ in given }
    return AWSSurroundings(
        variable: { all[$0] }, files: MemoryFiles(files), now: { Timestamp(seconds: 1_795_250_645) }, sleep: { _ in },
        random: { 1 })
}

@Suite struct `AWS settings` {
    private func profiles(_ text: String, _ kind: ConfigurationFile.Kind = .config) throws -> [String: [String: String]]
    {
        try ConfigurationFile(text, kind, named: "config").profiles
    }

    @Test(
        arguments: [
            ("", [:]),
            ("[default]\nregion = eu-west-1\n", ["default": ["region": "eu-west-1"]]),
            ("[profile a]\nkey=v\n[profile a]\nother = w\nkey = x", ["a": ["key": "x", "other": "w"]]),
            ("[ profile\ta ] ; comment\nKEY = v # comment\n", ["a": ["key": "v"]]),
            ("[profile a]\nkey = v#no comment\n\n# comment\n; comment\n", ["a": ["key": "v#no comment"]]),
            ("[profile a]\ns3 =\n  max = 1\n  min = 2\n", ["a": ["s3": "", "s3.max": "1", "s3.min": "2"]]),
            ("[profile a]\nkey = v\n  more\n", ["a": ["key": "v\nmore"]]),
            ("[default]\na = 1\n[profile default]\nb = 2\n[default]\nc = 3", ["default": ["b": "2"]]),
            ("[bare]\na = 1\n[sso-session s]\na = 1\n[profile in valid]\na = 1", [:]),
            ("[profile a]\r\nkey = v\r\n", ["a": ["key": "v"]]),
            ("[profile a]\nkey =\n", ["a": ["key": ""]]),
        ] as [(String, [String: [String: String]])])
    func `are read from profiles`(text: String, expected: [String: [String: String]]) throws {
        #expect(try profiles(text) == expected)
    }

    @Test(arguments: [
        ("key = v", "line 1"), ("[profile a\nkey = v", "line 1"), ("[profile a] x", "line 1"),
        ("[profile a]\nsecret words", "line 2"), ("[profile a]\n= v", "line 2"), ("[profile a]\n  key = v", "line 2"),
        ("[profile a]\ns3 =\n  secret", "line 3"),
    ])
    func `name the line that cannot be read, and not what it says`(text: String, place: String) throws {
        let error = try #require(throws: AWSError.self) { try profiles(text) }
        #expect(error.message.contains(place) && !error.message.contains("secret"))
    }

    @Test func `of the credentials file count more`() throws {
        let settings = try AWSSettings(
            surroundings(
                config: "[default]\naws_access_key_id = a\nregion = eu-west-1\n",
                credentials: "[default]\naws_access_key_id = b\n"))
        #expect(settings.files.profiles["default"] == ["aws_access_key_id": "b", "region": "eu-west-1"])
    }

    @Test(
        arguments: [
            (["AWS_REGION": "eu-west-2", "AWS_DEFAULT_REGION": "eu-west-3"], "eu-west-2"),
            (["AWS_REGION": " ", "AWS_DEFAULT_REGION": "eu-west-3"], "eu-west-3"), ([:], "eu-west-1"),
            (["AWS_PROFILE": "a"], nil),
        ] as [([String: String], String?)])
    func `say the region`(variables: [String: String], expected: String?) throws {
        let config = "[default]\nregion = eu-west-1\n[profile a]\nkey = v\n"
        #expect(try AWSSettings(surroundings(variables, config: config)).region == expected)
    }

    @Test func `need the profile that is named`() throws {
        let error = try #require(throws: AWSError.self) {
            try AWSSettings(surroundings(["AWS_PROFILE": "nobody"], config: "[default]\n"))
        }
        #expect(error.kind == .configuration && error.message.contains("nobody"))
    }

    @Test(
        arguments: [
            (["AWS_ENDPOINT_URL": "http://a", "AWS_ENDPOINT_URL_AUTO_SCALING": "http://b"], "http://b"),
            (["AWS_ENDPOINT_URL": "http://a"], "http://a"), ([:], "http://c"),
            (["AWS_ENDPOINT_URL": "http://a", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"], nil),
        ] as [([String: String], String?)])
    func `say the endpoint`(variables: [String: String], expected: String?) throws {
        let config =
            "[default]\nservices = s\nendpoint_url = http://d\n[services s]\nauto_scaling =\n  endpoint_url = http://c\n"
        let settings = try AWSSettings(surroundings(variables, config: config))
        #expect(settings.endpoint(AutoScaling.service).address == expected)
    }

    @Test(arguments: [("5", 5), ("0", 1), ("x", 3)])
    func `say how often a call is tried`(text: String, expected: Int) throws {
        #expect(try AWSSettings(surroundings(["AWS_MAX_ATTEMPTS": text])).retry.attempts == expected)
    }
}
