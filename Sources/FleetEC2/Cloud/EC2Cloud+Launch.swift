import AWS
package import Fleet
import Values

extension EC2Cloud {
    package func launch(_ request: LaunchRequest) async throws(ServiceFailure) -> [Instance] {
        let document = try await documents.launchDocument(of: request.spec.digest)
        let answer = try await ofAWS { () async throws(AWSError) in
            try await client.send(call(request, document))
        }
        return (answer.instances ?? []).compactMap { instance($0, check: .initializing) }
    }

    /// Fewer hosts than asked for are better than none: the others are asked for again. The same request makes the same
    /// call, byte for byte: EC2 compares what comes with a token.
    private func call(_ request: LaunchRequest, _ document: LaunchDocument) -> EC2.RunInstances {
        let settings = document.settings
        let tags = FleetTags.write(
            request.tags, of: fleet, besides: settings.tags.merging(select) { _, selecting in selecting })
        return EC2.RunInstances {
            $0.clientToken = request.token
            $0.minCount = 1
            $0.maxCount = request.count
            $0.imageId = request.spec.image
            $0.instanceType = request.placement.type
            $0.subnetId = request.placement.subnet
            $0.securityGroupIds = settings.securityGroups.isEmpty ? nil : settings.securityGroups
            $0.userData = Base64.encode(document.userData)
            $0.iamInstanceProfile = settings.instanceProfile.map { profile in
                EC2.IamInstanceProfileSpecification { specification in
                    if profile.hasPrefix("arn:") { specification.arn = profile } else { specification.name = profile }
                }
            }
            $0.instanceInitiatedShutdownBehavior = "terminate"
            $0.metadataOptions = Self.metadataOptions(settings.metadata)
            $0.instanceMarketOptions =
                settings.market == .spot ? EC2.InstanceMarketOptionsRequest { $0.marketType = "spot" } : nil
            $0.blockDeviceMappings = Self.rootVolume(settings, device: document.rootDevice).map { [$0] }
            $0.tagSpecifications = ["instance", "volume"].map { kind in
                EC2.TagSpecification {
                    $0.resourceType = kind
                    $0.tags = tags
                }
            }
        }
    }

    private static func metadataOptions(_ metadata: LaunchSettings.Metadata) -> EC2.InstanceMetadataOptionsRequest {
        EC2.InstanceMetadataOptionsRequest {
            $0.httpEndpoint = "enabled"
            $0.httpTokens = metadata.requiresTokens ? "required" : "optional"
            $0.httpPutResponseHopLimit = metadata.hopLimit
            $0.instanceMetadataTags = metadata.showsTags ? "enabled" : "disabled"
        }
    }

    /// nil where the image's own root volume is taken as it is.
    private static func rootVolume(_ settings: LaunchSettings, device: String?) -> EC2.BlockDeviceMapping? {
        guard let device else { return nil }
        return EC2.BlockDeviceMapping {
            $0.deviceName = device
            $0.ebs = EC2.EbsBlockDevice {
                $0.deleteOnTermination = true
                $0.volumeSize = settings.rootVolumeSize.map { ($0.bytes + (1 << 30) - 1) >> 30 }
                $0.volumeType = settings.rootVolumeType
                $0.encrypted = settings.rootVolumeKey == nil ? nil : true
                $0.kmsKeyId = settings.rootVolumeKey
            }
        }
    }
}
