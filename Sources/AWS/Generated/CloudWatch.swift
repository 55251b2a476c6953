// Made by Scripts/generate-aws from botocore 1.43.11, cloudwatch 2010-08-01. Do not edit.

package import Values

/// Amazon CloudWatch.
package enum CloudWatch {
    package static let service = ServiceModel(
        identifier: "CLOUDWATCH", signingName: "monitoring",
        hostPrefix: "monitoring", version: "2010-08-01", coding: .query)

    /// Retrieves the specified alarms.
    package struct DescribeAlarms: Operation {
        package static let operation = OperationModel(service, "DescribeAlarms")
        package var maxRecords: Int?
        package var alarmNamePrefix: String?, nextToken: String?, stateValue: String?
        package var alarmNames: [String]?, alarmTypes: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AlarmNamePrefix", &alarmNamePrefix)
            coder.field("AlarmNames", &alarmNames)
            coder.field("AlarmTypes", &alarmTypes)
            coder.field("MaxRecords", &maxRecords)
            coder.field("NextToken", &nextToken)
            coder.field("StateValue", &stateValue)
        }

        package struct Output: Shape {
            package var nextToken: String?
            package var compositeAlarms: [CompositeAlarm]?
            package var metricAlarms: [MetricAlarm]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("CompositeAlarms", &compositeAlarms)
                coder.field("MetricAlarms", &metricAlarms)
                coder.field("NextToken", &nextToken)
            }
        }
    }

    package struct CompositeAlarm: Shape {
        package var alarmName: String?, stateReason: String?, stateValue: String?
        package var stateUpdatedTimestamp: Timestamp?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AlarmName", &alarmName)
            coder.field("StateReason", &stateReason)
            coder.field("StateUpdatedTimestamp", &stateUpdatedTimestamp)
            coder.field("StateValue", &stateValue)
        }
    }

    package struct MetricAlarm: Shape {
        package var alarmName: String?, stateReason: String?, stateValue: String?
        package var stateUpdatedTimestamp: Timestamp?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AlarmName", &alarmName)
            coder.field("StateReason", &stateReason)
            coder.field("StateUpdatedTimestamp", &stateUpdatedTimestamp)
            coder.field("StateValue", &stateValue)
        }
    }
}
