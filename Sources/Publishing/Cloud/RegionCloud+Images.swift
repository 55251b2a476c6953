import AWS
import Values

extension RegionCloud {
    private static let rootDevice = "/dev/xvda"

    /// Registers the home region's AMI. The call has no token: where the answer of an earlier one was lost, the name is
    /// taken, and the AMI is found by it.
    /// - Returns: nil where the name is taken.
    func register(_ wanted: Publication, snapshot: String) async throws(AWSError) -> String? {
        let mapping = EC2.BlockDeviceMapping {
            $0.deviceName = Self.rootDevice
            $0.ebs = EC2.EbsBlockDevice {
                $0.snapshotId = snapshot
                $0.volumeSize = wanted.volumeSize
                $0.volumeType = "gp3"
                $0.deleteOnTermination = true
            }
        }
        do throws(AWSError) {
            return try await client.send(
                EC2.RegisterImage {
                    $0.name = wanted.imageName
                    $0.description = "\(wanted.reference), \(wanted.digest)"
                    $0.architecture = wanted.ec2Architecture
                    $0.rootDeviceName = Self.rootDevice
                    $0.blockDeviceMappings = [mapping]
                    $0.virtualizationType = "hvm"
                    $0.bootMode = "uefi"
                    $0.enaSupport = true
                    $0.imdsSupport = "v2.0"
                    $0.tpmSupport = "v2.0"
                    $0.tagSpecifications = [Self.specification("image", wanted)]
                }
            ).imageId
        } catch {
            guard error.code == "InvalidAMIName.Duplicate" else { throw error }
            return nil
        }
    }

    func copy(
        _ wanted: Publication, image: String, from source: String, attempt: Int
    ) async throws(AWSError) -> String? {
        try await client.send(
            EC2.CopyImage {
                $0.name = wanted.imageName
                $0.description = "\(wanted.reference), \(wanted.digest)"
                $0.sourceImageId = image
                $0.sourceRegion = source
                $0.clientToken = wanted.token(region, image, String(attempt))
                $0.tagSpecifications = [Self.specification("image", wanted), Self.specification("snapshot", wanted)]
                if let key = wanted.keys[region] {
                    $0.encrypted = true
                    $0.kmsKeyId = key
                }
            }
        ).imageId
    }

    private static func specification(_ type: String, _ wanted: Publication) -> EC2.TagSpecification {
        EC2.TagSpecification {
            $0.resourceType = type
            $0.tags = tags(wanted.allTags)
        }
    }

    func tag(_ resource: String, _ tags: [String: String]) async throws(AWSError) {
        _ = try await client.send(
            EC2.CreateTags {
                $0.resources = [resource]
                $0.tags = Self.tags(tags)
            }, retry: .patient)
    }

    func share(snapshot: String, with accounts: [String]) async throws(AWSError) {
        _ = try await client.send(
            EC2.ModifySnapshotAttribute {
                $0.snapshotId = snapshot
                $0.attribute = "createVolumePermission"
                $0.operationType = "add"
                $0.userIds = accounts
            })
    }

    func share(image: String, with accounts: [String]) async throws(AWSError) {
        _ = try await client.send(
            EC2.ModifyImageAttribute {
                $0.imageId = image
                $0.attribute = "launchPermission"
                $0.operationType = "add"
                $0.userIds = accounts
            })
    }

    func deprecate(_ image: String, at time: Timestamp) async throws(AWSError) {
        _ = try await client.send(
            EC2.EnableImageDeprecation {
                $0.imageId = image
                $0.deprecateAt = time
            })
    }

    /// - Returns: false where the parameter is there already.
    func name(_ parameter: String, _ image: String, overwrite: Bool = false) async throws(AWSError) -> Bool {
        do throws(AWSError) {
            _ = try await client.send(
                SSM.PutParameter {
                    $0.name = parameter
                    $0.value = image
                    $0.type = "String"
                    $0.overwrite = overwrite
                })
            return true
        } catch {
            guard error.code == "ParameterAlreadyExists" else { throw error }
            return false
        }
    }

    /// Removes an AMI, and then snapshots; what is gone already is no error.
    func remove(image: String?, snapshots: [String]) async throws(AWSError) {
        if let image {
            try await Self.unlessGone { () async throws(AWSError) in
                _ = try await client.send(EC2.DeregisterImage { $0.imageId = image })
            }
        }
        for snapshot in snapshots {
            try await Self.unlessGone { () async throws(AWSError) in
                _ = try await client.send(EC2.DeleteSnapshot { $0.snapshotId = snapshot })
            }
        }
    }

    private static func unlessGone(_ body: () async throws(AWSError) -> Void) async throws(AWSError) {
        do throws(AWSError) { try await body() } catch {
            guard error.kind == .notFound else { throw error }
        }
    }

    /// Starts a snapshot; the same token gives the same one.
    func start(
        _ wanted: Publication, parent: String?, attempt: Int
    ) async throws(AWSError) -> String {
        let answer = try await client.send(
            EBS.StartSnapshot {
                $0.volumeSize = wanted.volumeSize
                $0.parentSnapshotId = parent
                $0.description = "\(wanted.reference), \(wanted.digest)"
                $0.clientToken = wanted.token("snapshot", parent ?? "", String(attempt))
                $0.timeout = 60
                $0.tags = wanted.allTags.sorted { $0.key < $1.key }.map { entry in
                    EBS.Tag {
                        $0.key = entry.key
                        $0.value = entry.value
                    }
                }
                if let key = wanted.keys[region] {
                    $0.encrypted = true
                    $0.kmsKeyArn = key
                }
            })
        guard let id = answer.snapshotId else {
            throw AWSError(.service, "StartSnapshot in \(region): the answer names no snapshot")
        }
        return id
    }
}
