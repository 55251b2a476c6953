// Made by Scripts/generate-aws from botocore 1.43.11, ssm 2014-11-06. Do not edit.

package import Values

/// Amazon Simple Systems Manager (SSM).
package enum SSM {
    package static let service = ServiceModel(
        identifier: "SSM", signingName: "ssm",
        hostPrefix: "ssm", version: "2014-11-06", coding: .json(target: "AmazonSSM"))

    /// Delete a parameter from the system.
    package struct DeleteParameter: Operation {
        package static let operation = OperationModel(service, "DeleteParameter")
        package var name: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Name", &name)
        }
        package typealias Output = Empty
    }

    /// Returns detailed information about command execution for an invocation or plugin.
    package struct GetCommandInvocation: Operation {
        package static let operation = OperationModel(service, "GetCommandInvocation")
        package var commandId: String?, instanceId: String?, pluginName: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("CommandId", &commandId)
            coder.field("InstanceId", &instanceId)
            coder.field("PluginName", &pluginName)
        }

        package struct Output: Shape {
            package var responseCode: Int?
            package var standardErrorContent: String?, standardOutputContent: String?, status: String?,
                statusDetails: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("ResponseCode", &responseCode)
                coder.field("StandardErrorContent", &standardErrorContent)
                coder.field("StandardOutputContent", &standardOutputContent)
                coder.field("Status", &status)
                coder.field("StatusDetails", &statusDetails)
            }
        }
    }

    /// Get information about a single parameter by specifying the parameter name.
    package struct GetParameter: Operation {
        package static let operation = OperationModel(service, "GetParameter")
        package var withDecryption: Bool?
        package var name: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Name", &name)
            coder.field("WithDecryption", &withDecryption)
        }

        package struct Output: Shape {
            package var parameter: Parameter?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("Parameter", &parameter)
            }
        }
    }

    /// Retrieve information about one or more parameters under a specified level in a hierarchy.
    package struct GetParametersByPath: Operation {
        package static let operation = OperationModel(service, "GetParametersByPath")
        package var recursive: Bool?
        package var maxResults: Int?
        package var nextToken: String?, path: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("MaxResults", &maxResults)
            coder.field("NextToken", &nextToken)
            coder.field("Path", &path)
            coder.field("Recursive", &recursive)
        }

        package struct Output: Shape {
            package var nextToken: String?
            package var parameters: [Parameter]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("NextToken", &nextToken)
                coder.field("Parameters", &parameters)
            }
        }
    }

    /// Create or update a parameter in Parameter Store.
    package struct PutParameter: Operation {
        package static let operation = OperationModel(service, "PutParameter")
        package var overwrite: Bool?
        package var allowedPattern: String?, dataType: String?, description: String?, keyId: String?, name: String?,
            tier: String?, type: String?, value: String?
        package var tags: [Tag]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AllowedPattern", &allowedPattern)
            coder.field("DataType", &dataType)
            coder.field("Description", &description)
            coder.field("KeyId", &keyId)
            coder.field("Name", &name)
            coder.field("Overwrite", &overwrite)
            coder.field("Tags", &tags)
            coder.field("Tier", &tier)
            coder.field("Type", &type)
            coder.field("Value", &value)
        }

        package struct Output: Shape {
            package var version: Int?
            package var tier: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("Tier", &tier)
                coder.field("Version", &version)
            }
        }
    }

    /// Runs commands on one or more managed nodes.
    package struct SendCommand: Operation {
        package static let operation = OperationModel(service, "SendCommand")
        package var timeoutSeconds: Int?
        package var comment: String?, documentName: String?
        package var parameters: [String: [String]]?
        package var instanceIds: [String]?
        package var targets: [Target]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Comment", &comment)
            coder.field("DocumentName", &documentName)
            coder.field("InstanceIds", &instanceIds)
            coder.field("Parameters", &parameters)
            coder.field("Targets", &targets)
            coder.field("TimeoutSeconds", &timeoutSeconds)
        }

        package struct Output: Shape {
            package var command: Command?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("Command", &command)
            }
        }
    }

    package struct Command: Shape {
        package var commandId: String?, status: String?, statusDetails: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("CommandId", &commandId)
            coder.field("Status", &status)
            coder.field("StatusDetails", &statusDetails)
        }
    }

    package struct Parameter: Shape {
        package var version: Int?
        package var arn: String?, dataType: String?, name: String?, type: String?, value: String?
        package var lastModifiedDate: Timestamp?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("ARN", &arn)
            coder.field("DataType", &dataType)
            coder.field("LastModifiedDate", &lastModifiedDate)
            coder.field("Name", &name)
            coder.field("Type", &type)
            coder.field("Value", &value)
            coder.field("Version", &version)
        }
    }

    package struct Tag: Shape {
        package var key: String?, value: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Key", &key)
            coder.field("Value", &value)
        }
    }

    package struct Target: Shape {
        package var key: String?
        package var values: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Key", &key)
            coder.field("Values", &values)
        }
    }
}
