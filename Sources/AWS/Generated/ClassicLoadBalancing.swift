// Made by Scripts/generate-aws from botocore 1.43.11, elb 2012-06-01. Do not edit.

/// Elastic Load Balancing.
package enum ClassicLoadBalancing {
    package static let service = ServiceModel(
        identifier: "ELASTIC_LOAD_BALANCING", signingName: "elasticloadbalancing",
        hostPrefix: "elasticloadbalancing", version: "2012-06-01", coding: .query)

    /// Deregisters the specified instances from the specified load balancer.
    package struct DeregisterInstancesFromLoadBalancer: Operation {
        package static let operation = OperationModel(service, "DeregisterInstancesFromLoadBalancer")
        package var loadBalancerName: String?
        package var instances: [Instance]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Instances", &instances)
            coder.field("LoadBalancerName", &loadBalancerName)
        }

        package struct Output: Shape {
            package var instances: [Instance]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("Instances", &instances)
            }
        }
    }

    /// Describes the state of the specified instances with respect to the specified load balancer.
    package struct DescribeInstanceHealth: Operation {
        package static let operation = OperationModel(service, "DescribeInstanceHealth")
        package var loadBalancerName: String?
        package var instances: [Instance]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Instances", &instances)
            coder.field("LoadBalancerName", &loadBalancerName)
        }

        package struct Output: Shape {
            package var instanceStates: [InstanceState]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("InstanceStates", &instanceStates)
            }
        }
    }

    /// Adds the specified instances to the specified load balancer.
    package struct RegisterInstancesWithLoadBalancer: Operation {
        package static let operation = OperationModel(service, "RegisterInstancesWithLoadBalancer")
        package var loadBalancerName: String?
        package var instances: [Instance]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Instances", &instances)
            coder.field("LoadBalancerName", &loadBalancerName)
        }

        package struct Output: Shape {
            package var instances: [Instance]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("Instances", &instances)
            }
        }
    }

    package struct Instance: Shape {
        package var instanceId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("InstanceId", &instanceId)
        }
    }

    package struct InstanceState: Shape {
        package var description: String?, instanceId: String?, reasonCode: String?, state: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Description", &description)
            coder.field("InstanceId", &instanceId)
            coder.field("ReasonCode", &reasonCode)
            coder.field("State", &state)
        }
    }
}
