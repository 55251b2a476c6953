private import struct Crypto.SHA256
import AWS
import Images
import Values

/// Reads snapshots back by EBS direct.
struct SnapshotReader: Sendable {
    /// Blocks that are read at once.
    private static let width = 16
    let client: AWSClient
    let snapshot: String

    /// The first block that is not what the disk has; blocks that the snapshot or the disk lacks are zeros.
    func firstDifference(
        from disk: DiskBlocks, progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws(AWSError) -> Int? {
        let tokens = try await blocks()
        var first = (0..<disk.count).first { tokens[$0] == nil && disk[$0] != BlockPlan.zero.bytes[...] }
        let present = tokens.keys.sorted()
        var next = 0
        while next < present.count, present[next] < first ?? .max {
            let part = present[next..<min(next + Self.width, present.count)]
            let different = await withTaskGroup(of: Result<Int?, AWSError>.self) { group in
                for index in part { group.addTask { await compare(index, tokens[index], disk.digest(at: index)) } }
                var results: [Result<Int?, AWSError>] = []
                for await result in group { results.append(result) }
                return results
            }
            for result in different { if let index = try result.get() { first = min(first ?? .max, index) } }
            next += part.count
            progress(next, present.count)
        }
        return first
    }

    private func compare(_ index: Int, _ token: String?, _ digest: ArraySlice<UInt8>) async -> Result<Int?, AWSError> {
        do throws(AWSError) {
            let answer = try await client.send(
                EBS.GetSnapshotBlock {
                    $0.snapshotId = snapshot
                    $0.blockIndex = index
                    $0.blockToken = token
                }, retry: .patient)
            let bytes = answer.blockData?.bytes ?? []
            return .success(Digest(hash: SHA256.hash(data: bytes)).bytes[...] == digest ? nil : index)
        } catch { return .failure(error) }
    }

    /// The tokens of the blocks that were ever written.
    private func blocks() async throws(AWSError) -> [Int: String] {
        var tokens: [Int: String] = [:]
        var page: String?
        repeat {
            let answer = try await client.send(
                EBS.ListSnapshotBlocks {
                    $0.snapshotId = snapshot
                    $0.maxResults = 10000
                    $0.nextToken = page
                }, retry: .patient)
            for block in answer.blocks ?? [] {
                if let index = block.blockIndex { tokens[index] = block.blockToken }
            }
            page = answer.nextToken
        } while page != nil
        return tokens
    }
}
