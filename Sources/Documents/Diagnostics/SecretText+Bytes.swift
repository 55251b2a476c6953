/// Kinds of bytes.
extension SecretText {
    static func isUpperOrDigit(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || isDigit(byte) }
    static func isLowerOrDigit(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || isDigit(byte) }
    static func isAlphanumeric(_ byte: UInt8) -> Bool { isUpperOrDigit(byte) || (0x61...0x7A).contains(byte) }
    static func isHexadecimal(_ byte: UInt8) -> Bool { (0x61...0x66).contains(byte) || isDigit(byte) }
    static func isWord(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == 0x5F || byte == 0x2D || byte == 0x2E
    }
    static func isBase64(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte == 0x2B || byte == 0x2F }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    static func hasLetterAndDigit(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.contains(where: isDigit) && bytes.contains { isAlphanumeric($0) && !isDigit($0) }
    }
}
