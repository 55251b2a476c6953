// Made by Scripts/generate-aws from botocore 1.43.11, autoscaling 2011-01-01. Do not edit.

/// Auto Scaling.
package enum AutoScaling {
    package static let service = ServiceModel(
        identifier: "AUTO_SCALING", signingName: "autoscaling",
        hostPrefix: "autoscaling", version: "2011-01-01", coding: .query)

    /// Cancels an instance refresh or rollback that is in progress.
    package struct CancelInstanceRefresh: Operation {
        package static let operation = OperationModel(service, "CancelInstanceRefresh")
        package var autoScalingGroupName: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AutoScalingGroupName", &autoScalingGroupName)
        }

        package struct Output: Shape {
            package var instanceRefreshId: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("InstanceRefreshId", &instanceRefreshId)
            }
        }
    }

    /// Completes the lifecycle action for the specified token or instance with the specified result.
    package struct CompleteLifecycleAction: Operation {
        package static let operation = OperationModel(service, "CompleteLifecycleAction")
        package var autoScalingGroupName: String?, instanceId: String?, lifecycleActionResult: String?,
            lifecycleActionToken: String?, lifecycleHookName: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AutoScalingGroupName", &autoScalingGroupName)
            coder.field("InstanceId", &instanceId)
            coder.field("LifecycleActionResult", &lifecycleActionResult)
            coder.field("LifecycleActionToken", &lifecycleActionToken)
            coder.field("LifecycleHookName", &lifecycleHookName)
        }
        package typealias Output = Empty
    }

    /// Gets information about the Auto Scaling groups in the account and Region.
    package struct DescribeAutoScalingGroups: Operation {
        package static let operation = OperationModel(service, "DescribeAutoScalingGroups")
        package var includeInstances: Bool?
        package var maxRecords: Int?
        package var nextToken: String?
        package var filters: [Filter]?
        package var autoScalingGroupNames: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AutoScalingGroupNames", &autoScalingGroupNames)
            coder.field("Filters", &filters)
            coder.field("IncludeInstances", &includeInstances)
            coder.field("MaxRecords", &maxRecords)
            coder.field("NextToken", &nextToken)
        }

        package struct Output: Shape {
            package var nextToken: String?
            package var autoScalingGroups: [AutoScalingGroup]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("AutoScalingGroups", &autoScalingGroups)
                coder.field("NextToken", &nextToken)
            }
        }
    }

    /// Gets information about the instance refreshes for the specified Auto Scaling group from the previous six …
    package struct DescribeInstanceRefreshes: Operation {
        package static let operation = OperationModel(service, "DescribeInstanceRefreshes")
        package var maxRecords: Int?
        package var autoScalingGroupName: String?, nextToken: String?
        package var instanceRefreshIds: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AutoScalingGroupName", &autoScalingGroupName)
            coder.field("InstanceRefreshIds", &instanceRefreshIds)
            coder.field("MaxRecords", &maxRecords)
            coder.field("NextToken", &nextToken)
        }

        package struct Output: Shape {
            package var nextToken: String?
            package var instanceRefreshes: [InstanceRefresh]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("InstanceRefreshes", &instanceRefreshes)
                coder.field("NextToken", &nextToken)
            }
        }
    }

    /// Gets information about the lifecycle hooks for the specified Auto Scaling group.
    package struct DescribeLifecycleHooks: Operation {
        package static let operation = OperationModel(service, "DescribeLifecycleHooks")
        package var autoScalingGroupName: String?
        package var lifecycleHookNames: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AutoScalingGroupName", &autoScalingGroupName)
            coder.field("LifecycleHookNames", &lifecycleHookNames)
        }

        package struct Output: Shape {
            package var lifecycleHooks: [LifecycleHook]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("LifecycleHooks", &lifecycleHooks)
            }
        }
    }

    /// Removes one or more instances from the specified Auto Scaling group.
    package struct DetachInstances: Operation {
        package static let operation = OperationModel(service, "DetachInstances")
        package var shouldDecrementDesiredCapacity: Bool?
        package var autoScalingGroupName: String?
        package var instanceIds: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AutoScalingGroupName", &autoScalingGroupName)
            coder.field("InstanceIds", &instanceIds)
            coder.field("ShouldDecrementDesiredCapacity", &shouldDecrementDesiredCapacity)
        }

        package struct Output: Shape {
            package var activities: [Activity]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("Activities", &activities)
            }
        }
    }

    /// Moves the specified instances into the standby state.
    package struct EnterStandby: Operation {
        package static let operation = OperationModel(service, "EnterStandby")
        package var shouldDecrementDesiredCapacity: Bool?
        package var autoScalingGroupName: String?
        package var instanceIds: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AutoScalingGroupName", &autoScalingGroupName)
            coder.field("InstanceIds", &instanceIds)
            coder.field("ShouldDecrementDesiredCapacity", &shouldDecrementDesiredCapacity)
        }

        package struct Output: Shape {
            package var activities: [Activity]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("Activities", &activities)
            }
        }
    }

    /// Moves the specified instances out of the standby state.
    package struct ExitStandby: Operation {
        package static let operation = OperationModel(service, "ExitStandby")
        package var autoScalingGroupName: String?
        package var instanceIds: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AutoScalingGroupName", &autoScalingGroupName)
            coder.field("InstanceIds", &instanceIds)
        }

        package struct Output: Shape {
            package var activities: [Activity]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("Activities", &activities)
            }
        }
    }

    /// Cancels an instance refresh that is in progress and rolls back any changes that it made.
    package struct RollbackInstanceRefresh: Operation {
        package static let operation = OperationModel(service, "RollbackInstanceRefresh")
        package var autoScalingGroupName: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AutoScalingGroupName", &autoScalingGroupName)
        }

        package struct Output: Shape {
            package var instanceRefreshId: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("InstanceRefreshId", &instanceRefreshId)
            }
        }
    }

    /// Updates the instance protection settings of the specified instances.
    package struct SetInstanceProtection: Operation {
        package static let operation = OperationModel(service, "SetInstanceProtection")
        package var protectedFromScaleIn: Bool?
        package var autoScalingGroupName: String?
        package var instanceIds: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AutoScalingGroupName", &autoScalingGroupName)
            coder.field("InstanceIds", &instanceIds)
            coder.field("ProtectedFromScaleIn", &protectedFromScaleIn)
        }
        package typealias Output = Empty
    }

    /// Starts an instance refresh.
    package struct StartInstanceRefresh: Operation {
        package static let operation = OperationModel(service, "StartInstanceRefresh")
        package var desiredConfiguration: DesiredConfiguration?
        package var preferences: RefreshPreferences?
        package var autoScalingGroupName: String?, strategy: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AutoScalingGroupName", &autoScalingGroupName)
            coder.field("DesiredConfiguration", &desiredConfiguration)
            coder.field("Preferences", &preferences)
            coder.field("Strategy", &strategy)
        }

        package struct Output: Shape {
            package var instanceRefreshId: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("InstanceRefreshId", &instanceRefreshId)
            }
        }
    }

    /// Suspends the specified auto scaling processes, or all processes, for the specified Auto Scaling group.
    package struct SuspendProcesses: Operation {
        package static let operation = OperationModel(service, "SuspendProcesses")
        package var autoScalingGroupName: String?
        package var scalingProcesses: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AutoScalingGroupName", &autoScalingGroupName)
            coder.field("ScalingProcesses", &scalingProcesses)
        }
        package typealias Output = Empty
    }

    /// Resumes the specified suspended auto scaling processes, or all suspended process, for the specified Auto …
    package struct ResumeProcesses: Operation {
        package static let operation = OperationModel(service, "ResumeProcesses")
        package var autoScalingGroupName: String?
        package var scalingProcesses: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AutoScalingGroupName", &autoScalingGroupName)
            coder.field("ScalingProcesses", &scalingProcesses)
        }
        package typealias Output = Empty
    }

    /// Terminates the specified instance and optionally adjusts the desired group size.
    package struct TerminateInstanceInAutoScalingGroup: Operation {
        package static let operation = OperationModel(service, "TerminateInstanceInAutoScalingGroup")
        package var shouldDecrementDesiredCapacity: Bool?
        package var instanceId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("InstanceId", &instanceId)
            coder.field("ShouldDecrementDesiredCapacity", &shouldDecrementDesiredCapacity)
        }

        package struct Output: Shape {
            package var activity: Activity?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("Activity", &activity)
            }
        }
    }

    /// We strongly recommend that all Auto Scaling groups use launch templates to ensure full functionality for …
    package struct UpdateAutoScalingGroup: Operation {
        package static let operation = OperationModel(service, "UpdateAutoScalingGroup")
        package var desiredCapacity: Int?, maxSize: Int?, minSize: Int?
        package var launchTemplate: LaunchTemplateSpecification?
        package var autoScalingGroupName: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AutoScalingGroupName", &autoScalingGroupName)
            coder.field("DesiredCapacity", &desiredCapacity)
            coder.field("LaunchTemplate", &launchTemplate)
            coder.field("MaxSize", &maxSize)
            coder.field("MinSize", &minSize)
        }
        package typealias Output = Empty
    }

    package struct Activity: Shape {
        package var activityId: String?, statusCode: String?, statusMessage: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("ActivityId", &activityId)
            coder.field("StatusCode", &statusCode)
            coder.field("StatusMessage", &statusMessage)
        }
    }

    package struct AutoScalingGroup: Shape {
        package var desiredCapacity: Int?, healthCheckGracePeriod: Int?, maxSize: Int?, minSize: Int?
        package var launchTemplate: LaunchTemplateSpecification?
        package var mixedInstancesPolicy: MixedInstancesPolicy?
        package var autoScalingGroupARN: String?, autoScalingGroupName: String?, healthCheckType: String?,
            launchConfigurationName: String?, status: String?, vpcZoneIdentifier: String?
        package var instances: [Instance]?
        package var loadBalancerNames: [String]?, targetGroupARNs: [String]?
        package var suspendedProcesses: [SuspendedProcess]?
        package var tags: [TagDescription]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AutoScalingGroupARN", &autoScalingGroupARN)
            coder.field("AutoScalingGroupName", &autoScalingGroupName)
            coder.field("DesiredCapacity", &desiredCapacity)
            coder.field("HealthCheckGracePeriod", &healthCheckGracePeriod)
            coder.field("HealthCheckType", &healthCheckType)
            coder.field("Instances", &instances)
            coder.field("LaunchConfigurationName", &launchConfigurationName)
            coder.field("LaunchTemplate", &launchTemplate)
            coder.field("LoadBalancerNames", &loadBalancerNames)
            coder.field("MaxSize", &maxSize)
            coder.field("MinSize", &minSize)
            coder.field("MixedInstancesPolicy", &mixedInstancesPolicy)
            coder.field("Status", &status)
            coder.field("SuspendedProcesses", &suspendedProcesses)
            coder.field("Tags", &tags)
            coder.field("TargetGroupARNs", &targetGroupARNs)
            coder.field("VPCZoneIdentifier", &vpcZoneIdentifier)
        }
    }

    package struct DesiredConfiguration: Shape {
        package var launchTemplate: LaunchTemplateSpecification?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("LaunchTemplate", &launchTemplate)
        }
    }

    package struct Filter: Shape {
        package var name: String?
        package var values: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Name", &name)
            coder.field("Values", &values)
        }
    }

    package struct Instance: Shape {
        package var protectedFromScaleIn: Bool?
        package var launchTemplate: LaunchTemplateSpecification?
        package var availabilityZone: String?, healthStatus: String?, instanceId: String?, instanceType: String?,
            lifecycleState: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AvailabilityZone", &availabilityZone)
            coder.field("HealthStatus", &healthStatus)
            coder.field("InstanceId", &instanceId)
            coder.field("InstanceType", &instanceType)
            coder.field("LaunchTemplate", &launchTemplate)
            coder.field("LifecycleState", &lifecycleState)
            coder.field("ProtectedFromScaleIn", &protectedFromScaleIn)
        }
    }

    package struct InstanceRefresh: Shape {
        package var instancesToUpdate: Int?, percentageComplete: Int?
        package var autoScalingGroupName: String?, instanceRefreshId: String?, status: String?, statusReason: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AutoScalingGroupName", &autoScalingGroupName)
            coder.field("InstanceRefreshId", &instanceRefreshId)
            coder.field("InstancesToUpdate", &instancesToUpdate)
            coder.field("PercentageComplete", &percentageComplete)
            coder.field("Status", &status)
            coder.field("StatusReason", &statusReason)
        }
    }

    package struct LaunchTemplate: Shape {
        package var launchTemplateSpecification: LaunchTemplateSpecification?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("LaunchTemplateSpecification", &launchTemplateSpecification)
        }
    }

    package struct LaunchTemplateSpecification: Shape {
        package var launchTemplateId: String?, launchTemplateName: String?, version: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("LaunchTemplateId", &launchTemplateId)
            coder.field("LaunchTemplateName", &launchTemplateName)
            coder.field("Version", &version)
        }
    }

    package struct LifecycleHook: Shape {
        package var heartbeatTimeout: Int?
        package var autoScalingGroupName: String?, defaultResult: String?, lifecycleHookName: String?,
            lifecycleTransition: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AutoScalingGroupName", &autoScalingGroupName)
            coder.field("DefaultResult", &defaultResult)
            coder.field("HeartbeatTimeout", &heartbeatTimeout)
            coder.field("LifecycleHookName", &lifecycleHookName)
            coder.field("LifecycleTransition", &lifecycleTransition)
        }
    }

    package struct MixedInstancesPolicy: Shape {
        package var launchTemplate: LaunchTemplate?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("LaunchTemplate", &launchTemplate)
        }
    }

    package struct RefreshPreferences: Shape {
        package var autoRollback: Bool?, skipMatching: Bool?
        package var checkpointDelay: Int?, instanceWarmup: Int?, maxHealthyPercentage: Int?,
            minHealthyPercentage: Int?
        package var scaleInProtectedInstances: String?, standbyInstances: String?
        package var checkpointPercentages: [Int]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AutoRollback", &autoRollback)
            coder.field("CheckpointDelay", &checkpointDelay)
            coder.field("CheckpointPercentages", &checkpointPercentages)
            coder.field("InstanceWarmup", &instanceWarmup)
            coder.field("MaxHealthyPercentage", &maxHealthyPercentage)
            coder.field("MinHealthyPercentage", &minHealthyPercentage)
            coder.field("ScaleInProtectedInstances", &scaleInProtectedInstances)
            coder.field("SkipMatching", &skipMatching)
            coder.field("StandbyInstances", &standbyInstances)
        }
    }

    package struct SuspendedProcess: Shape {
        package var processName: String?, suspensionReason: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("ProcessName", &processName)
            coder.field("SuspensionReason", &suspensionReason)
        }
    }

    package struct TagDescription: Shape {
        package var key: String?, value: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Key", &key)
            coder.field("Value", &value)
        }
    }
}
