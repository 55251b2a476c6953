// Made by Scripts/generate-aws from botocore 1.43.11, s3 2006-03-01. Do not edit.

package import Values

/// Amazon Simple Storage Service.
package enum S3 {
    package static let service = ServiceModel(
        identifier: "S3", signingName: "s3",
        hostPrefix: "s3", version: "2006-03-01", coding: .restXML)

    /// This operation aborts a multipart upload.
    package struct AbortMultipartUpload: Operation {
        package static let operation = OperationModel(
            service, "AbortMultipartUpload", method: "DELETE", path: "/{Bucket}/{Key+}")
        package var bucket: String?, expectedBucketOwner: String?, key: String?, uploadId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field(.init("Bucket", .path), &bucket)
            coder.field(.init("x-amz-expected-bucket-owner", .header), &expectedBucketOwner)
            coder.field(.init("Key", .path), &key)
            coder.field(.init("uploadId", .query), &uploadId)
        }
        package typealias Output = Empty
    }

    /// Completes a multipart upload by assembling previously uploaded parts.
    package struct CompleteMultipartUpload: Operation {
        package static let operation = OperationModel(service, "CompleteMultipartUpload", path: "/{Bucket}/{Key+}")
        package var multipartUpload: CompletedMultipartUpload?
        package var bucket: String?, expectedBucketOwner: String?, ifNoneMatch: String?, key: String?,
            uploadId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field(.init("Bucket", .path), &bucket)
            coder.field(.init("x-amz-expected-bucket-owner", .header), &expectedBucketOwner)
            coder.field(.init("If-None-Match", .header), &ifNoneMatch)
            coder.field(.init("Key", .path), &key)
            coder.field(.init("CompleteMultipartUpload", .payload), &multipartUpload)
            coder.field(.init("uploadId", .query), &uploadId)
        }

        package struct Output: Shape {
            package var eTag: String?, versionId: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("ETag", &eTag)
                coder.field(.init("x-amz-version-id", .header), &versionId)
            }
        }
    }

    /// End of support notice: As of October 1, 2025, Amazon S3 has discontinued support for Email Grantee …
    package struct CreateMultipartUpload: Operation {
        package static let operation = OperationModel(
            service, "CreateMultipartUpload", path: "/{Bucket}/{Key+}?uploads")
        package var bucket: String?, checksumAlgorithm: String?, contentType: String?, expectedBucketOwner: String?,
            key: String?, ssekmsKeyId: String?, serverSideEncryption: String?
        package var metadata: [String: String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field(.init("Bucket", .path), &bucket)
            coder.field(.init("x-amz-checksum-algorithm", .header), &checksumAlgorithm)
            coder.field(.init("Content-Type", .header), &contentType)
            coder.field(.init("x-amz-expected-bucket-owner", .header), &expectedBucketOwner)
            coder.field(.init("Key", .path), &key)
            coder.field(.init("x-amz-meta-", .headers), &metadata)
            coder.field(.init("x-amz-server-side-encryption-aws-kms-key-id", .header), &ssekmsKeyId)
            coder.field(.init("x-amz-server-side-encryption", .header), &serverSideEncryption)
        }

        package struct Output: Shape {
            package var uploadId: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("UploadId", &uploadId)
            }
        }
    }

    /// Removes an object from a bucket.
    package struct DeleteObject: Operation {
        package static let operation = OperationModel(
            service, "DeleteObject", method: "DELETE", path: "/{Bucket}/{Key+}")
        package var bucket: String?, expectedBucketOwner: String?, ifMatch: String?, key: String?, versionId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field(.init("Bucket", .path), &bucket)
            coder.field(.init("x-amz-expected-bucket-owner", .header), &expectedBucketOwner)
            coder.field(.init("If-Match", .header), &ifMatch)
            coder.field(.init("Key", .path), &key)
            coder.field(.init("versionId", .query), &versionId)
        }

        package struct Output: Shape {
            package var versionId: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field(.init("x-amz-version-id", .header), &versionId)
            }
        }
    }

    /// Retrieves an object from Amazon S3.
    package struct GetObject: Operation {
        package static let operation = OperationModel(service, "GetObject", method: "GET", path: "/{Bucket}/{Key+}")
        package var bucket: String?, expectedBucketOwner: String?, ifMatch: String?, ifNoneMatch: String?,
            key: String?, range: String?, versionId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field(.init("Bucket", .path), &bucket)
            coder.field(.init("x-amz-expected-bucket-owner", .header), &expectedBucketOwner)
            coder.field(.init("If-Match", .header), &ifMatch)
            coder.field(.init("If-None-Match", .header), &ifNoneMatch)
            coder.field(.init("Key", .path), &key)
            coder.field(.init("Range", .header), &range)
            coder.field(.init("versionId", .query), &versionId)
        }

        package struct Output: Shape {
            package var body: Blob?
            package var contentLength: Int?
            package var checksumSHA256: String?, eTag: String?, versionId: String?
            package var lastModified: Timestamp?
            package var metadata: [String: String]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field(.init("Body", .payload), &body)
                coder.field(.init("x-amz-checksum-sha256", .header), &checksumSHA256)
                coder.field(.init("Content-Length", .header), &contentLength)
                coder.field(.init("ETag", .header), &eTag)
                coder.field(.init("Last-Modified", .header), &lastModified)
                coder.field(.init("x-amz-meta-", .headers), &metadata)
                coder.field(.init("x-amz-version-id", .header), &versionId)
            }
        }
    }

    /// The HEAD operation retrieves metadata from an object without returning the object itself.
    package struct HeadObject: Operation {
        package static let operation = OperationModel(service, "HeadObject", method: "HEAD", path: "/{Bucket}/{Key+}")
        package var bucket: String?, expectedBucketOwner: String?, ifMatch: String?, ifNoneMatch: String?,
            key: String?, versionId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field(.init("Bucket", .path), &bucket)
            coder.field(.init("x-amz-expected-bucket-owner", .header), &expectedBucketOwner)
            coder.field(.init("If-Match", .header), &ifMatch)
            coder.field(.init("If-None-Match", .header), &ifNoneMatch)
            coder.field(.init("Key", .path), &key)
            coder.field(.init("versionId", .query), &versionId)
        }

        package struct Output: Shape {
            package var contentLength: Int?
            package var checksumSHA256: String?, eTag: String?, versionId: String?
            package var lastModified: Timestamp?
            package var metadata: [String: String]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field(.init("x-amz-checksum-sha256", .header), &checksumSHA256)
                coder.field(.init("Content-Length", .header), &contentLength)
                coder.field(.init("ETag", .header), &eTag)
                coder.field(.init("Last-Modified", .header), &lastModified)
                coder.field(.init("x-amz-meta-", .headers), &metadata)
                coder.field(.init("x-amz-version-id", .header), &versionId)
            }
        }
    }

    /// Returns some or all (up to 1,000) of the objects in a bucket with each request.
    package struct ListObjectsV2: Operation {
        package static let operation = OperationModel(
            service, "ListObjectsV2", method: "GET", path: "/{Bucket}?list-type=2")
        package var maxKeys: Int?
        package var bucket: String?, continuationToken: String?, delimiter: String?, expectedBucketOwner: String?,
            prefix: String?, startAfter: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field(.init("Bucket", .path), &bucket)
            coder.field(.init("continuation-token", .query), &continuationToken)
            coder.field(.init("delimiter", .query), &delimiter)
            coder.field(.init("x-amz-expected-bucket-owner", .header), &expectedBucketOwner)
            coder.field(.init("max-keys", .query), &maxKeys)
            coder.field(.init("prefix", .query), &prefix)
            coder.field(.init("start-after", .query), &startAfter)
        }

        package struct Output: Shape {
            package var isTruncated: Bool?
            package var nextContinuationToken: String?
            package var commonPrefixes: [CommonPrefix]?
            package var contents: [ObjectSummary]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field(.init("CommonPrefixes", .flat), &commonPrefixes)
                coder.field(.init("Contents", .flat), &contents)
                coder.field("IsTruncated", &isTruncated)
                coder.field("NextContinuationToken", &nextContinuationToken)
            }
        }
    }

    /// Lists the parts that have been uploaded for a specific multipart upload.
    package struct ListParts: Operation {
        package static let operation = OperationModel(service, "ListParts", method: "GET", path: "/{Bucket}/{Key+}")
        package var maxParts: Int?, partNumberMarker: Int?
        package var bucket: String?, expectedBucketOwner: String?, key: String?, uploadId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field(.init("Bucket", .path), &bucket)
            coder.field(.init("x-amz-expected-bucket-owner", .header), &expectedBucketOwner)
            coder.field(.init("Key", .path), &key)
            coder.field(.init("max-parts", .query), &maxParts)
            coder.field(.init("part-number-marker", .query), &partNumberMarker)
            coder.field(.init("uploadId", .query), &uploadId)
        }

        package struct Output: Shape {
            package var isTruncated: Bool?
            package var nextPartNumberMarker: Int?
            package var parts: [PartSummary]?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field("IsTruncated", &isTruncated)
                coder.field("NextPartNumberMarker", &nextPartNumberMarker)
                coder.field(.init("Part", .flat), &parts)
            }
        }
    }

    /// End of support notice: As of October 1, 2025, Amazon S3 has discontinued support for Email Grantee …
    package struct PutObject: Operation {
        package static let operation = OperationModel(service, "PutObject", method: "PUT", path: "/{Bucket}/{Key+}")
        package var body: Blob?
        package var bucket: String?, checksumSHA256: String?, contentType: String?, expectedBucketOwner: String?,
            ifMatch: String?, ifNoneMatch: String?, key: String?, ssekmsKeyId: String?, serverSideEncryption: String?
        package var metadata: [String: String]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field(.init("Body", .payload), &body)
            coder.field(.init("Bucket", .path), &bucket)
            coder.field(.init("x-amz-checksum-sha256", .header), &checksumSHA256)
            coder.field(.init("Content-Type", .header), &contentType)
            coder.field(.init("x-amz-expected-bucket-owner", .header), &expectedBucketOwner)
            coder.field(.init("If-Match", .header), &ifMatch)
            coder.field(.init("If-None-Match", .header), &ifNoneMatch)
            coder.field(.init("Key", .path), &key)
            coder.field(.init("x-amz-meta-", .headers), &metadata)
            coder.field(.init("x-amz-server-side-encryption-aws-kms-key-id", .header), &ssekmsKeyId)
            coder.field(.init("x-amz-server-side-encryption", .header), &serverSideEncryption)
        }

        package struct Output: Shape {
            package var eTag: String?, versionId: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field(.init("ETag", .header), &eTag)
                coder.field(.init("x-amz-version-id", .header), &versionId)
            }
        }
    }

    /// Uploads a part in a multipart upload.
    package struct UploadPart: Operation {
        package static let operation = OperationModel(service, "UploadPart", method: "PUT", path: "/{Bucket}/{Key+}")
        package var body: Blob?
        package var partNumber: Int?
        package var bucket: String?, checksumSHA256: String?, expectedBucketOwner: String?, key: String?,
            uploadId: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field(.init("Body", .payload), &body)
            coder.field(.init("Bucket", .path), &bucket)
            coder.field(.init("x-amz-checksum-sha256", .header), &checksumSHA256)
            coder.field(.init("x-amz-expected-bucket-owner", .header), &expectedBucketOwner)
            coder.field(.init("Key", .path), &key)
            coder.field(.init("partNumber", .query), &partNumber)
            coder.field(.init("uploadId", .query), &uploadId)
        }

        package struct Output: Shape {
            package var checksumSHA256: String?, eTag: String?
            package init() {}
            package mutating func fields(_ coder: inout some FieldCoder) {
                coder.field(.init("x-amz-checksum-sha256", .header), &checksumSHA256)
                coder.field(.init("ETag", .header), &eTag)
            }
        }
    }

    package struct CommonPrefix: Shape {
        package var prefix: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("Prefix", &prefix)
        }
    }

    package struct CompletedMultipartUpload: Shape {
        package var parts: [CompletedPart]?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field(.init("Part", .flat), &parts)
        }
    }

    package struct CompletedPart: Shape {
        package var partNumber: Int?
        package var checksumSHA256: String?, eTag: String?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("ChecksumSHA256", &checksumSHA256)
            coder.field("ETag", &eTag)
            coder.field("PartNumber", &partNumber)
        }
    }

    package struct ObjectSummary: Shape {
        package var size: Int?
        package var eTag: String?, key: String?
        package var lastModified: Timestamp?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("ETag", &eTag)
            coder.field("Key", &key)
            coder.field("LastModified", &lastModified)
            coder.field("Size", &size)
        }
    }

    package struct PartSummary: Shape {
        package var partNumber: Int?, size: Int?
        package var checksumSHA256: String?, eTag: String?
        package var lastModified: Timestamp?
        package init() {}
        package mutating func fields(_ coder: inout some FieldCoder) {
            coder.field("ChecksumSHA256", &checksumSHA256)
            coder.field("ETag", &eTag)
            coder.field("LastModified", &lastModified)
            coder.field("PartNumber", &partNumber)
            coder.field("Size", &size)
        }
    }
}
