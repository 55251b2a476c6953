/// A group of regions with host names and accounts of its own.
///
/// Source: botocore 1.43.11, `partitions.json`.
package struct Partition: Sendable, Equatable {
    /// As in ARNs: `aws`.
    package let name: String
    let suffix: String
    let dualStackSuffix: String
    /// What its regions begin with.
    private let prefixes: [String]

    private static let all = [
        Partition(
            name: "aws-cn", suffix: "amazonaws.com.cn", dualStackSuffix: "api.amazonwebservices.com.cn",
            prefixes: ["cn-"]),
        Partition(
            name: "aws-us-gov", suffix: "amazonaws.com", dualStackSuffix: "api.aws", prefixes: ["us-gov-"]),
        Partition(
            name: "aws-iso-b", suffix: "sc2s.sgov.gov", dualStackSuffix: "api.aws.scloud", prefixes: ["us-isob-"]),
        Partition(
            name: "aws-iso-f", suffix: "csp.hci.ic.gov", dualStackSuffix: "api.aws.hci.ic.gov", prefixes: ["us-isof-"]),
        Partition(
            name: "aws-iso-e", suffix: "cloud.adc-e.uk", dualStackSuffix: "api.cloud-aws.adc-e.uk",
            prefixes: ["eu-isoe-"]),
        Partition(name: "aws-iso", suffix: "c2s.ic.gov", dualStackSuffix: "api.aws.ic.gov", prefixes: ["us-iso-"]),
        Partition(
            name: "aws-eusc", suffix: "amazonaws.eu", dualStackSuffix: "api.amazonwebservices.eu", prefixes: ["eusc-"]),
    ]

    /// The partition of a region; `aws` for those that no other one has.
    package static func of(_ region: String) -> Partition {
        all.first { $0.prefixes.contains { region.hasPrefix($0) } }
            ?? Partition(name: "aws", suffix: "amazonaws.com", dualStackSuffix: "api.aws", prefixes: [])
    }
}
