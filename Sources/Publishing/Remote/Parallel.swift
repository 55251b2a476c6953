/// Does `work` for each of `items`, some at once; the first failure ends it.
/// - Parameter progress: takes items that are done, of all.
func inParallel<Item: Sendable>(
    _ items: [Item], width: Int, _ progress: @escaping @Sendable (Int, Int) -> Void,
    _ work: @escaping @Sendable (Item) async throws(PublishError) -> Void
) async throws(PublishError) {
    let result = await withTaskGroup(of: Result<Void, PublishError>.self) { group in
        var next = 0
        func add() {
            guard next < items.count else { return }
            let item = items[next]
            next += 1
            group.addTask {
                do throws(PublishError) { return .success(try await work(item)) } catch { return .failure(error) }
            }
        }
        for _ in 0..<width { add() }
        var done = 0
        progress(0, items.count)
        while let outcome = await group.next() {
            if case .failure = outcome {
                group.cancelAll()
                return outcome
            }
            done += 1
            progress(done, items.count)
            add()
        }
        return .success(())
    }
    try result.get()
}
