import AWS

/// Operations that a verb calls, and what they may be called for.
package struct Permission: Sendable, Equatable {
    /// Kinds of resources, as policies name them.
    package enum Resource: Sendable, Equatable {
        /// Operations that AWS cannot limit to resources.
        case all
        case images, snapshots
        /// Basalt's parameters.
        case parameters
        /// Keys that images are encrypted with.
        case keys
        /// A bucket of S3, and what lies in it.
        case bucket, objects
        /// Roles that new instances get.
        case roles
    }

    /// `ec2:CopyImage`, …
    package let actions: [String]
    package let resources: [Resource]
    /// Whether only what has Basalt's tags may be changed: what cannot be brought back.
    package let isLimitedToOurs: Bool

    init(_ operations: [any Operation.Type], on resources: Resource..., onlyOurs: Bool = false) {
        self.init(actions: operations.map { $0.operation.permission }, on: resources, onlyOurs: onlyOurs)
    }

    init(actions: [String], on resources: [Resource], onlyOurs: Bool = false) {
        self.actions = actions.sorted()
        self.resources = resources
        isLimitedToOurs = onlyOurs
    }
}

extension Permission {
    /// What each verb needs. `sts:GetCallerIdentity` needs no permission.
    package enum Verb: String, Sendable, CaseIterable {
        case publish, verify, promote, channels, gc, push, pull, status, replace

        /// - Parameter isEncrypted: whether images are encrypted with keys.
        package func permissions(isEncrypted: Bool = false) -> [Permission] {
            switch self {
            case .publish:
                Permission.looking + [
                    Permission(
                        [EBS.StartSnapshot.self, EBS.PutSnapshotBlock.self, EBS.CompleteSnapshot.self], on: .snapshots),
                    Permission(
                        [EC2.RegisterImage.self, EC2.CopyImage.self, EC2.CreateTags.self], on: .images, .snapshots),
                    Permission([EC2.EnableImageDeprecation.self, EC2.ModifyImageAttribute.self], on: .images),
                    Permission([EC2.ModifySnapshotAttribute.self], on: .snapshots),
                    // What failed is removed.
                    Permission.removing, Permission([SSM.PutParameter.self], on: .parameters),
                ] + (isEncrypted ? [Permission.encrypting] : [])
            case .verify:
                Permission.looking + [
                    Permission([EBS.ListSnapshotBlocks.self, EBS.GetSnapshotBlock.self], on: .snapshots)
                ] + (isEncrypted ? [Permission(actions: ["kms:Decrypt"], on: [.keys])] : [])
            case .promote: Permission.looking + [Permission([SSM.PutParameter.self], on: .parameters)]
            case .push, .pull:
                [
                    Permission([S3.ListObjectsV2.self], on: .bucket),
                    Permission([S3.GetObject.self] + (self == .push ? [S3.PutObject.self] : []), on: .objects),
                ]
            case .status: Permission.watching
            case .replace:
                Permission.watching + [
                    Permission(
                        [
                            EC2.RunInstances.self, EC2.TerminateInstances.self, EC2.StopInstances.self,
                            EC2.CreateTags.self, EC2.GetConsoleOutput.self, LoadBalancing.RegisterTargets.self,
                            LoadBalancing.DeregisterTargets.self,
                            ClassicLoadBalancing.RegisterInstancesWithLoadBalancer.self,
                            ClassicLoadBalancing.DeregisterInstancesFromLoadBalancer.self, SSM.SendCommand.self,
                            SSM.GetCommandInvocation.self,
                        ], on: .all), Permission.carrying, Permission(actions: ["iam:PassRole"], on: [.roles]),
                    Permission([S3.PutObject.self], on: .objects),
                ] + (isEncrypted ? [Permission.encrypting] : [])
            case .channels: [Permission([SSM.GetParametersByPath.self], on: .parameters)]
            case .gc:
                [
                    Permission(
                        [
                            EC2.DescribeImages.self, EC2.DescribeSnapshots.self, EC2.DescribeInstances.self,
                            EC2.DescribeLaunchTemplates.self, EC2.DescribeLaunchTemplateVersions.self,
                            AutoScaling.DescribeAutoScalingGroups.self,
                        ], on: .all), Permission.removing, Permission([SSM.GetParametersByPath.self], on: .parameters),
                ]
            }
        }
    }

    /// What is there of an image.
    private static let looking = [
        Permission([EC2.DescribeImages.self, EC2.DescribeSnapshots.self], on: .all),
        Permission([EC2.DescribeImageAttribute.self], on: .images),
        Permission([EC2.DescribeSnapshotAttribute.self], on: .snapshots),
        Permission([SSM.GetParameter.self], on: .parameters),
    ]

    /// What a fleet is, and what it should be; journals that lie in S3.
    private static let watching = [
        Permission(
            [
                EC2.DescribeInstances.self, EC2.DescribeInstanceStatus.self, EC2.DescribeImages.self,
                EC2.DescribeInstanceTypes.self, EC2.DescribeSubnets.self, EC2.DescribeAddresses.self,
                LoadBalancing.DescribeTargetGroups.self, LoadBalancing.DescribeTargetHealth.self,
                ClassicLoadBalancing.DescribeInstanceHealth.self, CloudWatch.DescribeAlarms.self,
            ], on: .all), Permission([SSM.GetParameter.self], on: .parameters),
        Permission([S3.ListObjectsV2.self], on: .bucket), Permission([S3.GetObject.self], on: .objects),
    ]

    /// Volumes, interfaces and addresses that go from host to host.
    private static let carrying = Permission(
        [
            EC2.DescribeVolumes.self, EC2.CreateSnapshot.self, EC2.AttachVolume.self, EC2.DetachVolume.self,
            EC2.DescribeNetworkInterfaces.self, EC2.AttachNetworkInterface.self, EC2.DetachNetworkInterface.self,
            EC2.AssociateAddress.self, EC2.DisassociateAddress.self,
        ], on: .all)

    private static let removing = Permission(
        [EC2.DeregisterImage.self, EC2.DeleteSnapshot.self], on: .images, .snapshots, onlyOurs: true)

    /// EBS calls these in the caller's name.
    ///
    /// Source: Amazon EBS User Guide, "Control access to EBS direct APIs using IAM" and "Required AWS KMS key policy".
    private static let encrypting = Permission(
        actions: [
            "kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKeyWithoutPlaintext",
            "kms:ReEncryptFrom", "kms:ReEncryptTo",
        ], on: [.keys])
}
