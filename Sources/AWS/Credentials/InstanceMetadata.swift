import HTTP

/// The metadata service of an EC2 instance, version 2 only.
///
/// Source: Amazon EC2 User Guide, "Use the Instance Metadata Service".
struct InstanceMetadata: Sendable {
    let client: WebClient
    let surroundings: AWSSurroundings

    private static let attempts = 4

    /// The credentials of the instance's role.
    func credentials() async throws(AWSError) -> Credentials {
        let roles = try await get("/latest/meta-data/iam/security-credentials/")
        guard let role = roles?.split(whereSeparator: \.isNewline).first, !role.isEmpty else {
            throw AWSError(
                .noCredentials, "there are no AWS credentials: this instance has no role",
                remedy: "give it an instance profile, or set AWS_ACCESS_KEY_ID or AWS_PROFILE")
        }
        guard let text = try await get("/latest/meta-data/iam/security-credentials/\(role)") else {
            throw AWSError(.noCredentials, "the instance metadata has no credentials of the role `\(role)`")
        }
        return try CredentialDocument.read(Array(text.utf8), tokenName: "Token", from: "the instance metadata service")
    }

    func region() async throws(AWSError) -> String? { try await get("/latest/meta-data/placement/region") }

    private var address: String {
        if let address = surroundings.value("AWS_EC2_METADATA_SERVICE_ENDPOINT") {
            return address.hasSuffix("/") ? String(address.dropLast()) : address
        }
        let isIPv6 = surroundings.value("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE")?.lowercased() == "ipv6"
        return isIPv6 ? "http://[fd00:ec2::254]" : "http://169.254.169.254"
    }

    /// nil for 404.
    private func get(_ path: String) async throws(AWSError) -> String? {
        var last = "it did not answer"
        for attempt in 1...Self.attempts {
            let answer: WebAnswer?
            do throws(HTTPFailure) { answer = try await attemptToGet(path) } catch {
                answer = nil
                last = error.reason
            }
            switch answer?.status {
            case nil: break
            case 200: return answer.map { String(decoding: $0.body, as: UTF8.self) }
            case 404: return nil
            case 403: throw Self.failure("it is turned off")
            case let status?: last = "it answered \(status)"
            }
            if attempt < Self.attempts { try await pause(attempt) }
        }
        throw Self.failure(last)
    }

    private func attemptToGet(_ path: String) async throws(HTTPFailure) -> WebAnswer {
        let token = try await client.send(
            WebRequest(
                method: "PUT", url: address + "/latest/api/token",
                headers: [("X-aws-ec2-metadata-token-ttl-seconds", "21600")], timeout: 2, limit: 1 << 16))
        guard token.status == 200 else { return token }
        return try await client.send(
            WebRequest(
                url: address + path,
                headers: [("X-aws-ec2-metadata-token", String(decoding: token.body, as: UTF8.self))], timeout: 2,
                limit: 1 << 20))
    }

    private func pause(_ attempt: Int) async throws(AWSError) {
        do { try await surroundings.sleep(RetryPolicy().delay(after: attempt, random: surroundings.random())) } catch {
            throw AWSError(.cancelled, "the search for credentials was interrupted")
        }
    }

    private static func failure(_ reason: String) -> AWSError {
        AWSError(
            .noCredentials,
            "there are no AWS credentials: neither in the environment, nor in a profile, and the "
                + "instance metadata service: \(reason)",
            remedy: "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE; AWS_EC2_METADATA_DISABLED=true "
                + "outside EC2 saves the wait")
    }
}
