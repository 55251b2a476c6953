import HTTP
import Values

/// A request on its way: signed anew for each attempt.
struct Call: Sendable {
    /// An attempt's failure, and whether another one can help.
    struct Failure: Error {
        var error: AWSError
        var isRetryable = false
        var isTimeout = false
        /// The clock was wrong, and is right now.
        var isSkew = false
        /// Where the bucket is, if it is in another region.
        var bucketRegion: String?
    }

    private let session: AWSSession
    private let operation: OperationModel
    private let region: String
    private let credentials: Credentials?
    private let encoded: EncodedRequest
    private let endpoint: Endpoint
    private let path: String
    private let host: String
    private let payloadHash: String

    /// "CopyImage in eu-west-1".
    var place: String { "\(operation.name) in \(region)" }

    init<Request: Operation>(
        _ request: Request, session: AWSSession, region: String, credentials: Credentials?, digest: Digest?
    ) throws(AWSError) {
        let operation = Request.operation
        self.session = session
        self.operation = operation
        self.region = region
        self.credentials = credentials
        endpoint = try Endpoint(operation.service, region: region, session.settings.endpoint(operation.service))
        do throws(WireError) { encoded = try EncodedRequest(request) } catch {
            throw AWSError(.refused, "\(operation.name) in \(region): \(error.reason)")
        }
        (host, path) = BucketAddress.place(of: encoded.path, operation, endpoint)
        let isOpen = operation.hasUnsignedBody && endpoint.scheme == "https"
        payloadHash = isOpen ? Signer.unsignedPayload : digest?.hexadecimal ?? Signer.hash(encoded.body)
    }

    func attempt<Output: Shape>(_ type: Output.Type) async throws(Failure) -> Output {
        let now = session.settings.surroundings.now
        let time = session.clock.time(now())
        let answer: WebAnswer
        do throws(HTTPFailure) { answer = try await session.send(message(at: time)) } catch {
            throw unreachable(error)
        }
        // Amazon S3 may answer an error with a status of success.
        let isError = answer.status >= 300 || (operation.name == "CompleteMultipartUpload" && isErrorBody(answer.body))
        guard !isError else { throw refused(answer, time, now()) }
        do throws(WireError) {
            return try Answer.output(
                type, status: answer.status, headers: answer.headers, body: answer.body, of: operation)
        } catch {
            throw Failure(error: AWSError(.service, "\(place): \(error.reason)", isUncertain: true))
        }
    }

    private func message(at time: Timestamp) -> WebRequest {
        var headers = [("Host", host)] + encoded.headers.map { ($0.name, $0.value) }
        let query = encoded.query.map { ($0.name, $0.value) }
        if let credentials {
            var rules = Signer.Rules()
            if operation.service.signingName == "s3" { rules = .s3 }
            rules.sendsPayloadHash = rules.sendsPayloadHash || operation.hasUnsignedBody
            let signer = Signer(
                credentials, region: region, service: operation.service.signingName, rules: rules)
            headers = signer.headers(
                for: Signer.Request(method: encoded.method, path: path, query: query, headers: headers),
                payloadHash: payloadHash, at: time)
        }
        let text = query.map { "\(PercentEncoding.encode($0.0))=\(PercentEncoding.encode($0.1))" }
            .joined(separator: "&")
        return WebRequest(
            method: encoded.method, url: "\(endpoint.scheme)://\(host)\(path)\(text.isEmpty ? "" : "?" + text)",
            headers: headers.map { (name: $0.0, value: $0.1) }, body: encoded.body)
    }

    private func isErrorBody(_ body: [UInt8]) -> Bool { (try? XMLReader.read(body))?.name == "Error" }

    private func unreachable(_ failure: HTTPFailure) -> Failure {
        if Task.isCancelled {
            return Failure(error: AWSError(.cancelled, "\(place) was interrupted", isUncertain: true))
        }
        let isLasting = failure.code == .badAddress || failure.code == .untrusted || failure.code == .tooLarge
        let remedy: String? =
            switch failure.code {
            case .untrusted: "if a proxy of yours speaks TLS, name its certificate in AWS_CA_BUNDLE"
            case .unreachable: "check the network, the region's name, and the proxy in HTTPS_PROXY"
            default: nil
            }
        return Failure(
            error: AWSError(
                .unreachable, "\(place), at \(host): \(failure.reason)", remedy: remedy, isUncertain: true),
            isRetryable: !isLasting, isTimeout: failure.code == .timeout)
    }

    private func refused(_ answer: WebAnswer, _ sent: Timestamp, _ now: Timestamp) -> Failure {
        let (code, text) = Answer.error(
            status: answer.status, headers: answer.headers, body: answer.body, of: operation)
        let kind = ErrorCodes.kind(code, status: answer.status)
        let remedy: String? =
            switch kind {
            case .denied where code == "OptInRequired": "enable the region \(region) in this account"
            case .denied: "allow `\(operation.permission)` to whom these credentials belong to"
            case .badCredentials where ErrorCodes.isExpired(code): "renew the credentials"
            case .badCredentials:
                "check the credentials, this machine's clock, and that the account has enabled the region \(region)"
            case .quota: "raise the quota of this account in \(region), or remove what is not needed"
            default: nil
            }
        let isThrottled = ErrorCodes.isThrottling(code)
        var failure = Failure(
            error: AWSError(
                kind, code: code, "\(place): \(printable(Array(text.utf8))) (\(code))", remedy: remedy,
                isUncertain: answer.status >= 500 && !isThrottled))
        failure.isRetryable = isThrottled || ErrorCodes.isTransient(code, status: answer.status)
        if operation.service.signingName == "s3" {
            failure.bucketRegion = answer.headers["x-amz-bucket-region"].flatMap { $0 == region ? nil : $0 }
        }
        if ErrorCodes.mayBeSkew(code) {
            failure.isSkew = session.clock.correct(serverDate: answer.headers["date"], sent: sent, now: now)
        }
        return failure
    }
}
