package import AWS
import Images
import Values

/// Images in S3, as they are in a store on disk, but for their disks: those lie in blocks that all versions share, each
/// under its SHA-256, so that only what changed travels.
///
/// The manifest is written last and never replaced: a version is there whole, or not at all.
package struct RemoteStore: Sendable {
    /// Blocks under way at once.
    static let width = 16
    /// Files that belong to a version from the beginning.
    static let fixed = [
        ImageFiles.blocks, ImageFiles.spdx, ImageFiles.cycloneDX, ImageFiles.inputs, ImageFiles.signature,
        ImageFiles.signer,
    ]
    /// Files that come later, and may be replaced.
    static let later = [ImageFiles.verdict, ImageFiles.console, AMIManifest.file]

    let client: AWSClient
    let place: RemotePlace

    package init(_ client: AWSClient, _ place: RemotePlace) {
        self.client = client
        self.place = place
    }

    /// The versions of an image that are there, in their order.
    package func versions(of name: String) async throws(PublishError) -> [String] {
        let start = "\(place.prefix)\(name)/"
        var versions: [String] = []
        var token: String?
        repeat {
            let page = token
            let answer = try await ofAWS { () async throws(AWSError) in
                try await client.send(
                    S3.ListObjectsV2 {
                        $0.bucket = place.bucket
                        $0.prefix = start
                        $0.continuationToken = page
                    })
            }
            for object in answer.contents ?? [] {
                let parts = (object.key ?? "").dropFirst(start.utf8.count).split(separator: "/")
                if parts.count == 2, parts[1] == ImageFiles.manifest { versions.append(String(parts[0])) }
            }
            token = answer.isTruncated == true ? answer.nextContinuationToken : nil
        } while token != nil
        return versions.sorted(by: VersionOrder.precedes)
    }

    /// A file of a version; nil where there is none.
    func read(_ name: String, _ version: String, _ file: String) async throws(PublishError) -> [UInt8]? {
        try await object(place.key(name, version, file))
    }

    /// An object's bytes; nil where there is none.
    func object(_ key: String) async throws(PublishError) -> [UInt8]? {
        do throws(AWSError) {
            return try await client.send(
                S3.GetObject {
                    $0.bucket = place.bucket
                    $0.key = key
                }, retry: .patient
            ).body?.bytes ?? []
        } catch {
            guard error.code == "NoSuchKey" else { throw PublishError(error) }
            return nil
        }
    }

    /// - Parameters:
    ///   - digest: the SHA-256 of the bytes, where it is known.
    ///   - isNew: whether it may not be there yet.
    /// - Returns: false where it is there, and was to be new.
    func write(
        _ bytes: [UInt8], to key: String, digest: Digest? = nil, isNew: Bool = false
    ) async throws(PublishError) -> Bool {
        do throws(AWSError) {
            _ = try await client.send(
                S3.PutObject {
                    $0.bucket = place.bucket
                    $0.key = key
                    $0.body = Blob(bytes)
                    $0.checksumSHA256 = digest.map { Base64.encode($0.bytes) }
                    $0.ifNoneMatch = isNew ? "*" : nil
                }, retry: .patient, digest: digest)
            return true
        } catch {
            guard isNew, error.code == "PreconditionFailed" else { throw PublishError(error) }
            return false
        }
    }
}
