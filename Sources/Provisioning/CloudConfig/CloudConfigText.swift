import Documents

/// What the texts in a cloud-config must look like.
enum CloudConfigText {
    static let permissions = StringRule("an octal mode in quotes, such as \"0644\"", pattern: "^(0o?)?[0-7]{3,4}$") {
        var digits = $0.utf8[...]
        if digits.count > 4, digits.starts(with: "0o".utf8) { digits = digits.dropFirst(2) }
        return (3...5).contains(digits.count) && digits.allSatisfy { (0x30...0x37).contains($0) }
            && (digits.count < 5 || digits.first == 0x30)
    }

    static let date = StringRule("a day such as 2038-01-19", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$") { text in
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy(isDigit) }) else { return false }
        let numbers = parts.compactMap { Int(String(Substring($0))) }
        guard numbers.count == 3, numbers[0] >= 1, (1...12).contains(numbers[1]) else { return false }
        let isLeap = numbers[0].isMultiple(of: 4) && (!numbers[0].isMultiple(of: 100) || numbers[0].isMultiple(of: 400))
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...lengths[numbers[1] - 1]).contains(numbers[2])
    }

    static let size = StringRule("a size such as 512M or 2G", pattern: sizePattern, accepts: isSize)

    static let swapSize = StringRule("auto or a size such as 512M or 2G", pattern: "^auto$|" + sizePattern) {
        $0 == "auto" || isSize($0)
    }

    static let delay = StringRule("now or a number of minutes such as +5", pattern: "^(now|\\+?[0-9]+)$") { text in
        let digits = text.utf8.first == UInt8(ascii: "+") ? text.utf8.dropFirst() : text.utf8[...]
        return text == "now" || (!digits.isEmpty && digits.allSatisfy(isDigit))
    }

    static let host = StringRule("a host name or address", pattern: "^[A-Za-z0-9._:-]+$") { text in
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || "._:-".utf8.contains(byte)
            }
    }

    private static let sizePattern = "^([0-9]+\\.)?[0-9]+[BKMGT]$"

    private static func isSize(_ text: String) -> Bool {
        guard let unit = text.utf8.last, "BKMGT".utf8.contains(unit) else { return false }
        let numbers = text.utf8.dropLast().split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return (1...2).contains(numbers.count) && numbers.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
