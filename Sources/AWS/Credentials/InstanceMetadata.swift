import HTTP

/// The metadata service of an EC2 instance, version 2 only.
///
/// Source: Amazon EC2 User Guide, "Use the Instance Metadata Service".
struct InstanceMetadata: Sendable {
    private static let attempts = 4

    private let surroundings: AWSSurroundings
    private let send: AWSSession.Transport
    private let address: String
    /// Got once, and anew where it is refused.
    private var token: String?

    /// - Throws: `configuration` where the settings name no address of the service.
    init(_ settings: AWSSettings, _ send: @escaping AWSSession.Transport) throws(AWSError) {
        surroundings = settings.surroundings
        self.send = send
        address = try Self.address(settings)
    }

    /// The credentials of the instance's role.
    mutating func credentials() async throws(AWSError) -> Credentials {
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

    mutating func region() async throws(AWSError) -> String? { try await get("/latest/meta-data/placement/region") }

    private static func address(_ settings: AWSSettings) throws(AWSError) -> String {
        if let address = settings.value("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint") {
            guard ["http://", "https://"].contains(where: address.hasPrefix) else {
                throw AWSError(
                    .configuration, "`\(address)` is no address of the instance metadata service",
                    remedy: "write it as http://HOST")
            }
            return address.hasSuffix("/") ? String(address.dropLast()) : address
        }
        let variable = "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"
        let mode = settings.value(variable, "ec2_metadata_service_endpoint_mode") ?? "IPv4"
        switch mode.lowercased() {
        case "ipv4": return "http://169.254.169.254"
        case "ipv6": return "http://[fd00:ec2::254]"
        default:
            throw AWSError(
                .configuration, "the instance metadata service has no mode `\(mode)`",
                remedy: "set \(variable) to IPv4 or IPv6, or unset it")
        }
    }

    /// nil for 404.
    private mutating func get(_ path: String) async throws(AWSError) -> String? {
        var last = "it did not answer"
        for attempt in 1...Self.attempts {
            let answer: WebAnswer?
            do throws(HTTPFailure) { answer = try await attemptToGet(path) } catch {
                answer = nil
                last = error.reason
            }
            switch answer?.status {
            case nil: break
            case 401:
                token = nil
                last = "it refused its own token"
            case 200: return answer.map { String(decoding: $0.body, as: UTF8.self) }
            case 404: return nil
            case 403: throw Self.failure("it is turned off")
            case let status?: last = "it answered \(status)"
            }
            if attempt < Self.attempts { try await pause(attempt) }
        }
        throw Self.failure(last)
    }

    private mutating func attemptToGet(_ path: String) async throws(HTTPFailure) -> WebAnswer {
        if token == nil {
            let answer = try await send(
                WebRequest(
                    method: "PUT", url: address + "/latest/api/token",
                    headers: [("X-aws-ec2-metadata-token-ttl-seconds", "21600")], timeout: 2, limit: 1 << 16))
            guard answer.status == 200 else { return answer }
            token = String(decoding: answer.body, as: UTF8.self)
        }
        return try await send(
            WebRequest(
                url: address + path, headers: [("X-aws-ec2-metadata-token", token ?? "")], timeout: 2, limit: 1 << 20))
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
