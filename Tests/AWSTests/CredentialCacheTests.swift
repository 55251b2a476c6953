import AWS
import Synchronization
import TestSupport
import Testing
import Values

@Suite struct `Keeping credentials` {
    /// Credentials that carry the number of times that they were asked for.
    private final class Source: Sendable {
        let count = Mutex(0)
        let now = Mutex<Int64>(1_000_000)
        let isBroken = Mutex(false)

        func cache(lasting seconds: Int64?) -> CredentialCache {
            CredentialCache(now: { Timestamp(seconds: self.now.withLock { $0 }) }) { () async throws(AWSError) in
                await Task.yield()
                if self.isBroken.withLock({ $0 }) { throw AWSError(.noCredentials, "broken") }
                let number = self.count.withLock {
                    $0 += 1
                    return $0
                }
                let end = seconds.map { Timestamp(seconds: self.now.withLock { $0 } + $0) }
                return Credentials(accessKey: "\(number)", secretKey: "s", expiration: end)
            }
        }
    }

    @Test func `gets them once for all that wait`() async throws {
        let source = Source()
        let cache = source.cache(lasting: nil)
        let keys = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 { group.addTask { try await cache.credentials().accessKey } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(keys == ["1"] && source.count.withLock { $0 } == 1)
    }

    @Test func `gets new ones a quarter of an hour before they expire`() async throws {
        let source = Source()
        let cache = source.cache(lasting: 3600)
        #expect(try await cache.credentials().accessKey == "1")
        source.now.withLock { $0 += 2699 }
        #expect(try await cache.credentials().accessKey == "1")
        source.now.withLock { $0 += 1 }
        #expect(try await cache.credentials().accessKey == "2")
    }

    @Test func `uses the old ones to their end where no new ones come`() async throws {
        let source = Source()
        let cache = source.cache(lasting: 3600)
        _ = try await cache.credentials()
        source.isBroken.withLock { $0 = true }
        source.now.withLock { $0 += 3599 }
        #expect(try await cache.credentials().accessKey == "1")
        source.now.withLock { $0 += 1 }
        await #expect(throws: AWSError.self) { try await cache.credentials() }
    }

    @Test func `forgets those that a service calls expired, and no others`() async throws {
        let source = Source()
        let cache = source.cache(lasting: nil)
        let first = try await cache.credentials()
        await cache.forget(first)
        let second = try await cache.credentials()
        #expect(second.accessKey == "2")
        await cache.forget(first)
        #expect(try await cache.credentials() == second)
    }
}

@Suite struct `Trying again` {
    @Test func `stops when the quota is used up, and goes on when calls succeed`() throws {
        let quota = RetryQuota(12)
        #expect(quota.take(isTimeout: false) == 5)
        let price = quota.take(isTimeout: false)
        #expect(price == 5 && quota.take(isTimeout: false) == nil)
        quota.giveBack(price)
        #expect(quota.take(isTimeout: true) == nil && quota.take(isTimeout: false) == 5)
        for _ in 0..<10_000 { quota.giveBack(nil) }
        for _ in 0..<50 { #expect(quota.take(isTimeout: true) == 10) }
        #expect(quota.take(isTimeout: false) == nil)
    }

    @Test func `waits longer each time, up to twenty seconds`() {
        let policy = RetryPolicy()
        #expect((1...7).map { policy.delay(after: $0, random: 1) } == [1, 2, 4, 8, 16, 20, 20])
        #expect(policy.delay(after: 1000, random: 0.5) == 10)
        #expect(policy.delay(after: 3, random: 0) == 0)
    }
}
