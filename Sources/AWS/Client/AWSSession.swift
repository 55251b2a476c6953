package import HTTP

/// What all calls of a run share: settings, credentials, connections, the retry quota.
package struct AWSSession: Sendable {
    /// Sends a request once, and takes its whole answer.
    package typealias Transport = @Sendable (WebRequest) async throws(HTTPFailure) -> WebAnswer

    package let settings: AWSSettings
    let send: Transport
    let quota = RetryQuota()
    let clock = ServerClock()
    private let cache: CredentialCache?

    /// Runs `body` with a session, whose connections are closed afterwards.
    /// - Parameters:
    ///   - agent: how the client calls itself: `basalt/1.0`.
    ///   - isProfileChosen: whether the user named the profile for this run.
    ///   - role: the ARN of a role that is assumed with the credentials that are found.
    ///   - transport: instead of the network.
    package static func with<Result>(
        _ settings: AWSSettings, agent: String, isProfileChosen: Bool = false, role: String? = nil,
        transport: Transport? = nil,
        _ body: (AWSSession) async throws -> Result
    ) async throws -> Result {
        var options = WebClient.Options()
        options.connectTimeout = 10
        options.readTimeout = 30
        options.followsRedirections = false
        options.connections = 128
        options.proxies = ProxyRules(settings.surroundings.variable)
        options.certificates = settings.value("AWS_CA_BUNDLE", "ca_bundle")
        var plan = try CredentialPlan(settings, isProfileChosen: isProfileChosen)
        if let role { plan.roles.append(CredentialPlan.Role(arn: role)) }
        let credentials = plan
        return try await WebClient.with(options, agent: agent) { web in
            let send: Transport =
                if let transport { transport } else {
                    { (request) async throws(HTTPFailure) in try await web.send(request) }
                }
            let bare = AWSSession(settings: settings, send: send, cache: nil)
            let cache = CredentialCache(now: settings.surroundings.now) { () async throws(AWSError) in
                try await CredentialLoader(plan: credentials, session: bare).load()
            }
            return try await body(AWSSession(settings: settings, send: send, cache: cache))
        }
    }

    private init(settings: AWSSettings, send: @escaping Transport, cache: CredentialCache?) {
        self.settings = settings
        self.send = send
        self.cache = cache
    }

    /// A client for a region.
    package func client(_ region: String) -> AWSClient { AWSClient(session: self, region: region) }

    /// The region that is meant where none is named: that of the settings, else the instance's.
    package func region() async throws(AWSError) -> String {
        if let region = settings.region { return region }
        let isOff = settings.surroundings.value("AWS_EC2_METADATA_DISABLED")?.lowercased() == "true"
        if !isOff {
            var metadata = try InstanceMetadata(settings, send)
            if let region = try? await metadata.region() { return region }
        }
        throw AWSError(.configuration, "there is no AWS region", remedy: "name one, or set AWS_REGION")
    }

    /// The credentials in use.
    package func credentials() async throws(AWSError) -> Credentials {
        guard let cache else { throw AWSError(.noCredentials, "there are no credentials to get credentials with") }
        return try await cache.credentials()
    }

    func forget(_ credentials: Credentials) async { await cache?.forget(credentials) }
}
