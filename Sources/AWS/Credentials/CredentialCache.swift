package import Values

/// The credentials in use. They are got when they are first needed, and anew before they expire; however many wait, one
/// request is under way.
package actor CredentialCache {
    /// Seconds before the end at which new ones are got.
    private static let advisory: Int64 = 15 * 60

    private let load: @Sendable () async throws(AWSError) -> Credentials
    private let now: @Sendable () -> Timestamp
    private var current: Credentials?
    private var underWay: Task<Result<Credentials, AWSError>, Never>?

    package init(
        now: @escaping @Sendable () -> Timestamp, _ load: @escaping @Sendable () async throws(AWSError) -> Credentials
    ) {
        self.now = now
        self.load = load
    }

    package func credentials() async throws(AWSError) -> Credentials {
        if let current, left(current) > Self.advisory { return current }
        let result = await refresh()
        switch result {
        case .success(let fresh): return fresh
        case .failure(let error):
            // Better the old ones, as long as they last.
            if let current, left(current) > 0 { return current }
            throw error
        }
    }

    /// Forgets credentials that a service called expired, unless others have come by now.
    package func forget(_ used: Credentials) {
        if current == used { current = nil }
    }

    private func refresh() async -> Result<Credentials, AWSError> {
        if let underWay { return await underWay.value }
        let load = load
        let task = Task { () async -> Result<Credentials, AWSError> in
            do throws(AWSError) { return .success(try await load()) } catch { return .failure(error) }
        }
        underWay = task
        let result = await task.value
        underWay = nil
        if case .success(let fresh) = result { current = fresh }
        return result
    }

    private func left(_ credentials: Credentials) -> Int64 {
        credentials.expiration.map { $0.seconds - now().seconds } ?? .max
    }
}
