import AWS
package import Fleet
import Values

extension EC2Cloud {
    package func launch(_ request: LaunchRequest) async throws(ServiceFailure) -> [Instance] {
        let document = try await documents.launchDocument(of: request.spec.digest)
        if let object = document.userData.object { try await upload(object) }
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
            $0.userData = Base64.encode(document.userData.bytes)
            $0.iamInstanceProfile = settings.instanceProfile.map { profile in
                EC2.IamInstanceProfileSpecification { specification in
                    if profile.hasPrefix("arn:") { specification.arn = profile } else { specification.name = profile }
                }
            }
            $0.instanceInitiatedShutdownBehavior = "terminate"
            $0.metadataOptions = Self.metadataOptions(document.metadata)
            $0.instanceMarketOptions =
                settings.market == .spot ? EC2.InstanceMarketOptionsRequest { $0.marketType = "spot" } : nil
            $0.blockDeviceMappings = Self.devices(settings, root: document.rootDevice)
            $0.tagSpecifications = ["instance", "volume"].map { kind in
                EC2.TagSpecification {
                    $0.resourceType = kind
                    $0.tags = tags
                }
            }
        }
    }

    private static func metadataOptions(_ metadata: MetadataOptions) -> EC2.InstanceMetadataOptionsRequest {
        EC2.InstanceMetadataOptionsRequest {
            $0.httpEndpoint = metadata.endpoint
            $0.httpTokens = metadata.tokens
            $0.httpPutResponseHopLimit = metadata.hopLimit
            $0.instanceMetadataTags = metadata.instanceTags
        }
    }

    /// The root volume where its device is known, and blank ones besides; nil for the image's own alone.
    private static func devices(_ settings: LaunchSettings, root: String?) -> [EC2.BlockDeviceMapping]? {
        var mappings: [EC2.BlockDeviceMapping] = []
        if let root {
            mappings.append(
                mapping(root, settings.rootVolumeSize, settings.rootVolumeType, settings.rootVolumeKey))
        }
        mappings += settings.volumes.map { mapping($0.device, $0.size, $0.type, $0.key) }
        return mappings.isEmpty ? nil : mappings
    }

    private static func mapping(
        _ device: String, _ size: ByteSize?, _ type: String, _ key: String?
    ) -> EC2.BlockDeviceMapping {
        EC2.BlockDeviceMapping {
            $0.deviceName = device
            $0.ebs = EC2.EbsBlockDevice {
                $0.deleteOnTermination = true
                $0.volumeSize = size.map { ($0.bytes + (1 << 30) - 1) >> 30 }
                $0.volumeType = type
                $0.encrypted = key == nil ? nil : true
                $0.kmsKeyId = key
            }
        }
    }

    /// What the user data names must be there before a host boots. Its key is its digest: what is there is the same.
    private func upload(_ object: LaunchUserData.Object) async throws(ServiceFailure) {
        do throws(AWSError) {
            _ = try await client.send(
                S3.PutObject {
                    $0.bucket = object.bucket
                    $0.key = object.key
                    $0.body = Blob(object.bytes)
                    $0.ifNoneMatch = "*"
                })
        } catch {
            guard error.code == "PreconditionFailed" else { throw ServiceFailure(error) }
        }
    }
}
