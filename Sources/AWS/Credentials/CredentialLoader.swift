import Documents
import HTTP
import Values

/// Carries a plan out.
struct CredentialLoader: Sendable {
    let plan: CredentialPlan
    let session: AWSSession

    func load() async throws(AWSError) -> Credentials {
        var credentials = try await source()
        for role in plan.roles { credentials = try await assume(role, by: credentials) }
        return credentials
    }

    private func source() async throws(AWSError) -> Credentials {
        switch plan.source {
        case .keys(let keys): return keys
        case .process(let words): return try await CredentialProgram.run(words)
        case .webIdentity(let role, let file): return try await assume(role, tokenFile: file)
        case .container(let endpoint): return try await container(endpoint)
        case .instance:
            var metadata = try InstanceMetadata(session.settings, session.send)
            return try await metadata.credentials()
        }
    }

    private var sts: AWSClient { AWSClient(session: session, region: session.settings.region ?? "us-east-1") }

    private func name(_ role: CredentialPlan.Role) -> String {
        role.session ?? "basalt-\(session.settings.surroundings.now().seconds)"
    }

    private func assume(_ role: CredentialPlan.Role, by credentials: Credentials) async throws(AWSError) -> Credentials
    {
        let request = STS.AssumeRole {
            $0.roleArn = role.arn
            $0.roleSessionName = name(role)
            $0.externalId = role.externalID
            $0.durationSeconds = role.duration
        }
        return try received(try await sts.send(request, by: credentials).credentials, role)
    }

    private func assume(_ role: CredentialPlan.Role, tokenFile: String) async throws(AWSError) -> Credentials {
        let token: [UInt8]
        do throws(FileProblem) {
            token = try session.settings.surroundings.files.read(tokenFile, limit: 1 << 16)
        } catch {
            throw AWSError(.noCredentials, "cannot read the web identity token `\(tokenFile)`: \(error.reason)")
        }
        let request = STS.AssumeRoleWithWebIdentity {
            $0.roleArn = role.arn
            $0.roleSessionName = name(role)
            // A file's last line ends; a token has no blanks.
            $0.webIdentityToken = String(String(decoding: token, as: UTF8.self).filter { !$0.isWhitespace })
            $0.durationSeconds = role.duration
        }
        return try received(try await sts.send(request, by: nil).credentials, role)
    }

    private func received(_ given: STS.Credentials?, _ role: CredentialPlan.Role) throws(AWSError) -> Credentials {
        guard let given, let key = given.accessKeyId, let secret = given.secretAccessKey else {
            throw AWSError(.noCredentials, "the role \(role.arn) was assumed, and no credentials came back")
        }
        return Credentials(
            accessKey: key, secretKey: secret, sessionToken: given.sessionToken, expiration: given.expiration)
    }

    private func container(_ endpoint: ContainerEndpoint) async throws(AWSError) -> Credentials {
        var headers: [(name: String, value: String)] = []
        if let text = try endpoint.authorization(session.settings.surroundings.files) {
            headers.append(("Authorization", text))
        }
        var last = "it did not answer"
        for attempt in 1...3 {
            var answer: WebAnswer?
            do throws(HTTPFailure) {
                answer = try await session.send(
                    WebRequest(url: endpoint.url, headers: headers, timeout: 2, limit: 1 << 20))
            } catch { last = error.reason }
            if let answer, answer.status < 500 {
                return try CredentialDocument.read(
                    answer.body, tokenName: "Token", from: "the container's credential endpoint")
            }
            if let answer { last = "it answered \(answer.status)" }
            guard attempt < 3 else { break }
            do { try await session.settings.surroundings.sleep(1) } catch { break }
        }
        throw AWSError(.noCredentials, "the container's credential endpoint: \(last)")
    }
}
