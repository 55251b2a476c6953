/// Bytes that the tree of an image may still take. Small images can describe huge trees.
struct MemoryBudget {
    private let limit: Int
    private var rest: Int

    init(limit: Int) {
        self.limit = limit
        rest = limit
    }

    /// Called before memory is taken.
    mutating func take(_ bytes: Int) throws(SquashFSError) {
        guard bytes <= rest else {
            throw SquashFSError(.limit, "the image's tree takes more than \(limit >> 20) MiB of memory")
        }
        rest -= bytes
    }
}
