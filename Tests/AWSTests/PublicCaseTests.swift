import AWS
import Documents
import Foundation
import HTTP
import TestSupport
import Testing
import Values

/// A case of the SDKs' own test files; Tests/Conformance says where they come from.
struct PublicCase: Sendable, CustomTestStringConvertible {
    let node: Node
    var testDescription: String { text("name") ?? "" }

    static func all(_ file: String) throws -> [PublicCase] {
        let path = ReferenceTools.repository.appendingPathComponent("Tests/Conformance/aws/\(file).json").path
        let text = String(decoding: try DiskFiles().read(path, limit: 1 << 20), as: UTF8.self)
        return try parsed(text).items?.map { PublicCase(node: $0) } ?? []
    }

    func text(_ key: String) -> String? { node[key]?.string }

    func texts(_ key: String) -> [String: String] {
        Dictionary(uniqueKeysWithValues: (node[key]?.mapping?.entries ?? []).map { ($0.key, $0.value.string ?? "") })
    }

    /// Surroundings with the case's files and variables.
    func surroundings(_ more: [String: String] = [:]) -> AWSSurroundings {
        let variables = texts("environment").merging(more) { _, new in new }
        return AWSTests.surroundings(
            variables, config: text("config"), credentials: text("credentials"),
            files: texts("files").mapValues { .file($0) })
    }
}

@Suite struct `The public cases of AWS's own clients` {
    @Test func `are all there`() throws {
        let counts = ["profiles": 65, "roles": 28, "container": 11, "metadata": 11, "endpoint-urls": 17, "chain": 47]
        for (file, count) in counts { #expect(try PublicCase.all(file).count == count, "\(file)") }
    }

    @Test(arguments: try PublicCase.all("profiles"))
    func `of profiles are read alike`(example: PublicCase) throws {
        func read() throws -> [String: [String: String]] {
            var files = try ConfigurationFile(example.text("config") ?? "", .config, named: "config")
            files.merge(try ConfigurationFile(example.text("credentials") ?? "", .credentials, named: "credentials"))
            return files.profiles
        }
        guard example.node["error"] == nil else {
            #expect(throws: AWSError.self) { try read() }
            return
        }
        #expect(try read() == Self.expected(example))
    }

    /// The suite writes keys below a key as one text that begins with a line break.
    private static func expected(_ example: PublicCase) -> [String: [String: String]] {
        var profiles: [String: [String: String]] = [:]
        for profile in example.node["profiles"]?.mapping?.entries ?? [] {
            var values: [String: String] = [:]
            for entry in profile.value.mapping?.entries ?? [] {
                let text = entry.value.string ?? ""
                values[entry.key] = text.hasPrefix("\n") ? "" : text
                guard text.hasPrefix("\n") else { continue }
                for line in text.split(separator: "\n") {
                    let sides = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                        .map { $0.trimmingCharacters(in: .whitespaces) }
                    values["\(entry.key).\(sides[0])"] = sides[1]
                }
            }
            profiles[profile.key] = values
        }
        return profiles
    }

    @Test(arguments: try PublicCase.all("roles"))
    func `of roles lead to the same chain`(example: PublicCase) throws {
        func plan() throws -> CredentialPlan {
            let variables = ["AWS_PROFILE": example.text("profile") ?? "", "AWS_EC2_METADATA_DISABLED": "true"]
            return try CredentialPlan(AWSSettings(example.surroundings(variables)))
        }
        let chain = example.node["output"]?["ProfileChain"]?.items
        guard let chain, chain.first?["Sso"] == nil else {
            // Signing in by SSO is left to the AWS command, and said to be.
            #expect(throws: AWSError.self) { try plan() }
            return
        }
        #expect(try plan() == Self.plan(chain))
    }

    private static func plan(_ chain: [Node]) throws -> CredentialPlan {
        func role(_ node: Node) -> CredentialPlan.Role {
            .init(
                arn: node["role_arn"]?.string ?? "", session: node["role_session_name"]?.string,
                externalID: node["external_id"]?.string)
        }
        let first = try #require(chain.first)
        let source: CredentialPlan.Source
        if let keys = first["AccessKey"] {
            source = .keys(
                Credentials(
                    accessKey: keys["access_key_id"]?.string ?? "", secretKey: keys["secret_access_key"]?.string ?? ""))
        } else if let token = first["WebIdentityToken"] {
            source = .webIdentity(role(token), tokenFile: token["web_identity_token_file"]?.string ?? "")
        } else {
            #expect(first["NamedSource"]?.string == "Ec2InstanceMetadata")
            source = .instance
        }
        return CredentialPlan(source: source, roles: chain.dropFirst().compactMap { $0["AssumeRole"] }.map(role))
    }

    @Test(arguments: try PublicCase.all("container"))
    func `of containers lead to the same address`(example: PublicCase) throws {
        let surroundings = example.surroundings(["AWS_EC2_METADATA_DISABLED": "true"])
        guard let url = example.text("url") else {
            #expect(throws: AWSError.self) { try CredentialPlan(AWSSettings(surroundings)) }
            return
        }
        guard case .container(let endpoint) = try CredentialPlan(AWSSettings(surroundings)).source else {
            Issue.record("no container")
            return
        }
        #expect(endpoint.url == url)
    }

    @Test(arguments: try PublicCase.all("endpoint-urls"))
    func `of endpoints lead to the same address`(example: PublicCase) throws {
        let settings = try AWSSettings(example.surroundings(["AWS_PROFILE": example.text("profile") ?? ""]))
        let endpoint = try Endpoint(S3.service, region: "fake-region-10", settings.endpoint(S3.service))
        #expect("\(endpoint.scheme)://\(endpoint.host)" == example.text("url"))
    }

    @Test(arguments: try PublicCase.all("metadata"))
    func `of instances ask the same address`(example: PublicCase) async throws {
        let traffic = Traffic([])
        let error = try await #require(throws: AWSError.self) {
            try await AWSSession.with(
                AWSSettings(example.surroundings()), agent: "test/1", transport: traffic.answer
            ) { _ = try await $0.credentials() }
        }
        if let url = example.text("url") {
            #expect(traffic.asked.first == "PUT \(url)")
        } else {
            #expect(error.kind == .configuration && traffic.asked.isEmpty)
        }
    }

    /// The whole chain, with the answers that were recorded for it.
    @Test(arguments: try PublicCase.all("chain"))
    func `of whole chains give the same credentials`(example: PublicCase) async throws {
        let traffic = Traffic(example.node["traffic"]?.items ?? [])
        func load() async throws -> Credentials {
            try await AWSSession.with(
                AWSSettings(example.surroundings()), agent: "test/1",
                isProfileChosen: example.node["onlyProfile"]?.boolean == true, transport: traffic.answer
            ) { try await $0.credentials() }
        }
        guard let wanted = example.node["result"] else {
            let error = try await #require(throws: AWSError.self) { try await load() }
            if example.node["sso"] == nil {
                #expect(traffic.isUsedUp && traffic.surprises.isEmpty)
            } else {
                #expect(error.remedy?.contains("aws configure export-credentials") == true)
            }
            return
        }
        let found = try await load()
        #expect(found.accessKey == wanted["access_key_id"]?.string)
        #expect(found.secretKey == wanted["secret_access_key"]?.string)
        #expect(found.sessionToken == wanted["session_token"]?.string)
        #expect(found.expiration?.seconds == wanted["expiry"]?.integer.map(Int64.init))
        #expect(traffic.isUsedUp && traffic.surprises.isEmpty, "\(traffic.asked)")
    }
}
