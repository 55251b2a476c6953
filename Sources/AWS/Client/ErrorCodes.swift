/// What the services' error codes mean. No shape of the operations here carries a retry trait, so the lists are complete.
///
/// Source: botocore 1.43.11, `retries/standard.py`; AWS SDKs and Tools Reference Guide, "Retry behavior".
enum ErrorCodes {
    private static let throttling: Set<String> = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
        "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
        "RequestLimitExceeded", "BandwidthLimitExceeded", "RequestThrottled", "SlowDown", "PriorRequestNotComplete",
        "EC2ThrottledException", "SnapshotCreationPerVolumeRateExceeded",
    ]

    private static let transient: Set<String> = [
        "RequestTimeout", "RequestTimeoutException", "InternalError", "InternalServerException", "InternalFailure",
        "ServiceUnavailable", "Unavailable", "IDPCommunicationError", "ConditionalRequestConflict", "TooManyUpdates",
    ]

    private static let expired: Set<String> = [
        "ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired",
    ]

    private static let skew: Set<String> = [
        "AuthFailure", "InvalidSignatureException", "RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed",
        "SignatureDoesNotMatch",
    ]

    private static let credentials: Set<String> = [
        "AuthFailure", "InvalidSignatureException", "SignatureDoesNotMatch", "InvalidClientTokenId",
        "UnrecognizedClientException", "InvalidAccessKeyId", "IncompleteSignature", "MissingAuthenticationToken",
        "InvalidSecurity", "InvalidIdentityToken", "RequestTimeTooSkewed", "RequestInTheFuture",
    ]

    private static let denied: Set<String> = [
        "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "UnauthorizedAccess", "Forbidden",
        "OptInRequired", "AuthorizationError", "HTTP403",
    ]

    private static let quota: Set<String> = [
        "ResourceLimitExceeded", "SnapshotLimitExceeded", "ServiceQuotaExceededException", "LimitExceeded",
        "ImageLimitExceeded", "ConcurrentSnapshotLimitExceeded", "ConcurrentLimitExceededException",
        "ParameterLimitExceeded", "ParameterMaxVersionLimitExceeded", "VcpuLimitExceeded", "InstanceLimitExceeded",
        "MaxSpotInstanceCountExceeded", "PublicImageLimitExceeded",
    ]

    static func isThrottling(_ code: String) -> Bool { throttling.contains(code) }
    static func isExpired(_ code: String) -> Bool { expired.contains(code) }
    static func mayBeSkew(_ code: String) -> Bool { skew.contains(code) }

    /// Whether the same request may go through a little later. Codes count, not the status: a capacity error is a 500.
    static func isTransient(_ code: String, status: Int) -> Bool {
        if transient.contains(code) { return true }
        let isCapacity = code.contains("Capacity") || quota.contains(code) || denied.contains(code)
        return [500, 502, 503, 504].contains(status) && !isCapacity
    }

    static func kind(_ code: String, status: Int) -> AWSError.Kind {
        if expired.contains(code) || credentials.contains(code) { return .badCredentials }
        if denied.contains(code) { return .denied }
        if throttling.contains(code) { return .throttled }
        if quota.contains(code) { return .quota }
        let isMissing =
            code.hasSuffix("NotFound") || code.hasSuffix("NotFoundException") || code.hasPrefix("NoSuch")
            || code == "HTTP404" || code == "NotFoundException" || code == "InvalidAMIID.Unavailable"
        if isMissing { return .notFound }
        return status >= 500 ? .service : .refused
    }
}
