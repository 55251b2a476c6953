import HTTP
package import Values

/// Calls operations in a region: `try await client.send(EC2.CopyImage { $0.name = "web" })`.
package struct AWSClient: Sendable {
    let session: AWSSession
    package let region: String

    /// Calls an operation with the session's credentials, and again where that can help.
    /// - Parameters:
    ///   - retry: how often; nil for what the settings say.
    ///   - digest: the SHA-256 of the request's blob, where it is known: it is signed, and takes time for large ones.
    package func send<Request: Operation>(
        _ request: Request, retry: RetryPolicy? = nil, digest: Digest? = nil
    ) async throws(AWSError) -> Request.Output {
        guard Request.operation.isSigned else { return try await send(request, by: nil, retry: retry) }
        let used = try await session.credentials()
        do throws(AWSError) { return try await send(request, by: used, retry: retry, digest: digest) } catch {
            guard ErrorCodes.isExpired(error.code) else { throw error }
            await session.forget(used)
            let fresh = try await session.credentials()
            guard fresh != used else { throw error }
            return try await send(request, by: fresh, retry: retry, digest: digest)
        }
    }

    /// - Parameter credentials: nil for a call without a signature.
    func send<Request: Operation>(
        _ request: Request, by credentials: Credentials?, retry: RetryPolicy? = nil, digest: Digest? = nil
    ) async throws(AWSError) -> Request.Output {
        var call = try Call(request, session: session, region: region, credentials: credentials, digest: digest)
        let policy = retry ?? session.settings.retry
        var paid: Int?
        var attempt = 1
        var isCorrected = false
        var isMoved = false
        var isUncertain = false
        while true {
            var failure: Call.Failure
            do throws(Call.Failure) {
                let output = try await call.attempt(Request.Output.self)
                session.quota.giveBack(paid)
                return output
            } catch { failure = error }
            isUncertain = isUncertain || failure.error.isUncertain
            failure.error.isUncertain = isUncertain
            if failure.isSkew, !isCorrected {
                isCorrected = true
                continue
            }
            if let place = failure.bucketRegion, !isMoved {
                isMoved = true
                call = try Call(request, session: session, region: place, credentials: credentials, digest: digest)
                continue
            }
            guard failure.isRetryable, attempt < policy.attempts else { throw failure.error }
            if policy.usesQuota {
                guard let price = session.quota.take(isTimeout: failure.isTimeout) else { throw failure.error }
                paid = price
            }
            let surroundings = session.settings.surroundings
            do { try await surroundings.sleep(policy.delay(after: attempt, random: surroundings.random())) } catch {
                throw AWSError(.cancelled, "\(call.place) was interrupted")
            }
            attempt += 1
        }
    }
}
