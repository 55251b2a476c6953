import AWS
import Fleet
import FleetEC2
import Testing

@Suite struct `A failed call of EC2` {
    /// - Parameter kind: as the client reads the code.
    @Test(arguments: [
        ("InsufficientInstanceCapacity", AWSError.Kind.service, ServiceFailure.Code.capacity),
        ("Unsupported", .refused, .capacity), ("InsufficientFreeAddressesInSubnet", .refused, .addresses),
        ("VcpuLimitExceeded", .quota, .quota), ("InvalidAMIID.NotFound", .notFound, .image),
        ("InvalidAMIID.Unavailable", .notFound, .image), ("InvalidKMSKey.InvalidState", .refused, .key),
        ("KMSKeyNotAccessibleFault", .refused, .key), ("IdempotentParameterMismatch", .refused, .tokenMismatch),
        ("InvalidInstanceID.NotFound", .notFound, .notFound), ("OperationNotPermitted", .refused, .protected),
        ("UnauthorizedOperation", .denied, .denied), ("ExpiredToken", .badCredentials, .credentials),
        ("RequestLimitExceeded", .throttled, .throttled), ("InternalError", .service, .unavailable),
        ("", .unreachable, .unavailable), ("InvalidParameterValue", .refused, .refused),
    ])
    func `is read by its code, not by its status`(
        code: String, kind: AWSError.Kind, meaning: ServiceFailure.Code
    ) {
        #expect(ServiceFailure(AWSError(kind, code: code, "RunInstances in eu-west-1: no")).code == meaning)
    }

    @Test func `of a profile that is not known yet is asked again`() {
        let error = AWSError(
            .refused, code: "InvalidParameterValue",
            "RunInstances in eu-west-1: Value (worker) for parameter iamInstanceProfile.name is invalid. Invalid IAM "
                + "Instance Profile name")
        #expect(ServiceFailure(error).code == .profile)
        #expect(ServiceFailure(error).isTransient)
    }

    @Test func `tells an image that is not shared from bad credentials`() {
        let shared = AWSError(
            .badCredentials, code: "AuthFailure", "RunInstances in eu-west-1: Not authorized for images: [ami-1]")
        #expect(ServiceFailure(shared).code == .image)
        let key = AWSError(.badCredentials, code: "AuthFailure", "AWS was not able to validate the credentials")
        #expect(ServiceFailure(key).code == .credentials)
    }
}
