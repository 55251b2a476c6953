/// The order of versions as people read them: `1.9.0` before `1.10.0`, `1.4.0-rc.1` before `1.4.0`.
package enum VersionOrder {
    package static func precedes(_ one: String, _ other: String) -> Bool {
        var (left, right) = (Substring(one), Substring(other))
        while let first = left.first, let second = right.first {
            if first.isNumber, second.isNumber {
                let (number, otherNumber) = (digits(&left), digits(&right))
                if number.count != otherNumber.count { return number.count < otherNumber.count }
                if number != otherNumber { return number < otherNumber }
            } else if first == second {
                left.removeFirst()
                right.removeFirst()
            } else {
                return rank(first) != rank(second) ? rank(first) < rank(second) : first < second
            }
        }
        // What goes on with a hyphen is before what ends here, all else behind it.
        if let first = left.first { return first == "-" }
        return right.first.map { $0 != "-" } ?? false
    }

    private static func rank(_ character: Character) -> Int {
        switch character {
        case "-": 0
        case ".": 1
        case "+": 2
        default: 3
        }
    }

    /// Takes a number's digits, without zeros in front.
    private static func digits(_ text: inout Substring) -> Substring {
        let digits = text.prefix { $0.isNumber }
        text = text.dropFirst(digits.count)
        return digits.drop { $0 == "0" }
    }
}
