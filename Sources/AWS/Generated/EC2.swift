// Made by Scripts/generate-aws from botocore 1.43.11, ec2 2016-11-15. Do not edit.

package import Values

/// Amazon Elastic Compute Cloud.
package enum EC2 {
    package static let service = ServiceModel(
        identifier: "EC2", signingName: "ec2",
        hostPrefix: "ec2", version: "2016-11-15", coding: .ec2)

    /// Associates an Elastic IP address, or carrier IP address (for instances that are in subnets in Wavelength …
    package struct AssociateAddress: Operation {
        package static let operation = OperationModel(service, "AssociateAddress")
        package var allowReassociation: Bool?
        package var allocationId: String?, instanceId: String?, networkInterfaceId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AllocationId", &allocationId)
            coder.field("allowReassociation", &allowReassociation)
            coder.field("InstanceId", &instanceId)
            coder.field("networkInterfaceId", &networkInterfaceId)
        }

        package struct Output: Shape {
            package var associationId: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("associationId", &associationId)
            }
        }
    }

    /// Attaches a network interface to an instance.
    package struct AttachNetworkInterface: Operation {
        package static let operation = OperationModel(service, "AttachNetworkInterface")
        package var deviceIndex: Int?
        package var instanceId: String?, networkInterfaceId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("deviceIndex", &deviceIndex)
            coder.field("instanceId", &instanceId)
            coder.field("networkInterfaceId", &networkInterfaceId)
        }

        package struct Output: Shape {
            package var attachmentId: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("attachmentId", &attachmentId)
            }
        }
    }

    /// Attaches an Amazon EBS volume to a running or stopped instance, and exposes it to the instance with the …
    package struct AttachVolume: Operation {
        package static let operation = OperationModel(service, "AttachVolume")
        package var device: String?, instanceId: String?, volumeId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Device", &device)
            coder.field("InstanceId", &instanceId)
            coder.field("VolumeId", &volumeId)
        }

        package struct Output: Shape {
            package var state: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("status", &state)
            }
        }
    }

    /// Initiates an AMI copy operation.
    package struct CopyImage: Operation {
        package static let operation = OperationModel(service, "CopyImage")
        package var copyImageTags: Bool?, encrypted: Bool?
        package var clientToken: String?, description: String?, kmsKeyId: String?, name: String?,
            sourceImageId: String?, sourceRegion: String?
        package var tagSpecifications: [TagSpecification]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("ClientToken", &clientToken)
            coder.field("CopyImageTags", &copyImageTags)
            coder.field("Description", &description)
            coder.field("encrypted", &encrypted)
            coder.field("kmsKeyId", &kmsKeyId)
            coder.field("Name", &name)
            coder.field("SourceImageId", &sourceImageId)
            coder.field("SourceRegion", &sourceRegion)
            coder.field("TagSpecification", &tagSpecifications)
        }

        package struct Output: Shape {
            package var imageId: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("imageId", &imageId)
            }
        }
    }

    /// Creates an exact copy of an Amazon EBS snapshot.
    package struct CopySnapshot: Operation {
        package static let operation = OperationModel(service, "CopySnapshot")
        package var encrypted: Bool?
        package var description: String?, destinationRegion: String?, kmsKeyId: String?, presignedUrl: String?,
            sourceRegion: String?, sourceSnapshotId: String?
        package var tagSpecifications: [TagSpecification]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Description", &description)
            coder.field("destinationRegion", &destinationRegion)
            coder.field("encrypted", &encrypted)
            coder.field("kmsKeyId", &kmsKeyId)
            coder.field("presignedUrl", &presignedUrl)
            coder.field("SourceRegion", &sourceRegion)
            coder.field("SourceSnapshotId", &sourceSnapshotId)
            coder.field("TagSpecification", &tagSpecifications)
        }

        package struct Output: Shape {
            package var snapshotId: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("snapshotId", &snapshotId)
            }
        }
    }

    /// Creates a launch template.
    package struct CreateLaunchTemplate: Operation {
        package static let operation = OperationModel(service, "CreateLaunchTemplate")
        package var launchTemplateData: RequestLaunchTemplateData?
        package var clientToken: String?, launchTemplateName: String?, versionDescription: String?
        package var tagSpecifications: [TagSpecification]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("ClientToken", &clientToken)
            coder.field("LaunchTemplateData", &launchTemplateData)
            coder.field("LaunchTemplateName", &launchTemplateName)
            coder.field("TagSpecification", &tagSpecifications)
            coder.field("VersionDescription", &versionDescription)
        }

        package struct Output: Shape {
            package var launchTemplate: LaunchTemplate?
            package var warning: ValidationWarning?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("launchTemplate", &launchTemplate)
                coder.field("warning", &warning)
            }
        }
    }

    /// Creates a new version of a launch template.
    package struct CreateLaunchTemplateVersion: Operation {
        package static let operation = OperationModel(service, "CreateLaunchTemplateVersion")
        package var launchTemplateData: RequestLaunchTemplateData?
        package var clientToken: String?, launchTemplateId: String?, launchTemplateName: String?,
            sourceVersion: String?, versionDescription: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("ClientToken", &clientToken)
            coder.field("LaunchTemplateData", &launchTemplateData)
            coder.field("LaunchTemplateId", &launchTemplateId)
            coder.field("LaunchTemplateName", &launchTemplateName)
            coder.field("SourceVersion", &sourceVersion)
            coder.field("VersionDescription", &versionDescription)
        }

        package struct Output: Shape {
            package var launchTemplateVersion: LaunchTemplateVersion?
            package var warning: ValidationWarning?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("launchTemplateVersion", &launchTemplateVersion)
                coder.field("warning", &warning)
            }
        }
    }

    /// Creates a snapshot of an EBS volume and stores it in Amazon S3.
    package struct CreateSnapshot: Operation {
        package static let operation = OperationModel(service, "CreateSnapshot")
        package var description: String?, volumeId: String?
        package var tagSpecifications: [TagSpecification]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Description", &description)
            coder.field("TagSpecification", &tagSpecifications)
            coder.field("VolumeId", &volumeId)
        }

        package struct Output: Shape {
            package var snapshotId: String?, state: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("snapshotId", &snapshotId)
                coder.field("status", &state)
            }
        }
    }

    /// Adds or overwrites only the specified tags for the specified Amazon EC2 resource or resources.
    package struct CreateTags: Operation {
        package static let operation = OperationModel(service, "CreateTags")
        package var resources: [String]?
        package var tags: [Tag]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("ResourceId", &resources)
            coder.field("Tag", &tags)
        }
        package typealias Output = Empty
    }

    /// Deletes the specified snapshot.
    package struct DeleteSnapshot: Operation {
        package static let operation = OperationModel(service, "DeleteSnapshot")
        package var snapshotId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("SnapshotId", &snapshotId)
        }
        package typealias Output = Empty
    }

    /// Deletes the specified set of tags from the specified set of resources.
    package struct DeleteTags: Operation {
        package static let operation = OperationModel(service, "DeleteTags")
        package var resources: [String]?
        package var tags: [Tag]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("resourceId", &resources)
            coder.field("tag", &tags)
        }
        package typealias Output = Empty
    }

    /// Deregisters the specified AMI.
    package struct DeregisterImage: Operation {
        package static let operation = OperationModel(service, "DeregisterImage")
        package var deleteAssociatedSnapshots: Bool?
        package var imageId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("DeleteAssociatedSnapshots", &deleteAssociatedSnapshots)
            coder.field("ImageId", &imageId)
        }
        package typealias Output = Empty
    }

    /// Describes the specified Elastic IP addresses or all of your Elastic IP addresses.
    package struct DescribeAddresses: Operation {
        package static let operation = OperationModel(service, "DescribeAddresses")
        package var filters: [Filter]?
        package var allocationIds: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AllocationId", &allocationIds)
            coder.field("Filter", &filters)
        }

        package struct Output: Shape {
            package var addresses: [Address]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("addressesSet", &addresses)
            }
        }
    }

    /// Describes the specified attribute of the specified AMI.
    package struct DescribeImageAttribute: Operation {
        package static let operation = OperationModel(service, "DescribeImageAttribute")
        package var attribute: String?, imageId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Attribute", &attribute)
            coder.field("ImageId", &imageId)
        }

        package struct Output: Shape {
            package var imageId: String?
            package var launchPermissions: [LaunchPermission]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("imageId", &imageId)
                coder.field("launchPermission", &launchPermissions)
            }
        }
    }

    /// Describes the specified images (AMIs, AKIs, and ARIs) available to you or all of the images available to …
    package struct DescribeImages: Operation {
        package static let operation = OperationModel(service, "DescribeImages")
        package var includeDeprecated: Bool?, includeDisabled: Bool?
        package var maxResults: Int?
        package var nextToken: String?
        package var filters: [Filter]?
        package var executableUsers: [String]?, imageIds: [String]?, owners: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("ExecutableBy", &executableUsers)
            coder.field("Filter", &filters)
            coder.field("ImageId", &imageIds)
            coder.field("IncludeDeprecated", &includeDeprecated)
            coder.field("IncludeDisabled", &includeDisabled)
            coder.field("MaxResults", &maxResults)
            coder.field("NextToken", &nextToken)
            coder.field("Owner", &owners)
        }

        package struct Output: Shape {
            package var nextToken: String?
            package var images: [Image]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("imagesSet", &images)
                coder.field("nextToken", &nextToken)
            }
        }
    }

    /// Describes the specified attribute of the specified instance.
    package struct DescribeInstanceAttribute: Operation {
        package static let operation = OperationModel(service, "DescribeInstanceAttribute")
        package var attribute: String?, instanceId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("attribute", &attribute)
            coder.field("instanceId", &instanceId)
        }

        package struct Output: Shape {
            package var disableApiTermination: AttributeBooleanValue?
            package var userData: AttributeValue?
            package var instanceId: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("disableApiTermination", &disableApiTermination)
                coder.field("instanceId", &instanceId)
                coder.field("userData", &userData)
            }
        }
    }

    /// Describes the status of the specified instances or all of your instances.
    package struct DescribeInstanceStatus: Operation {
        package static let operation = OperationModel(service, "DescribeInstanceStatus")
        package var includeAllInstances: Bool?
        package var maxResults: Int?
        package var nextToken: String?
        package var filters: [Filter]?
        package var instanceIds: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Filter", &filters)
            coder.field("includeAllInstances", &includeAllInstances)
            coder.field("InstanceId", &instanceIds)
            coder.field("MaxResults", &maxResults)
            coder.field("NextToken", &nextToken)
        }

        package struct Output: Shape {
            package var nextToken: String?
            package var instanceStatuses: [InstanceStatus]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("instanceStatusSet", &instanceStatuses)
                coder.field("nextToken", &nextToken)
            }
        }
    }

    /// Describes the specified instance types.
    package struct DescribeInstanceTypes: Operation {
        package static let operation = OperationModel(service, "DescribeInstanceTypes")
        package var maxResults: Int?
        package var nextToken: String?
        package var filters: [Filter]?
        package var instanceTypes: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Filter", &filters)
            coder.field("InstanceType", &instanceTypes)
            coder.field("MaxResults", &maxResults)
            coder.field("NextToken", &nextToken)
        }

        package struct Output: Shape {
            package var nextToken: String?
            package var instanceTypes: [InstanceTypeInfo]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("instanceTypeSet", &instanceTypes)
                coder.field("nextToken", &nextToken)
            }
        }
    }

    /// Describes the specified instances or all instances.
    package struct DescribeInstances: Operation {
        package static let operation = OperationModel(service, "DescribeInstances")
        package var maxResults: Int?
        package var nextToken: String?
        package var filters: [Filter]?
        package var instanceIds: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Filter", &filters)
            coder.field("InstanceId", &instanceIds)
            coder.field("maxResults", &maxResults)
            coder.field("nextToken", &nextToken)
        }

        package struct Output: Shape {
            package var nextToken: String?
            package var reservations: [Reservation]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("nextToken", &nextToken)
                coder.field("reservationSet", &reservations)
            }
        }
    }

    /// Describes one or more versions of a specified launch template.
    package struct DescribeLaunchTemplateVersions: Operation {
        package static let operation = OperationModel(service, "DescribeLaunchTemplateVersions")
        package var resolveAlias: Bool?
        package var maxResults: Int?
        package var launchTemplateId: String?, launchTemplateName: String?, nextToken: String?
        package var filters: [Filter]?
        package var versions: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Filter", &filters)
            coder.field("LaunchTemplateId", &launchTemplateId)
            coder.field("LaunchTemplateName", &launchTemplateName)
            coder.field("MaxResults", &maxResults)
            coder.field("NextToken", &nextToken)
            coder.field("ResolveAlias", &resolveAlias)
            coder.field("LaunchTemplateVersion", &versions)
        }

        package struct Output: Shape {
            package var nextToken: String?
            package var launchTemplateVersions: [LaunchTemplateVersion]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("launchTemplateVersionSet", &launchTemplateVersions)
                coder.field("nextToken", &nextToken)
            }
        }
    }

    /// Describes one or more launch templates.
    package struct DescribeLaunchTemplates: Operation {
        package static let operation = OperationModel(service, "DescribeLaunchTemplates")
        package var maxResults: Int?
        package var nextToken: String?
        package var filters: [Filter]?
        package var launchTemplateIds: [String]?, launchTemplateNames: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Filter", &filters)
            coder.field("LaunchTemplateId", &launchTemplateIds)
            coder.field("LaunchTemplateName", &launchTemplateNames)
            coder.field("MaxResults", &maxResults)
            coder.field("NextToken", &nextToken)
        }

        package struct Output: Shape {
            package var nextToken: String?
            package var launchTemplates: [LaunchTemplate]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("launchTemplates", &launchTemplates)
                coder.field("nextToken", &nextToken)
            }
        }
    }

    /// Describes the specified network interfaces or all your network interfaces.
    package struct DescribeNetworkInterfaces: Operation {
        package static let operation = OperationModel(service, "DescribeNetworkInterfaces")
        package var maxResults: Int?
        package var nextToken: String?
        package var filters: [Filter]?
        package var networkInterfaceIds: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("filter", &filters)
            coder.field("MaxResults", &maxResults)
            coder.field("NetworkInterfaceId", &networkInterfaceIds)
            coder.field("NextToken", &nextToken)
        }

        package struct Output: Shape {
            package var nextToken: String?
            package var networkInterfaces: [NetworkInterface]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("networkInterfaceSet", &networkInterfaces)
                coder.field("nextToken", &nextToken)
            }
        }
    }

    /// Describes the Regions that are enabled for your account, or all Regions.
    package struct DescribeRegions: Operation {
        package static let operation = OperationModel(service, "DescribeRegions")
        package var allRegions: Bool?
        package var filters: [Filter]?
        package var regionNames: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AllRegions", &allRegions)
            coder.field("Filter", &filters)
            coder.field("RegionName", &regionNames)
        }

        package struct Output: Shape {
            package var regions: [Region]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("regionInfo", &regions)
            }
        }
    }

    /// Describes the specified attribute of the specified snapshot.
    package struct DescribeSnapshotAttribute: Operation {
        package static let operation = OperationModel(service, "DescribeSnapshotAttribute")
        package var attribute: String?, snapshotId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Attribute", &attribute)
            coder.field("SnapshotId", &snapshotId)
        }

        package struct Output: Shape {
            package var snapshotId: String?
            package var createVolumePermissions: [CreateVolumePermission]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("createVolumePermission", &createVolumePermissions)
                coder.field("snapshotId", &snapshotId)
            }
        }
    }

    /// Describes the specified EBS snapshots available to you or all of the EBS snapshots available to you.
    package struct DescribeSnapshots: Operation {
        package static let operation = OperationModel(service, "DescribeSnapshots")
        package var maxResults: Int?
        package var nextToken: String?
        package var filters: [Filter]?
        package var ownerIds: [String]?, restorableByUserIds: [String]?, snapshotIds: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Filter", &filters)
            coder.field("MaxResults", &maxResults)
            coder.field("NextToken", &nextToken)
            coder.field("Owner", &ownerIds)
            coder.field("RestorableBy", &restorableByUserIds)
            coder.field("SnapshotId", &snapshotIds)
        }

        package struct Output: Shape {
            package var nextToken: String?
            package var snapshots: [Snapshot]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("nextToken", &nextToken)
                coder.field("snapshotSet", &snapshots)
            }
        }
    }

    /// Describes your subnets.
    package struct DescribeSubnets: Operation {
        package static let operation = OperationModel(service, "DescribeSubnets")
        package var maxResults: Int?
        package var nextToken: String?
        package var filters: [Filter]?
        package var subnetIds: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Filter", &filters)
            coder.field("MaxResults", &maxResults)
            coder.field("NextToken", &nextToken)
            coder.field("SubnetId", &subnetIds)
        }

        package struct Output: Shape {
            package var nextToken: String?
            package var subnets: [Subnet]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("nextToken", &nextToken)
                coder.field("subnetSet", &subnets)
            }
        }
    }

    /// Describes the specified tags for your EC2 resources.
    package struct DescribeTags: Operation {
        package static let operation = OperationModel(service, "DescribeTags")
        package var maxResults: Int?
        package var nextToken: String?
        package var filters: [Filter]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Filter", &filters)
            coder.field("maxResults", &maxResults)
            coder.field("nextToken", &nextToken)
        }

        package struct Output: Shape {
            package var nextToken: String?
            package var tags: [TagDescription]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("nextToken", &nextToken)
                coder.field("tagSet", &tags)
            }
        }
    }

    /// Describes the specified EBS volumes or all of your EBS volumes.
    package struct DescribeVolumes: Operation {
        package static let operation = OperationModel(service, "DescribeVolumes")
        package var maxResults: Int?
        package var nextToken: String?
        package var filters: [Filter]?
        package var volumeIds: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Filter", &filters)
            coder.field("maxResults", &maxResults)
            coder.field("nextToken", &nextToken)
            coder.field("VolumeId", &volumeIds)
        }

        package struct Output: Shape {
            package var nextToken: String?
            package var volumes: [Volume]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("nextToken", &nextToken)
                coder.field("volumeSet", &volumes)
            }
        }
    }

    /// Detaches a network interface from an instance.
    package struct DetachNetworkInterface: Operation {
        package static let operation = OperationModel(service, "DetachNetworkInterface")
        package var force: Bool?
        package var attachmentId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("attachmentId", &attachmentId)
            coder.field("force", &force)
        }
        package typealias Output = Empty
    }

    /// Detaches an EBS volume from an instance.
    package struct DetachVolume: Operation {
        package static let operation = OperationModel(service, "DetachVolume")
        package var force: Bool?
        package var device: String?, instanceId: String?, volumeId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Device", &device)
            coder.field("Force", &force)
            coder.field("InstanceId", &instanceId)
            coder.field("VolumeId", &volumeId)
        }

        package struct Output: Shape {
            package var state: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("status", &state)
            }
        }
    }

    /// Disassociates an Elastic IP address from the instance or network interface it's associated with.
    package struct DisassociateAddress: Operation {
        package static let operation = OperationModel(service, "DisassociateAddress")
        package var associationId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AssociationId", &associationId)
        }
        package typealias Output = Empty
    }

    /// Enables fast snapshot restores for the specified snapshots in the specified Availability Zones.
    package struct EnableFastSnapshotRestores: Operation {
        package static let operation = OperationModel(service, "EnableFastSnapshotRestores")
        package var availabilityZones: [String]?, sourceSnapshotIds: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AvailabilityZone", &availabilityZones)
            coder.field("SourceSnapshotId", &sourceSnapshotIds)
        }

        package struct Output: Shape {
            package var unsuccessful: [EnableFastSnapshotRestoreErrorItem]?
            package var successful: [EnableFastSnapshotRestoreSuccessItem]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("successful", &successful)
                coder.field("unsuccessful", &unsuccessful)
            }
        }
    }

    /// Enables deprecation of the specified AMI at the specified date and time.
    package struct EnableImageDeprecation: Operation {
        package static let operation = OperationModel(service, "EnableImageDeprecation")
        package var imageId: String?
        package var deprecateAt: Timestamp?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("DeprecateAt", &deprecateAt)
            coder.field("ImageId", &imageId)
        }

        package struct Output: Shape {
            package var `return`: Bool?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("return", &`return`)
            }
        }
    }

    /// Enables deregistration protection for an AMI.
    package struct EnableImageDeregistrationProtection: Operation {
        package static let operation = OperationModel(service, "EnableImageDeregistrationProtection")
        package var withCooldown: Bool?
        package var imageId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("ImageId", &imageId)
            coder.field("WithCooldown", &withCooldown)
        }

        package struct Output: Shape {
            package var `return`: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("return", &`return`)
            }
        }
    }

    /// Gets the console output for the specified instance.
    package struct GetConsoleOutput: Operation {
        package static let operation = OperationModel(service, "GetConsoleOutput")
        package var latest: Bool?
        package var instanceId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("InstanceId", &instanceId)
            coder.field("Latest", &latest)
        }

        package struct Output: Shape {
            package var instanceId: String?, output: String?
            package var timestamp: Timestamp?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("instanceId", &instanceId)
                coder.field("output", &output)
                coder.field("timestamp", &timestamp)
            }
        }
    }

    /// Modifies the specified attribute of the specified AMI.
    package struct ModifyImageAttribute: Operation {
        package static let operation = OperationModel(service, "ModifyImageAttribute")
        package var launchPermission: LaunchPermissionModifications?
        package var attribute: String?, imageId: String?, operationType: String?
        package var userIds: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Attribute", &attribute)
            coder.field("ImageId", &imageId)
            coder.field("LaunchPermission", &launchPermission)
            coder.field("OperationType", &operationType)
            coder.field("UserId", &userIds)
        }
        package typealias Output = Empty
    }

    /// Modifies the specified attribute of the specified instance.
    package struct ModifyInstanceAttribute: Operation {
        package static let operation = OperationModel(service, "ModifyInstanceAttribute")
        package var disableApiTermination: AttributeBooleanValue?
        package var instanceInitiatedShutdownBehavior: AttributeValue?, instanceType: AttributeValue?
        package var userData: BlobAttributeValue?
        package var instanceId: String?
        package var blockDeviceMappings: [InstanceBlockDeviceMappingSpecification]?
        package var groups: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("blockDeviceMapping", &blockDeviceMappings)
            coder.field("disableApiTermination", &disableApiTermination)
            coder.field("GroupId", &groups)
            coder.field("instanceId", &instanceId)
            coder.field("instanceInitiatedShutdownBehavior", &instanceInitiatedShutdownBehavior)
            coder.field("instanceType", &instanceType)
            coder.field("userData", &userData)
        }
        package typealias Output = Empty
    }

    /// Modifies a launch template.
    package struct ModifyLaunchTemplate: Operation {
        package static let operation = OperationModel(service, "ModifyLaunchTemplate")
        package var clientToken: String?, defaultVersion: String?, launchTemplateId: String?,
            launchTemplateName: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("ClientToken", &clientToken)
            coder.field("SetDefaultVersion", &defaultVersion)
            coder.field("LaunchTemplateId", &launchTemplateId)
            coder.field("LaunchTemplateName", &launchTemplateName)
        }

        package struct Output: Shape {
            package var launchTemplate: LaunchTemplate?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("launchTemplate", &launchTemplate)
            }
        }
    }

    /// Adds or removes permission settings for the specified snapshot.
    package struct ModifySnapshotAttribute: Operation {
        package static let operation = OperationModel(service, "ModifySnapshotAttribute")
        package var createVolumePermission: CreateVolumePermissionModifications?
        package var attribute: String?, operationType: String?, snapshotId: String?
        package var userIds: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Attribute", &attribute)
            coder.field("CreateVolumePermission", &createVolumePermission)
            coder.field("OperationType", &operationType)
            coder.field("SnapshotId", &snapshotId)
            coder.field("UserId", &userIds)
        }
        package typealias Output = Empty
    }

    /// Registers an AMI.
    package struct RegisterImage: Operation {
        package static let operation = OperationModel(service, "RegisterImage")
        package var enaSupport: Bool?
        package var architecture: String?, bootMode: String?, description: String?, imdsSupport: String?,
            name: String?, rootDeviceName: String?, sriovNetSupport: String?, tpmSupport: String?, uefiData: String?,
            virtualizationType: String?
        package var blockDeviceMappings: [BlockDeviceMapping]?
        package var tagSpecifications: [TagSpecification]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("architecture", &architecture)
            coder.field("BlockDeviceMapping", &blockDeviceMappings)
            coder.field("BootMode", &bootMode)
            coder.field("description", &description)
            coder.field("enaSupport", &enaSupport)
            coder.field("ImdsSupport", &imdsSupport)
            coder.field("name", &name)
            coder.field("rootDeviceName", &rootDeviceName)
            coder.field("sriovNetSupport", &sriovNetSupport)
            coder.field("TagSpecification", &tagSpecifications)
            coder.field("TpmSupport", &tpmSupport)
            coder.field("UefiData", &uefiData)
            coder.field("virtualizationType", &virtualizationType)
        }

        package struct Output: Shape {
            package var imageId: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("imageId", &imageId)
            }
        }
    }

    /// Launches the specified number of instances using an AMI for which you have permissions.
    package struct RunInstances: Operation {
        package static let operation = OperationModel(service, "RunInstances")
        package var dryRun: Bool?
        package var iamInstanceProfile: IamInstanceProfileSpecification?
        package var instanceMarketOptions: InstanceMarketOptionsRequest?
        package var metadataOptions: InstanceMetadataOptionsRequest?
        package var maxCount: Int?, minCount: Int?
        package var launchTemplate: LaunchTemplateSpecification?
        package var placement: Placement?
        package var clientToken: String?, imageId: String?, instanceInitiatedShutdownBehavior: String?,
            instanceType: String?, keyName: String?, subnetId: String?, userData: String?
        package var blockDeviceMappings: [BlockDeviceMapping]?
        package var networkInterfaces: [InstanceNetworkInterfaceSpecification]?
        package var securityGroupIds: [String]?
        package var tagSpecifications: [TagSpecification]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("BlockDeviceMapping", &blockDeviceMappings)
            coder.field("clientToken", &clientToken)
            coder.field("dryRun", &dryRun)
            coder.field("iamInstanceProfile", &iamInstanceProfile)
            coder.field("ImageId", &imageId)
            coder.field("instanceInitiatedShutdownBehavior", &instanceInitiatedShutdownBehavior)
            coder.field("InstanceMarketOptions", &instanceMarketOptions)
            coder.field("InstanceType", &instanceType)
            coder.field("KeyName", &keyName)
            coder.field("LaunchTemplate", &launchTemplate)
            coder.field("MaxCount", &maxCount)
            coder.field("MetadataOptions", &metadataOptions)
            coder.field("MinCount", &minCount)
            coder.field("networkInterface", &networkInterfaces)
            coder.field("Placement", &placement)
            coder.field("SecurityGroupId", &securityGroupIds)
            coder.field("SubnetId", &subnetId)
            coder.field("TagSpecification", &tagSpecifications)
            coder.field("UserData", &userData)
        }

        package struct Output: Shape {
            package var reservationId: String?
            package var instances: [Instance]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("instancesSet", &instances)
                coder.field("reservationId", &reservationId)
            }
        }
    }

    /// Stops an Amazon EBS-backed instance.
    package struct StopInstances: Operation {
        package static let operation = OperationModel(service, "StopInstances")
        package var force: Bool?
        package var instanceIds: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("force", &force)
            coder.field("InstanceId", &instanceIds)
        }

        package struct Output: Shape {
            package var stoppingInstances: [InstanceStateChange]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("instancesSet", &stoppingInstances)
            }
        }
    }

    /// Terminates (deletes) the specified instances.
    package struct TerminateInstances: Operation {
        package static let operation = OperationModel(service, "TerminateInstances")
        package var force: Bool?
        package var instanceIds: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Force", &force)
            coder.field("InstanceId", &instanceIds)
        }

        package struct Output: Shape {
            package var terminatingInstances: [InstanceStateChange]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("instancesSet", &terminatingInstances)
            }
        }
    }

    package struct Address: Shape {
        package var allocationId: String?, associationId: String?, instanceId: String?, networkInterfaceId: String?,
            publicIp: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("allocationId", &allocationId)
            coder.field("associationId", &associationId)
            coder.field("instanceId", &instanceId)
            coder.field("networkInterfaceId", &networkInterfaceId)
            coder.field("publicIp", &publicIp)
        }
    }

    package struct AttributeBooleanValue: Shape {
        package var value: Bool?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("value", &value)
        }
    }

    package struct AttributeValue: Shape {
        package var value: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("value", &value)
        }
    }

    package struct BlobAttributeValue: Shape {
        package var value: Blob?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("value", &value)
        }
    }

    package struct BlockDeviceMapping: Shape {
        package var ebs: EbsBlockDevice?
        package var deviceName: String?, noDevice: String?, virtualName: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("deviceName", &deviceName)
            coder.field("ebs", &ebs)
            coder.field("noDevice", &noDevice)
            coder.field("virtualName", &virtualName)
        }
    }

    package struct CreateVolumePermission: Shape {
        package var group: String?, userId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("group", &group)
            coder.field("userId", &userId)
        }
    }

    package struct CreateVolumePermissionModifications: Shape {
        package var add: [CreateVolumePermission]?, remove: [CreateVolumePermission]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Add", &add)
            coder.field("Remove", &remove)
        }
    }

    package struct DiskInfo: Shape {
        package var count: Int?, sizeInGB: Int?
        package var type: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("count", &count)
            coder.field("sizeInGB", &sizeInGB)
            coder.field("type", &type)
        }
    }

    package struct EbsBlockDevice: Shape {
        package var deleteOnTermination: Bool?, encrypted: Bool?
        package var iops: Int?, throughput: Int?, volumeSize: Int?
        package var kmsKeyId: String?, snapshotId: String?, volumeType: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("deleteOnTermination", &deleteOnTermination)
            coder.field("encrypted", &encrypted)
            coder.field("iops", &iops)
            coder.field("kmsKeyId", &kmsKeyId)
            coder.field("snapshotId", &snapshotId)
            coder.field("throughput", &throughput)
            coder.field("volumeSize", &volumeSize)
            coder.field("volumeType", &volumeType)
        }
    }

    package struct EbsInfo: Shape {
        package var ebsOptimizedSupport: String?, encryptionSupport: String?, nvmeSupport: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("ebsOptimizedSupport", &ebsOptimizedSupport)
            coder.field("encryptionSupport", &encryptionSupport)
            coder.field("nvmeSupport", &nvmeSupport)
        }
    }

    package struct EbsInstanceBlockDevice: Shape {
        package var deleteOnTermination: Bool?
        package var status: String?, volumeId: String?
        package var attachTime: Timestamp?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("attachTime", &attachTime)
            coder.field("deleteOnTermination", &deleteOnTermination)
            coder.field("status", &status)
            coder.field("volumeId", &volumeId)
        }
    }

    package struct EbsInstanceBlockDeviceSpecification: Shape {
        package var deleteOnTermination: Bool?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("deleteOnTermination", &deleteOnTermination)
        }
    }

    package struct EbsStatusSummary: Shape {
        package var status: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("status", &status)
        }
    }

    package struct EnableFastSnapshotRestoreErrorItem: Shape {
        package var snapshotId: String?
        package var fastSnapshotRestoreStateErrors: [EnableFastSnapshotRestoreStateErrorItem]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("fastSnapshotRestoreStateErrorSet", &fastSnapshotRestoreStateErrors)
            coder.field("snapshotId", &snapshotId)
        }
    }

    package struct EnableFastSnapshotRestoreStateError: Shape {
        package var code: String?, message: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("code", &code)
            coder.field("message", &message)
        }
    }

    package struct EnableFastSnapshotRestoreStateErrorItem: Shape {
        package var error: EnableFastSnapshotRestoreStateError?
        package var availabilityZone: String?, availabilityZoneId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("availabilityZone", &availabilityZone)
            coder.field("availabilityZoneId", &availabilityZoneId)
            coder.field("error", &error)
        }
    }

    package struct EnableFastSnapshotRestoreSuccessItem: Shape {
        package var availabilityZone: String?, snapshotId: String?, state: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("availabilityZone", &availabilityZone)
            coder.field("snapshotId", &snapshotId)
            coder.field("state", &state)
        }
    }

    package struct Filter: Shape {
        package var name: String?
        package var values: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Name", &name)
            coder.field("Value", &values)
        }
    }

    package struct GroupIdentifier: Shape {
        package var groupId: String?, groupName: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("groupId", &groupId)
            coder.field("groupName", &groupName)
        }
    }

    package struct IamInstanceProfile: Shape {
        package var arn: String?, id: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("arn", &arn)
            coder.field("id", &id)
        }
    }

    package struct IamInstanceProfileSpecification: Shape {
        package var arn: String?, name: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("arn", &arn)
            coder.field("name", &name)
        }
    }

    package struct Image: Shape {
        package var enaSupport: Bool?, `public`: Bool?
        package var stateReason: StateReason?
        package var architecture: String?, bootMode: String?, creationDate: String?, deprecationTime: String?,
            deregistrationProtection: String?, description: String?, imageId: String?, imdsSupport: String?,
            lastLaunchedTime: String?, name: String?, ownerId: String?, rootDeviceName: String?,
            sourceImageId: String?, sourceImageRegion: String?, state: String?, tpmSupport: String?,
            virtualizationType: String?
        package var blockDeviceMappings: [BlockDeviceMapping]?
        package var tags: [Tag]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("architecture", &architecture)
            coder.field("blockDeviceMapping", &blockDeviceMappings)
            coder.field("bootMode", &bootMode)
            coder.field("creationDate", &creationDate)
            coder.field("deprecationTime", &deprecationTime)
            coder.field("deregistrationProtection", &deregistrationProtection)
            coder.field("description", &description)
            coder.field("enaSupport", &enaSupport)
            coder.field("imageId", &imageId)
            coder.field("imdsSupport", &imdsSupport)
            coder.field("lastLaunchedTime", &lastLaunchedTime)
            coder.field("name", &name)
            coder.field("imageOwnerId", &ownerId)
            coder.field("isPublic", &`public`)
            coder.field("rootDeviceName", &rootDeviceName)
            coder.field("sourceImageId", &sourceImageId)
            coder.field("sourceImageRegion", &sourceImageRegion)
            coder.field("imageState", &state)
            coder.field("stateReason", &stateReason)
            coder.field("tagSet", &tags)
            coder.field("tpmSupport", &tpmSupport)
            coder.field("virtualizationType", &virtualizationType)
        }
    }

    package struct Instance: Shape {
        package var iamInstanceProfile: IamInstanceProfile?
        package var metadataOptions: InstanceMetadataOptionsResponse?
        package var state: InstanceState?
        package var placement: Placement?
        package var stateReason: StateReason?
        package var bootMode: String?, clientToken: String?, imageId: String?, instanceId: String?,
            instanceLifecycle: String?, instanceType: String?, privateDnsName: String?, privateIpAddress: String?,
            publicIpAddress: String?, stateTransitionReason: String?, subnetId: String?, vpcId: String?
        package var launchTime: Timestamp?
        package var securityGroups: [GroupIdentifier]?
        package var blockDeviceMappings: [InstanceBlockDeviceMapping]?
        package var networkInterfaces: [InstanceNetworkInterface]?
        package var tags: [Tag]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("blockDeviceMapping", &blockDeviceMappings)
            coder.field("bootMode", &bootMode)
            coder.field("clientToken", &clientToken)
            coder.field("iamInstanceProfile", &iamInstanceProfile)
            coder.field("imageId", &imageId)
            coder.field("instanceId", &instanceId)
            coder.field("instanceLifecycle", &instanceLifecycle)
            coder.field("instanceType", &instanceType)
            coder.field("launchTime", &launchTime)
            coder.field("metadataOptions", &metadataOptions)
            coder.field("networkInterfaceSet", &networkInterfaces)
            coder.field("placement", &placement)
            coder.field("privateDnsName", &privateDnsName)
            coder.field("privateIpAddress", &privateIpAddress)
            coder.field("ipAddress", &publicIpAddress)
            coder.field("groupSet", &securityGroups)
            coder.field("instanceState", &state)
            coder.field("stateReason", &stateReason)
            coder.field("reason", &stateTransitionReason)
            coder.field("subnetId", &subnetId)
            coder.field("tagSet", &tags)
            coder.field("vpcId", &vpcId)
        }
    }

    package struct InstanceBlockDeviceMapping: Shape {
        package var ebs: EbsInstanceBlockDevice?
        package var deviceName: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("deviceName", &deviceName)
            coder.field("ebs", &ebs)
        }
    }

    package struct InstanceBlockDeviceMappingSpecification: Shape {
        package var ebs: EbsInstanceBlockDeviceSpecification?
        package var deviceName: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("deviceName", &deviceName)
            coder.field("ebs", &ebs)
        }
    }

    package struct InstanceMarketOptionsRequest: Shape {
        package var marketType: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("MarketType", &marketType)
        }
    }

    package struct InstanceMetadataOptionsRequest: Shape {
        package var httpPutResponseHopLimit: Int?
        package var httpEndpoint: String?, httpTokens: String?, instanceMetadataTags: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("HttpEndpoint", &httpEndpoint)
            coder.field("HttpPutResponseHopLimit", &httpPutResponseHopLimit)
            coder.field("HttpTokens", &httpTokens)
            coder.field("InstanceMetadataTags", &instanceMetadataTags)
        }
    }

    package struct InstanceMetadataOptionsResponse: Shape {
        package var httpPutResponseHopLimit: Int?
        package var httpEndpoint: String?, httpTokens: String?, instanceMetadataTags: String?, state: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("httpEndpoint", &httpEndpoint)
            coder.field("httpPutResponseHopLimit", &httpPutResponseHopLimit)
            coder.field("httpTokens", &httpTokens)
            coder.field("instanceMetadataTags", &instanceMetadataTags)
            coder.field("state", &state)
        }
    }

    package struct InstanceNetworkInterface: Shape {
        package var association: InstanceNetworkInterfaceAssociation?
        package var attachment: InstanceNetworkInterfaceAttachment?
        package var networkInterfaceId: String?, status: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("association", &association)
            coder.field("attachment", &attachment)
            coder.field("networkInterfaceId", &networkInterfaceId)
            coder.field("status", &status)
        }
    }

    package struct InstanceNetworkInterfaceAssociation: Shape {
        package var ipOwnerId: String?, publicIp: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("ipOwnerId", &ipOwnerId)
            coder.field("publicIp", &publicIp)
        }
    }

    package struct InstanceNetworkInterfaceAttachment: Shape {
        package var deleteOnTermination: Bool?
        package var deviceIndex: Int?
        package var attachmentId: String?, status: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("attachmentId", &attachmentId)
            coder.field("deleteOnTermination", &deleteOnTermination)
            coder.field("deviceIndex", &deviceIndex)
            coder.field("status", &status)
        }
    }

    package struct InstanceNetworkInterfaceSpecification: Shape {
        package var associatePublicIpAddress: Bool?, deleteOnTermination: Bool?
        package var deviceIndex: Int?
        package var networkInterfaceId: String?, subnetId: String?
        package var groups: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("associatePublicIpAddress", &associatePublicIpAddress)
            coder.field("deleteOnTermination", &deleteOnTermination)
            coder.field("deviceIndex", &deviceIndex)
            coder.field("SecurityGroupId", &groups)
            coder.field("networkInterfaceId", &networkInterfaceId)
            coder.field("subnetId", &subnetId)
        }
    }

    package struct InstanceState: Shape {
        package var code: Int?
        package var name: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("code", &code)
            coder.field("name", &name)
        }
    }

    package struct InstanceStateChange: Shape {
        package var currentState: InstanceState?, previousState: InstanceState?
        package var instanceId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("currentState", &currentState)
            coder.field("instanceId", &instanceId)
            coder.field("previousState", &previousState)
        }
    }

    package struct InstanceStatus: Shape {
        package var attachedEbsStatus: EbsStatusSummary?
        package var instanceState: InstanceState?
        package var instanceStatus: InstanceStatusSummary?, systemStatus: InstanceStatusSummary?
        package var availabilityZone: String?, instanceId: String?
        package var events: [InstanceStatusEvent]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("attachedEbsStatus", &attachedEbsStatus)
            coder.field("availabilityZone", &availabilityZone)
            coder.field("eventsSet", &events)
            coder.field("instanceId", &instanceId)
            coder.field("instanceState", &instanceState)
            coder.field("instanceStatus", &instanceStatus)
            coder.field("systemStatus", &systemStatus)
        }
    }

    package struct InstanceStatusEvent: Shape {
        package var code: String?, description: String?, instanceEventId: String?
        package var notAfter: Timestamp?, notBefore: Timestamp?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("code", &code)
            coder.field("description", &description)
            coder.field("instanceEventId", &instanceEventId)
            coder.field("notAfter", &notAfter)
            coder.field("notBefore", &notBefore)
        }
    }

    package struct InstanceStatusSummary: Shape {
        package var status: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("status", &status)
        }
    }

    package struct InstanceStorageInfo: Shape {
        package var totalSizeInGB: Int?
        package var nvmeSupport: String?
        package var disks: [DiskInfo]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("disks", &disks)
            coder.field("nvmeSupport", &nvmeSupport)
            coder.field("totalSizeInGB", &totalSizeInGB)
        }
    }

    package struct InstanceTypeInfo: Shape {
        package var bareMetal: Bool?, currentGeneration: Bool?
        package var ebsInfo: EbsInfo?
        package var instanceStorageInfo: InstanceStorageInfo?
        package var memoryInfo: MemoryInfo?
        package var processorInfo: ProcessorInfo?
        package var hypervisor: String?, instanceType: String?, nitroTpmSupport: String?
        package var vCpuInfo: VCpuInfo?
        package var supportedBootModes: [String]?, supportedUsageClasses: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("bareMetal", &bareMetal)
            coder.field("currentGeneration", &currentGeneration)
            coder.field("ebsInfo", &ebsInfo)
            coder.field("hypervisor", &hypervisor)
            coder.field("instanceStorageInfo", &instanceStorageInfo)
            coder.field("instanceType", &instanceType)
            coder.field("memoryInfo", &memoryInfo)
            coder.field("nitroTpmSupport", &nitroTpmSupport)
            coder.field("processorInfo", &processorInfo)
            coder.field("supportedBootModes", &supportedBootModes)
            coder.field("supportedUsageClasses", &supportedUsageClasses)
            coder.field("vCpuInfo", &vCpuInfo)
        }
    }

    package struct LaunchPermission: Shape {
        package var group: String?, organizationArn: String?, organizationalUnitArn: String?, userId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("group", &group)
            coder.field("organizationArn", &organizationArn)
            coder.field("organizationalUnitArn", &organizationalUnitArn)
            coder.field("userId", &userId)
        }
    }

    package struct LaunchPermissionModifications: Shape {
        package var add: [LaunchPermission]?, remove: [LaunchPermission]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Add", &add)
            coder.field("Remove", &remove)
        }
    }

    package struct LaunchTemplate: Shape {
        package var defaultVersionNumber: Int?, latestVersionNumber: Int?
        package var launchTemplateId: String?, launchTemplateName: String?
        package var createTime: Timestamp?
        package var tags: [Tag]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("createTime", &createTime)
            coder.field("defaultVersionNumber", &defaultVersionNumber)
            coder.field("latestVersionNumber", &latestVersionNumber)
            coder.field("launchTemplateId", &launchTemplateId)
            coder.field("launchTemplateName", &launchTemplateName)
            coder.field("tagSet", &tags)
        }
    }

    package struct LaunchTemplateBlockDeviceMappingRequest: Shape {
        package var ebs: LaunchTemplateEbsBlockDeviceRequest?
        package var deviceName: String?, noDevice: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("DeviceName", &deviceName)
            coder.field("Ebs", &ebs)
            coder.field("NoDevice", &noDevice)
        }
    }

    package struct LaunchTemplateEbsBlockDeviceRequest: Shape {
        package var deleteOnTermination: Bool?, encrypted: Bool?
        package var iops: Int?, throughput: Int?, volumeSize: Int?
        package var kmsKeyId: String?, snapshotId: String?, volumeType: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("DeleteOnTermination", &deleteOnTermination)
            coder.field("Encrypted", &encrypted)
            coder.field("Iops", &iops)
            coder.field("KmsKeyId", &kmsKeyId)
            coder.field("SnapshotId", &snapshotId)
            coder.field("Throughput", &throughput)
            coder.field("VolumeSize", &volumeSize)
            coder.field("VolumeType", &volumeType)
        }
    }

    package struct LaunchTemplateIamInstanceProfileSpecificationRequest: Shape {
        package var arn: String?, name: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Arn", &arn)
            coder.field("Name", &name)
        }
    }

    package struct LaunchTemplateInstanceMarketOptionsRequest: Shape {
        package var marketType: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("MarketType", &marketType)
        }
    }

    package struct LaunchTemplateInstanceMetadataOptionsRequest: Shape {
        package var httpPutResponseHopLimit: Int?
        package var httpEndpoint: String?, httpTokens: String?, instanceMetadataTags: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("HttpEndpoint", &httpEndpoint)
            coder.field("HttpPutResponseHopLimit", &httpPutResponseHopLimit)
            coder.field("HttpTokens", &httpTokens)
            coder.field("InstanceMetadataTags", &instanceMetadataTags)
        }
    }

    package struct LaunchTemplateInstanceNetworkInterfaceSpecificationRequest: Shape {
        package var associatePublicIpAddress: Bool?, deleteOnTermination: Bool?
        package var deviceIndex: Int?
        package var networkInterfaceId: String?, subnetId: String?
        package var groups: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("AssociatePublicIpAddress", &associatePublicIpAddress)
            coder.field("DeleteOnTermination", &deleteOnTermination)
            coder.field("DeviceIndex", &deviceIndex)
            coder.field("SecurityGroupId", &groups)
            coder.field("NetworkInterfaceId", &networkInterfaceId)
            coder.field("SubnetId", &subnetId)
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

    package struct LaunchTemplateTagSpecificationRequest: Shape {
        package var resourceType: String?
        package var tags: [Tag]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("ResourceType", &resourceType)
            coder.field("Tag", &tags)
        }
    }

    package struct LaunchTemplateVersion: Shape {
        package var defaultVersion: Bool?
        package var versionNumber: Int?
        package var launchTemplateData: ResponseLaunchTemplateData?
        package var launchTemplateId: String?, launchTemplateName: String?, versionDescription: String?
        package var createTime: Timestamp?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("createTime", &createTime)
            coder.field("defaultVersion", &defaultVersion)
            coder.field("launchTemplateData", &launchTemplateData)
            coder.field("launchTemplateId", &launchTemplateId)
            coder.field("launchTemplateName", &launchTemplateName)
            coder.field("versionDescription", &versionDescription)
            coder.field("versionNumber", &versionNumber)
        }
    }

    package struct MemoryInfo: Shape {
        package var sizeInMiB: Int?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("sizeInMiB", &sizeInMiB)
        }
    }

    package struct NetworkInterface: Shape {
        package var attachment: NetworkInterfaceAttachment?
        package var availabilityZone: String?, networkInterfaceId: String?, status: String?, subnetId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("attachment", &attachment)
            coder.field("availabilityZone", &availabilityZone)
            coder.field("networkInterfaceId", &networkInterfaceId)
            coder.field("status", &status)
            coder.field("subnetId", &subnetId)
        }
    }

    package struct NetworkInterfaceAttachment: Shape {
        package var deviceIndex: Int?
        package var attachmentId: String?, instanceId: String?, status: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("attachmentId", &attachmentId)
            coder.field("deviceIndex", &deviceIndex)
            coder.field("instanceId", &instanceId)
            coder.field("status", &status)
        }
    }

    package struct Placement: Shape {
        package var availabilityZone: String?, groupName: String?, tenancy: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("availabilityZone", &availabilityZone)
            coder.field("groupName", &groupName)
            coder.field("tenancy", &tenancy)
        }
    }

    package struct ProcessorInfo: Shape {
        package var supportedArchitectures: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("supportedArchitectures", &supportedArchitectures)
        }
    }

    package struct Region: Shape {
        package var endpoint: String?, optInStatus: String?, regionName: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("regionEndpoint", &endpoint)
            coder.field("optInStatus", &optInStatus)
            coder.field("regionName", &regionName)
        }
    }

    package struct RequestLaunchTemplateData: Shape {
        package var iamInstanceProfile: LaunchTemplateIamInstanceProfileSpecificationRequest?
        package var instanceMarketOptions: LaunchTemplateInstanceMarketOptionsRequest?
        package var metadataOptions: LaunchTemplateInstanceMetadataOptionsRequest?
        package var imageId: String?, instanceInitiatedShutdownBehavior: String?, instanceType: String?,
            keyName: String?, userData: String?
        package var blockDeviceMappings: [LaunchTemplateBlockDeviceMappingRequest]?
        package var networkInterfaces: [LaunchTemplateInstanceNetworkInterfaceSpecificationRequest]?
        package var tagSpecifications: [LaunchTemplateTagSpecificationRequest]?
        package var securityGroupIds: [String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("BlockDeviceMapping", &blockDeviceMappings)
            coder.field("IamInstanceProfile", &iamInstanceProfile)
            coder.field("ImageId", &imageId)
            coder.field("InstanceInitiatedShutdownBehavior", &instanceInitiatedShutdownBehavior)
            coder.field("InstanceMarketOptions", &instanceMarketOptions)
            coder.field("InstanceType", &instanceType)
            coder.field("KeyName", &keyName)
            coder.field("MetadataOptions", &metadataOptions)
            coder.field("NetworkInterface", &networkInterfaces)
            coder.field("SecurityGroupId", &securityGroupIds)
            coder.field("TagSpecification", &tagSpecifications)
            coder.field("UserData", &userData)
        }
    }

    package struct Reservation: Shape {
        package var ownerId: String?, reservationId: String?
        package var instances: [Instance]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("instancesSet", &instances)
            coder.field("ownerId", &ownerId)
            coder.field("reservationId", &reservationId)
        }
    }

    package struct ResponseLaunchTemplateData: Shape {
        package var imageId: String?, instanceType: String?, userData: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("imageId", &imageId)
            coder.field("instanceType", &instanceType)
            coder.field("userData", &userData)
        }
    }

    package struct Snapshot: Shape {
        package var encrypted: Bool?
        package var volumeSize: Int?
        package var description: String?, kmsKeyId: String?, ownerId: String?, progress: String?, snapshotId: String?,
            state: String?, stateMessage: String?, storageTier: String?
        package var startTime: Timestamp?
        package var tags: [Tag]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("description", &description)
            coder.field("encrypted", &encrypted)
            coder.field("kmsKeyId", &kmsKeyId)
            coder.field("ownerId", &ownerId)
            coder.field("progress", &progress)
            coder.field("snapshotId", &snapshotId)
            coder.field("startTime", &startTime)
            coder.field("status", &state)
            coder.field("statusMessage", &stateMessage)
            coder.field("storageTier", &storageTier)
            coder.field("tagSet", &tags)
            coder.field("volumeSize", &volumeSize)
        }
    }

    package struct StateReason: Shape {
        package var code: String?, message: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("code", &code)
            coder.field("message", &message)
        }
    }

    package struct Subnet: Shape {
        package var mapPublicIpOnLaunch: Bool?
        package var availableIpAddressCount: Int?
        package var availabilityZone: String?, availabilityZoneId: String?, state: String?, subnetId: String?,
            vpcId: String?
        package var tags: [Tag]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("availabilityZone", &availabilityZone)
            coder.field("availabilityZoneId", &availabilityZoneId)
            coder.field("availableIpAddressCount", &availableIpAddressCount)
            coder.field("mapPublicIpOnLaunch", &mapPublicIpOnLaunch)
            coder.field("state", &state)
            coder.field("subnetId", &subnetId)
            coder.field("tagSet", &tags)
            coder.field("vpcId", &vpcId)
        }
    }

    package struct Tag: Shape {
        package var key: String?, value: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("key", &key)
            coder.field("value", &value)
        }
    }

    package struct TagDescription: Shape {
        package var key: String?, resourceId: String?, resourceType: String?, value: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("key", &key)
            coder.field("resourceId", &resourceId)
            coder.field("resourceType", &resourceType)
            coder.field("value", &value)
        }
    }

    package struct TagSpecification: Shape {
        package var resourceType: String?
        package var tags: [Tag]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("resourceType", &resourceType)
            coder.field("Tag", &tags)
        }
    }

    package struct VCpuInfo: Shape {
        package var defaultVCpus: Int?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("defaultVCpus", &defaultVCpus)
        }
    }

    package struct ValidationError: Shape {
        package var code: String?, message: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("code", &code)
            coder.field("message", &message)
        }
    }

    package struct ValidationWarning: Shape {
        package var errors: [ValidationError]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("errorSet", &errors)
        }
    }

    package struct Volume: Shape {
        package var availabilityZone: String?, state: String?, volumeId: String?
        package var attachments: [VolumeAttachment]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("attachmentSet", &attachments)
            coder.field("availabilityZone", &availabilityZone)
            coder.field("status", &state)
            coder.field("volumeId", &volumeId)
        }
    }

    package struct VolumeAttachment: Shape {
        package var device: String?, instanceId: String?, state: String?, volumeId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("device", &device)
            coder.field("instanceId", &instanceId)
            coder.field("status", &state)
            coder.field("volumeId", &volumeId)
        }
    }
}
