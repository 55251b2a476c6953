// Made by Scripts/generate-aws from botocore 1.43.11, elbv2 2015-12-01. Do not edit.

/// Elastic Load Balancing.
package enum LoadBalancing {
    package static let service = ServiceModel(
        identifier: "ELASTIC_LOAD_BALANCING_V2", signingName: "elasticloadbalancing",
        hostPrefix: "elasticloadbalancing", version: "2015-12-01", coding: .query)

    /// Deregisters the specified targets from the specified target group.
    package struct DeregisterTargets: Operation {
        package static let operation = OperationModel(service, "DeregisterTargets")
        package var targetGroupArn: String?
        package var targets: [TargetDescription]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("TargetGroupArn", &targetGroupArn)
            coder.field("Targets", &targets)
        }
        package typealias Output = Empty
    }

    /// Describes the specified listeners or the listeners for the specified Application Load Balancer, Network …
    package struct DescribeListeners: Operation {
        package static let operation = OperationModel(service, "DescribeListeners")
        package var pageSize: Int?
        package var loadBalancerArn: String?, marker: String?
        package var listenerArns: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("ListenerArns", &listenerArns)
            coder.field("LoadBalancerArn", &loadBalancerArn)
            coder.field("Marker", &marker)
            coder.field("PageSize", &pageSize)
        }

        package struct Output: Shape {
            package var nextMarker: String?
            package var listeners: [Listener]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("Listeners", &listeners)
                coder.field("NextMarker", &nextMarker)
            }
        }
    }

    /// Describes the specified rules or the rules for the specified listener.
    package struct DescribeRules: Operation {
        package static let operation = OperationModel(service, "DescribeRules")
        package var pageSize: Int?
        package var listenerArn: String?, marker: String?
        package var ruleArns: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("ListenerArn", &listenerArn)
            coder.field("Marker", &marker)
            coder.field("PageSize", &pageSize)
            coder.field("RuleArns", &ruleArns)
        }

        package struct Output: Shape {
            package var nextMarker: String?
            package var rules: [Rule]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("NextMarker", &nextMarker)
                coder.field("Rules", &rules)
            }
        }
    }

    /// Describes the attributes for the specified target group.
    package struct DescribeTargetGroupAttributes: Operation {
        package static let operation = OperationModel(service, "DescribeTargetGroupAttributes")
        package var targetGroupArn: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("TargetGroupArn", &targetGroupArn)
        }

        package struct Output: Shape {
            package var attributes: [TargetGroupAttribute]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("Attributes", &attributes)
            }
        }
    }

    /// Describes the health of the specified targets or all of your targets.
    package struct DescribeTargetHealth: Operation {
        package static let operation = OperationModel(service, "DescribeTargetHealth")
        package var targetGroupArn: String?
        package var targets: [TargetDescription]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("TargetGroupArn", &targetGroupArn)
            coder.field("Targets", &targets)
        }

        package struct Output: Shape {
            package var targetHealthDescriptions: [TargetHealthDescription]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("TargetHealthDescriptions", &targetHealthDescriptions)
            }
        }
    }

    /// Describes the specified target groups or all of your target groups.
    package struct DescribeTargetGroups: Operation {
        package static let operation = OperationModel(service, "DescribeTargetGroups")
        package var pageSize: Int?
        package var marker: String?
        package var names: [String]?, targetGroupArns: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Marker", &marker)
            coder.field("Names", &names)
            coder.field("PageSize", &pageSize)
            coder.field("TargetGroupArns", &targetGroupArns)
        }

        package struct Output: Shape {
            package var nextMarker: String?
            package var targetGroups: [TargetGroup]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("NextMarker", &nextMarker)
                coder.field("TargetGroups", &targetGroups)
            }
        }
    }

    /// Replaces the specified properties of the specified listener.
    package struct ModifyListener: Operation {
        package static let operation = OperationModel(service, "ModifyListener")
        package var listenerArn: String?
        package var defaultActions: [Action]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("DefaultActions", &defaultActions)
            coder.field("ListenerArn", &listenerArn)
        }

        package struct Output: Shape {
            package var listeners: [Listener]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("Listeners", &listeners)
            }
        }
    }

    /// Replaces the specified properties of the specified rule.
    package struct ModifyRule: Operation {
        package static let operation = OperationModel(service, "ModifyRule")
        package var ruleArn: String?
        package var actions: [Action]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Actions", &actions)
            coder.field("RuleArn", &ruleArn)
        }

        package struct Output: Shape {
            package var rules: [Rule]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("Rules", &rules)
            }
        }
    }

    /// Registers the specified targets with the specified target group.
    package struct RegisterTargets: Operation {
        package static let operation = OperationModel(service, "RegisterTargets")
        package var targetGroupArn: String?
        package var targets: [TargetDescription]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("TargetGroupArn", &targetGroupArn)
            coder.field("Targets", &targets)
        }
        package typealias Output = Empty
    }

    package struct Action: Shape {
        package var forwardConfig: ForwardActionConfig?
        package var order: Int?
        package var targetGroupArn: String?, type: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("ForwardConfig", &forwardConfig)
            coder.field("Order", &order)
            coder.field("TargetGroupArn", &targetGroupArn)
            coder.field("Type", &type)
        }
    }

    package struct ForwardActionConfig: Shape {
        package var targetGroupStickinessConfig: TargetGroupStickinessConfig?
        package var targetGroups: [TargetGroupTuple]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("TargetGroupStickinessConfig", &targetGroupStickinessConfig)
            coder.field("TargetGroups", &targetGroups)
        }
    }

    package struct Listener: Shape {
        package var port: Int?
        package var listenerArn: String?, loadBalancerArn: String?, `protocol`: String?
        package var defaultActions: [Action]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("DefaultActions", &defaultActions)
            coder.field("ListenerArn", &listenerArn)
            coder.field("LoadBalancerArn", &loadBalancerArn)
            coder.field("Port", &port)
            coder.field("Protocol", &`protocol`)
        }
    }

    package struct Rule: Shape {
        package var isDefault: Bool?
        package var priority: String?, ruleArn: String?
        package var actions: [Action]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Actions", &actions)
            coder.field("IsDefault", &isDefault)
            coder.field("Priority", &priority)
            coder.field("RuleArn", &ruleArn)
        }
    }

    package struct TargetDescription: Shape {
        package var port: Int?
        package var availabilityZone: String?, id: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AvailabilityZone", &availabilityZone)
            coder.field("Id", &id)
            coder.field("Port", &port)
        }
    }

    package struct TargetGroup: Shape {
        package var port: Int?
        package var `protocol`: String?, targetGroupArn: String?, targetGroupName: String?, targetType: String?,
            vpcId: String?
        package var loadBalancerArns: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("LoadBalancerArns", &loadBalancerArns)
            coder.field("Port", &port)
            coder.field("Protocol", &`protocol`)
            coder.field("TargetGroupArn", &targetGroupArn)
            coder.field("TargetGroupName", &targetGroupName)
            coder.field("TargetType", &targetType)
            coder.field("VpcId", &vpcId)
        }
    }

    package struct TargetGroupAttribute: Shape {
        package var key: String?, value: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Key", &key)
            coder.field("Value", &value)
        }
    }

    package struct TargetGroupStickinessConfig: Shape {
        package var enabled: Bool?
        package var durationSeconds: Int?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("DurationSeconds", &durationSeconds)
            coder.field("Enabled", &enabled)
        }
    }

    package struct TargetGroupTuple: Shape {
        package var weight: Int?
        package var targetGroupArn: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("TargetGroupArn", &targetGroupArn)
            coder.field("Weight", &weight)
        }
    }

    package struct TargetHealth: Shape {
        package var description: String?, reason: String?, state: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Description", &description)
            coder.field("Reason", &reason)
            coder.field("State", &state)
        }
    }

    package struct TargetHealthDescription: Shape {
        package var target: TargetDescription?
        package var targetHealth: TargetHealth?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Target", &target)
            coder.field("TargetHealth", &targetHealth)
        }
    }
}
