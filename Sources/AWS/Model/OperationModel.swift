/// A service: how its requests are written, and what it is called where.
package struct ServiceModel: Sendable, Equatable {
    package enum Coding: Sendable, Equatable {
        /// A form whose lists are `Name.N`; XML in answers.
        case ec2
        /// A form whose lists are `Name.member.N`; XML in answers.
        case query
        /// JSON 1.1 with the operation in `X-Amz-Target`, behind this prefix.
        case json(target: String)
        case restJSON
        case restXML
    }

    /// The part of environment variables that names it: `AUTO_SCALING`.
    package let identifier: String
    /// The name in signatures, policies and host names.
    package let signingName: String
    package let hostPrefix: String
    package let version: String
    package let coding: Coding
}

/// An operation: its name, and its place in HTTP.
package struct OperationModel: Sendable, Equatable {
    package let service: ServiceModel
    package let name: String
    package let method: String
    /// With `{Name}` for members, `{Name+}` where slashes stay.
    package let path: String
    /// False where it works without credentials.
    package let isSigned: Bool
    /// Whether the signature leaves the body out (over https).
    package let hasUnsignedBody: Bool

    package init(
        _ service: ServiceModel, _ name: String, method: String = "POST", path: String = "/", isSigned: Bool = true,
        hasUnsignedBody: Bool = false
    ) {
        self.service = service
        self.name = name
        self.method = method
        self.path = path
        self.isSigned = isSigned
        self.hasUnsignedBody = hasUnsignedBody
    }

    /// The permission that it needs: `ec2:CopyImage`. CloudWatch signs by another name; those of Amazon S3 are named after
    /// what is touched.
    ///
    /// Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon S3".
    package var permission: String {
        switch (service.signingName, name) {
        case ("monitoring", _): "cloudwatch:\(name)"
        case ("s3", "HeadObject"): "s3:GetObject"
        case ("s3", "ListObjectsV2"): "s3:ListBucket"
        case ("s3", "ListParts"): "s3:ListMultipartUploadParts"
        case ("s3", "CreateMultipartUpload"), ("s3", "UploadPart"), ("s3", "CompleteMultipartUpload"): "s3:PutObject"
        default: "\(service.signingName):\(name)"
        }
    }
}
