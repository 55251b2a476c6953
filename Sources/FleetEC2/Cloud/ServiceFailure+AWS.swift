package import AWS
package import Fleet

extension ServiceFailure {
    /// What a failed call means for a fleet. Codes count, not the status: EC2 says that it has no capacity with a 500.
    ///
    /// Source: EC2 API reference, "Error codes for the Amazon EC2 API".
    package init(_ error: AWSError) {
        self.init(Self.reading(of: error), error.message)
    }

    private static let codes: [String: Code] = {
        let groups: [(Code, [String])] = [
            (
                .capacity,
                [
                    "InsufficientInstanceCapacity", "InsufficientHostCapacity", "InsufficientReservedInstanceCapacity",
                    "InsufficientCapacity", "InsufficientCapacityOnHost", "UnfulfillableCapacity", "Unsupported",
                    "SpotMaxPriceTooLow", "InvalidAvailabilityZone",
                ]
            ), (.addresses, ["InsufficientFreeAddressesInSubnet", "PrivateIpAddressLimitExceeded"]),
            (
                .image,
                [
                    "InvalidAMIID.NotFound", "InvalidAMIID.Unavailable", "InvalidAMIID.Malformed",
                    "InvalidAMIAttributeItemValue",
                ]
            ), (.tokenMismatch, ["IdempotentParameterMismatch", "InvalidClientToken"]),
            (.notFound, ["InvalidInstanceID.NotFound", "InvalidInstanceID.Malformed", "InvalidInstanceID"]),
            (.protected, ["OperationNotPermitted"]),
            (.template, ["InvalidLaunchTemplateId.NotFound", "InvalidLaunchTemplateId.VersionNotFound"]),
        ]
        return Dictionary(groups.flatMap { code, names in names.map { ($0, code) } }) { first, _ in first }
    }()

    private static func reading(of error: AWSError) -> Code {
        if let code = codes[error.code] { return code }
        if isKey(error.code) { return .key }
        // A profile that IAM has just made is not known to EC2 for some seconds.
        if error.code == "InvalidParameterValue", error.message.contains("IAM Instance Profile") { return .profile }
        // EC2 has one code for bad signatures and for images of others.
        if error.code == "AuthFailure", error.message.contains("images") { return .image }
        switch error.kind {
        case .noCredentials, .badCredentials: return .credentials
        case .denied: return .denied
        case .throttled: return .throttled
        case .quota: return .quota
        case .notFound: return .notFound
        case .service, .unreachable, .cancelled: return .unavailable
        case .refused, .configuration: return .refused
        }
    }

    private static func isKey(_ code: String) -> Bool {
        let name = code.lowercased()
        return name.contains("kmskey") || name.hasPrefix("kms.") || name.hasPrefix("invalidkms")
    }
}

/// Runs calls of AWS; their errors become the fleet's.
func ofAWS<Value>(_ body: () async throws(AWSError) -> Value) async throws(ServiceFailure) -> Value {
    do throws(AWSError) { return try await body() } catch { throw ServiceFailure(error) }
}
