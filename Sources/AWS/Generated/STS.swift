// Made by Scripts/generate-aws from botocore 1.43.11, sts 2011-06-15. Do not edit.

package import Values

/// AWS Security Token Service.
package enum STS {
    package static let service = ServiceModel(
        identifier: "STS", signingName: "sts",
        hostPrefix: "sts", version: "2011-06-15", coding: .query)

    /// Returns a set of temporary security credentials that you can use to access Amazon Web Services resources.
    package struct AssumeRole: Operation {
        package static let operation = OperationModel(service, "AssumeRole")
        package var durationSeconds: Int?
        package var externalId: String?, policy: String?, roleArn: String?, roleSessionName: String?,
            serialNumber: String?, sourceIdentity: String?, tokenCode: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("DurationSeconds", &durationSeconds)
            coder.field("ExternalId", &externalId)
            coder.field("Policy", &policy)
            coder.field("RoleArn", &roleArn)
            coder.field("RoleSessionName", &roleSessionName)
            coder.field("SerialNumber", &serialNumber)
            coder.field("SourceIdentity", &sourceIdentity)
            coder.field("TokenCode", &tokenCode)
        }

        package struct Output: Shape {
            package var assumedRoleUser: AssumedRoleUser?
            package var credentials: Credentials?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("AssumedRoleUser", &assumedRoleUser)
                coder.field("Credentials", &credentials)
            }
        }
    }

    /// Returns a set of temporary security credentials for users who have been authenticated in a mobile or web …
    package struct AssumeRoleWithWebIdentity: Operation {
        package static let operation = OperationModel(service, "AssumeRoleWithWebIdentity", isSigned: false)
        package var durationSeconds: Int?
        package var policy: String?, roleArn: String?, roleSessionName: String?, webIdentityToken: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("DurationSeconds", &durationSeconds)
            coder.field("Policy", &policy)
            coder.field("RoleArn", &roleArn)
            coder.field("RoleSessionName", &roleSessionName)
            coder.field("WebIdentityToken", &webIdentityToken)
        }

        package struct Output: Shape {
            package var assumedRoleUser: AssumedRoleUser?
            package var credentials: Credentials?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("AssumedRoleUser", &assumedRoleUser)
                coder.field("Credentials", &credentials)
            }
        }
    }

    /// Returns details about the IAM user or role whose credentials are used to call the operation.
    package struct GetCallerIdentity: Operation {
        package static let operation = OperationModel(service, "GetCallerIdentity")
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {}

        package struct Output: Shape {
            package var account: String?, arn: String?, userId: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("Account", &account)
                coder.field("Arn", &arn)
                coder.field("UserId", &userId)
            }
        }
    }

    package struct AssumedRoleUser: Shape {
        package var arn: String?, assumedRoleId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Arn", &arn)
            coder.field("AssumedRoleId", &assumedRoleId)
        }
    }

    package struct Credentials: Shape {
        package var accessKeyId: String?, secretAccessKey: String?, sessionToken: String?
        package var expiration: Timestamp?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AccessKeyId", &accessKeyId)
            coder.field("Expiration", &expiration)
            coder.field("SecretAccessKey", &secretAccessKey)
            coder.field("SessionToken", &sessionToken)
        }
    }
}
