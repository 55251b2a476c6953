import Values

/// What an untyped scalar means.
///
/// Source: YAML 1.2.2 section 10.3 (core schema), with YAML 1.1's `0644` octal, `0b` binary and `_` separators, because
/// Butane's parser reads those and file modes are written so.
package enum ScalarResolution {
    package struct Problem: Error {
        package let message: String
    }

    package static func resolve(_ text: String, isPlain: Bool, tag: String?) -> Result<Scalar.Value, Problem> {
        switch tag {
        case nil, "": return .success(isPlain ? implicit(text) : .string(text))
        case "!", "tag:yaml.org,2002:str": return .success(.string(text))
        case "tag:yaml.org,2002:binary":
            guard let bytes = Base64.decode(text) else {
                return .failure(Problem(message: "`!!binary` is followed by text that is not base64"))
            }
            return .success(String(validating: bytes, as: UTF8.self).map(Scalar.Value.string) ?? .bytes(bytes))
        case "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null":
            return tagged(text, tag: tag ?? "")
        case let tag?:
            return .failure(Problem(message: "the tag `\(tag)` is not known"))
        }
    }

    private static func tagged(_ text: String, tag: String) -> Result<Scalar.Value, Problem> {
        let value = implicit(text)
        switch (String(tag.dropFirst("tag:yaml.org,2002:".count)), value) {
        case ("int", .integer), ("float", .float), ("bool", .boolean), ("null", .null): return .success(value)
        case ("float", .integer(let number)): return .success(.float(Double(number)))
        case (let name, _): return .failure(Problem(message: "`!!\(name)` is followed by `\(shortened(text))`"))
        }
    }

    private static func implicit(_ text: String) -> Scalar.Value {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .boolean(true)
        case "false", "False", "FALSE": return .boolean(false)
        case ".inf", "+.inf", ".Inf", "+.Inf", ".INF", "+.INF": return .float(.infinity)
        case "-.inf", "-.Inf", "-.INF": return .float(-.infinity)
        case ".nan", ".NaN", ".NAN": return .float(.nan)
        default: break
        }
        guard let first = text.utf8.first, first < 0x80, "+-.0123456789".utf8.contains(first) else {
            return .string(text)
        }
        if let number = integer(text) { return .integer(number) }
        if isDecimalFraction(text), let number = Double(text.filter { $0 != "_" }) { return .float(number) }
        return .string(text)
    }

    /// `12`, `-7`, `1_000`, `0x1f`, `0o17`, `0b101` and YAML 1.1's `017`. `089` is none: YAML 1.1 makes it a text, and a
    /// file mode must not turn decimal because of a slipped digit.
    private static func integer(_ text: String) -> Int? {
        var digits = text.filter { $0 != "_" }[...]
        guard let start = digits.first, text.first != "_" else { return nil }
        let sign = start == "-" ? "-" : ""
        if start == "-" || start == "+" { digits = digits.dropFirst() }
        guard let lead = digits.utf8.first, (0x30...0x39).contains(lead) else { return nil }
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.hasPrefix(prefix) {
            let rest = digits.dropFirst(2)
            guard rest.first?.isHexDigit == true else { return nil }
            return Int(sign + rest, radix: radix)
        }
        if digits.count > 1, digits.first == "0" { return Int(sign + digits, radix: 8) }
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(sign + digits)
    }

    private static func isDecimalFraction(_ text: String) -> Bool {
        var digits = 0
        let unsigned = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        if unsigned.count > 1, unsigned.first == 0x30, !unsigned.contains(UInt8(ascii: ".")) { return false }
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39: digits += 1
            case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"),
                UInt8(ascii: "_"):
                break
            default: return false
            }
        }
        return digits > 0
    }
}
