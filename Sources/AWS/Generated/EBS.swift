// Made by Scripts/generate-aws from botocore 1.43.11, ebs 2019-11-02. Do not edit.

/// Amazon Elastic Block Store.
package enum EBS {
    package static let service = ServiceModel(
        identifier: "EBS", signingName: "ebs",
        hostPrefix: "ebs", version: "2019-11-02", coding: .restJSON)

    /// Seals and completes the snapshot after all of the required blocks of data have been written to it.
    package struct CompleteSnapshot: Operation {
        package static let operation = OperationModel(
            service, "CompleteSnapshot", path: "/snapshots/completion/{snapshotId}")
        package var changedBlocksCount: Int?
        package var checksum: String?, checksumAggregationMethod: String?, checksumAlgorithm: String?,
            snapshotId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field(.init("x-amz-ChangedBlocksCount", .header), &changedBlocksCount)
            coder.field(.init("x-amz-Checksum", .header), &checksum)
            coder.field(.init("x-amz-Checksum-Aggregation-Method", .header), &checksumAggregationMethod)
            coder.field(.init("x-amz-Checksum-Algorithm", .header), &checksumAlgorithm)
            coder.field(.init("snapshotId", .path), &snapshotId)
        }

        package struct Output: Shape {
            package var status: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("Status", &status)
            }
        }
    }

    /// Returns the data in a block in an Amazon Elastic Block Store snapshot.
    package struct GetSnapshotBlock: Operation {
        package static let operation = OperationModel(
            service, "GetSnapshotBlock", method: "GET", path: "/snapshots/{snapshotId}/blocks/{blockIndex}")
        package var blockIndex: Int?
        package var blockToken: String?, snapshotId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field(.init("blockIndex", .path), &blockIndex)
            coder.field(.init("blockToken", .query), &blockToken)
            coder.field(.init("snapshotId", .path), &snapshotId)
        }

        package struct Output: Shape {
            package var blockData: Blob?
            package var dataLength: Int?
            package var checksum: String?, checksumAlgorithm: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field(.init("BlockData", .payload), &blockData)
                coder.field(.init("x-amz-Checksum", .header), &checksum)
                coder.field(.init("x-amz-Checksum-Algorithm", .header), &checksumAlgorithm)
                coder.field(.init("x-amz-Data-Length", .header), &dataLength)
            }
        }
    }

    /// Returns information about the blocks that are different between two Amazon Elastic Block Store snapshots …
    package struct ListChangedBlocks: Operation {
        package static let operation = OperationModel(
            service, "ListChangedBlocks", method: "GET", path: "/snapshots/{secondSnapshotId}/changedblocks")
        package var maxResults: Int?, startingBlockIndex: Int?
        package var firstSnapshotId: String?, nextToken: String?, secondSnapshotId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field(.init("firstSnapshotId", .query), &firstSnapshotId)
            coder.field(.init("maxResults", .query), &maxResults)
            coder.field(.init("pageToken", .query), &nextToken)
            coder.field(.init("secondSnapshotId", .path), &secondSnapshotId)
            coder.field(.init("startingBlockIndex", .query), &startingBlockIndex)
        }

        package struct Output: Shape {
            package var blockSize: Int?, volumeSize: Int?
            package var nextToken: String?
            package var changedBlocks: [ChangedBlock]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("BlockSize", &blockSize)
                coder.field("ChangedBlocks", &changedBlocks)
                coder.field("NextToken", &nextToken)
                coder.field("VolumeSize", &volumeSize)
            }
        }
    }

    /// Returns information about the blocks in an Amazon Elastic Block Store snapshot.
    package struct ListSnapshotBlocks: Operation {
        package static let operation = OperationModel(
            service, "ListSnapshotBlocks", method: "GET", path: "/snapshots/{snapshotId}/blocks")
        package var maxResults: Int?, startingBlockIndex: Int?
        package var nextToken: String?, snapshotId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field(.init("maxResults", .query), &maxResults)
            coder.field(.init("pageToken", .query), &nextToken)
            coder.field(.init("snapshotId", .path), &snapshotId)
            coder.field(.init("startingBlockIndex", .query), &startingBlockIndex)
        }

        package struct Output: Shape {
            package var blockSize: Int?, volumeSize: Int?
            package var nextToken: String?
            package var blocks: [Block]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("BlockSize", &blockSize)
                coder.field("Blocks", &blocks)
                coder.field("NextToken", &nextToken)
                coder.field("VolumeSize", &volumeSize)
            }
        }
    }

    /// Writes a block of data to a snapshot.
    package struct PutSnapshotBlock: Operation {
        package static let operation = OperationModel(
            service, "PutSnapshotBlock", method: "PUT", path: "/snapshots/{snapshotId}/blocks/{blockIndex}",
            hasUnsignedBody: true)
        package var blockData: Blob?
        package var blockIndex: Int?, dataLength: Int?, progress: Int?
        package var checksum: String?, checksumAlgorithm: String?, snapshotId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field(.init("BlockData", .payload), &blockData)
            coder.field(.init("blockIndex", .path), &blockIndex)
            coder.field(.init("x-amz-Checksum", .header), &checksum)
            coder.field(.init("x-amz-Checksum-Algorithm", .header), &checksumAlgorithm)
            coder.field(.init("x-amz-Data-Length", .header), &dataLength)
            coder.field(.init("x-amz-Progress", .header), &progress)
            coder.field(.init("snapshotId", .path), &snapshotId)
        }

        package struct Output: Shape {
            package var checksum: String?, checksumAlgorithm: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field(.init("x-amz-Checksum", .header), &checksum)
                coder.field(.init("x-amz-Checksum-Algorithm", .header), &checksumAlgorithm)
            }
        }
    }

    /// Creates a new Amazon EBS snapshot.
    package struct StartSnapshot: Operation {
        package static let operation = OperationModel(service, "StartSnapshot", path: "/snapshots")
        package var encrypted: Bool?
        package var timeout: Int?, volumeSize: Int?
        package var clientToken: String?, description: String?, kmsKeyArn: String?, parentSnapshotId: String?
        package var tags: [Tag]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("ClientToken", &clientToken)
            coder.field("Description", &description)
            coder.field("Encrypted", &encrypted)
            coder.field("KmsKeyArn", &kmsKeyArn)
            coder.field("ParentSnapshotId", &parentSnapshotId)
            coder.field("Tags", &tags)
            coder.field("Timeout", &timeout)
            coder.field("VolumeSize", &volumeSize)
        }

        package struct Output: Shape {
            package var blockSize: Int?, volumeSize: Int?
            package var kmsKeyArn: String?, parentSnapshotId: String?, snapshotId: String?, status: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("BlockSize", &blockSize)
                coder.field("KmsKeyArn", &kmsKeyArn)
                coder.field("ParentSnapshotId", &parentSnapshotId)
                coder.field("SnapshotId", &snapshotId)
                coder.field("Status", &status)
                coder.field("VolumeSize", &volumeSize)
            }
        }
    }

    package struct Block: Shape {
        package var blockIndex: Int?
        package var blockToken: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("BlockIndex", &blockIndex)
            coder.field("BlockToken", &blockToken)
        }
    }

    package struct ChangedBlock: Shape {
        package var blockIndex: Int?
        package var firstBlockToken: String?, secondBlockToken: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("BlockIndex", &blockIndex)
            coder.field("FirstBlockToken", &firstBlockToken)
            coder.field("SecondBlockToken", &secondBlockToken)
        }
    }

    package struct Tag: Shape {
        package var key: String?, value: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Key", &key)
            coder.field("Value", &value)
        }
    }
}
