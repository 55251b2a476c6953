/// Where credentials come from, found without asking anybody: the first source, then roles that are assumed in turn.
///
/// Source: AWS SDKs and Tools Reference Guide, "Standardized credential providers"; where SDKs differ, the order of the
/// newer ones is taken: environment, profile, web identity of the environment, container, instance.
package struct CredentialPlan: Sendable, Equatable {
    package enum Source: Sendable, Equatable {
        case keys(Credentials)
        /// `credential_process`: a program and its arguments.
        case process([String])
        case webIdentity(Role, tokenFile: String)
        case container(ContainerEndpoint)
        case instance
    }

    package struct Role: Sendable, Equatable {
        package let arn: String
        package var session: String?
        package var externalID: String?
        /// Seconds.
        package var duration: Int?

        package init(arn: String, session: String? = nil, externalID: String? = nil, duration: Int? = nil) {
            self.arn = arn
            self.session = session
            self.externalID = externalID
            self.duration = duration
        }
    }

    package let source: Source
    package var roles: [Role] = []

    /// - Parameter isProfileChosen: whether the user named the profile for this run, which turns the environment's keys
    ///   off.
    package init(_ settings: AWSSettings, isProfileChosen: Bool = false) throws(AWSError) {
        let environment = settings.surroundings
        if !isProfileChosen, let keys = try Self.environmentKeys(environment) {
            self.init(source: .keys(keys))
            return
        }
        if let plan = try ProfileChain(settings).plan(settings.profile, isFirst: true) {
            self = plan
            return
        }
        if let file = environment.value("AWS_WEB_IDENTITY_TOKEN_FILE") {
            guard let arn = environment.value("AWS_ROLE_ARN") else {
                throw AWSError(
                    .configuration, "AWS_WEB_IDENTITY_TOKEN_FILE is set, and AWS_ROLE_ARN is not",
                    remedy: "set both, or none")
            }
            let role = Role(arn: arn, session: environment.value("AWS_ROLE_SESSION_NAME"))
            self.init(source: .webIdentity(role, tokenFile: file))
            return
        }
        if let endpoint = try ContainerEndpoint(environment) {
            self.init(source: .container(endpoint))
            return
        }
        guard environment.value("AWS_EC2_METADATA_DISABLED")?.lowercased() != "true" else {
            throw AWSError(
                .noCredentials, "there are no AWS credentials",
                remedy:
                    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile with AWS_PROFILE, or give this "
                    + "machine a role")
        }
        self.init(source: .instance)
    }

    package init(source: Source, roles: [Role] = []) {
        self.source = source
        self.roles = roles
    }

    static func environmentKeys(_ environment: AWSSurroundings) throws(AWSError) -> Credentials? {
        let key = environment.value("AWS_ACCESS_KEY_ID")
        let secret = environment.value("AWS_SECRET_ACCESS_KEY")
        switch (key, secret) {
        case (let key?, let secret?):
            return Credentials(
                accessKey: key, secretKey: secret, sessionToken: environment.value("AWS_SESSION_TOKEN"))
        case (nil, nil): return nil
        default:
            throw AWSError(
                .configuration, "only one of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY is set",
                remedy: "set both, or none")
        }
    }
}
