/// The candidate nearest to `word`, for a "did you mean" remedy.
///
/// - Returns: nil unless a candidate is within a third of the word's length (at least one edit), counted in
///   insertions, deletions, substitutions and swaps of neighbours. Ties go to the first candidate in sorted order.
package func nearestName(to word: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(word.lowercased().utf8)
    guard wanted.count <= 64 else { return nil }
    let limit = max(1, wanted.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in candidates.sorted() {
        let distance = editDistance(wanted, Array(candidate.lowercased().utf8), limit: limit)
        if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.name
}

/// Optimal string alignment distance, given up (returning `limit + 1`) where the lengths already differ too much.
func editDistance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int {
    guard abs(left.count - right.count) <= limit else { return limit + 1 }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
        var row = [i + 1]
        row.reserveCapacity(right.count + 1)
        for j in right.indices {
            let substitution = last[j] + (left[i] == right[j] ? 0 : 1)
            var cost = min(last[j + 1] + 1, row[j] + 1, substitution)
            if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                cost = min(cost, beforeLast[j - 1] + 1)
            }
            row.append(cost)
        }
        beforeLast = last
        last = row
    }
    return last[right.count]
}
