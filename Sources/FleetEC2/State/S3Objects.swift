import AWS
import Fleet

/// Objects of a bucket: read, listed, and written under conditions, which S3 keeps atomically.
///
/// Source: Amazon S3 User Guide, "How to prevent object overwrites with conditional writes".
struct S3Objects: Sendable {
    let client: AWSClient
    let place: StatePlace

    /// What an object must be for a write to happen.
    enum Condition: Sendable {
        case none, isNew
        case matches(String)
    }

    /// Does what a run that was asked to stop still has to do: write what it did, and give its lock back.
    private func undisturbed<Value: Sendable>(
        _ body: @escaping @Sendable () async throws(StoreFailure) -> Value
    ) async throws(StoreFailure) -> Value {
        guard Task.isCancelled else { return try await body() }
        let task = Task { () async -> Result<Value, StoreFailure> in
            do throws(StoreFailure) { return .success(try await body()) } catch { return .failure(error) }
        }
        return try await task.value.get()
    }

    /// An object's bytes and its entity tag; nil where there is none.
    func read(_ name: String) async throws(StoreFailure) -> (bytes: [UInt8], tag: String)? {
        try await undisturbed { () async throws(StoreFailure) in try await get(name) }
    }

    private func get(_ name: String) async throws(StoreFailure) -> (bytes: [UInt8], tag: String)? {
        do throws(AWSError) {
            let answer = try await client.send(
                S3.GetObject {
                    $0.bucket = place.bucket
                    $0.key = place.prefix + name
                })
            return (answer.body?.bytes ?? [], answer.eTag ?? "")
        } catch {
            guard error.code == "NoSuchKey" else { throw failure(error, name) }
            return nil
        }
    }

    /// - Returns: false where the condition does not hold. A write whose answer was lost may find itself there when it is
    ///   sent again: what stands there then is compared.
    func write(_ bytes: [UInt8], to name: String, if condition: Condition) async throws(StoreFailure) -> Bool {
        try await undisturbed { () async throws(StoreFailure) in try await put(bytes, to: name, if: condition) }
    }

    private func put(_ bytes: [UInt8], to name: String, if condition: Condition) async throws(StoreFailure) -> Bool {
        do throws(AWSError) {
            _ = try await client.send(
                S3.PutObject {
                    $0.bucket = place.bucket
                    $0.key = place.prefix + name
                    $0.body = Blob(bytes)
                    switch condition {
                    case .none: break
                    case .isNew: $0.ifNoneMatch = "*"
                    case .matches(let tag): $0.ifMatch = tag
                    }
                })
            return true
        } catch {
            guard error.code == "PreconditionFailed" || error.code == "ConditionalRequestConflict" else {
                throw failure(error, name)
            }
        }
        return try await get(name)?.bytes == bytes
    }

    /// The names that begin with `prefix`, sorted.
    func names(_ prefix: String) async throws(StoreFailure) -> [String] {
        var names: [String] = []
        var token: String?
        repeat {
            let page = token
            do throws(AWSError) {
                let answer = try await client.send(
                    S3.ListObjectsV2 {
                        $0.bucket = place.bucket
                        $0.prefix = place.prefix + prefix
                        $0.continuationToken = page
                    })
                names += (answer.contents ?? []).compactMap(\.key).map { String($0.dropFirst(place.prefix.count)) }
                token = answer.isTruncated == true ? answer.nextContinuationToken : nil
            } catch { throw failure(error, prefix) }
        } while token != nil
        return names.sorted()
    }

    /// Objects under way at once.
    private static let width = 16

    /// The bytes of all objects that begin with `prefix`, in the order of their names.
    func all(_ prefix: String) async throws(StoreFailure) -> [[UInt8]] {
        let names = try await names(prefix)
        let results = await withTaskGroup(of: (Int, Result<[UInt8]?, StoreFailure>).self) { group in
            var results = [Result<[UInt8]?, StoreFailure>](repeating: .success(nil), count: names.count)
            var next = 0
            func add() {
                guard next < names.count else { return }
                let index = next
                next += 1
                group.addTask {
                    do throws(StoreFailure) { return (index, .success(try await read(names[index])?.bytes)) } catch {
                        return (index, .failure(error))
                    }
                }
            }
            for _ in 0..<Self.width { add() }
            while let (index, result) = await group.next() {
                results[index] = result
                add()
            }
            return results
        }
        var bytes: [[UInt8]] = []
        for result in results { if let object = try result.get() { bytes.append(object) } }
        return bytes
    }

    private func failure(_ error: AWSError, _ name: String) -> StoreFailure {
        let text = "\(place)\(name): \(error.message)"
        return switch error.kind {
        case .denied, .badCredentials, .noCredentials: StoreFailure(.denied, text)
        case .quota: StoreFailure(.full, text)
        default: StoreFailure(.unavailable, text)
        }
    }
}
