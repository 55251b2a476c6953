import Values

/// How a single value is written in YAML.
enum YAMLScalar {
    /// The value on one line: plain, quoted, or with a tag.
    static func flow(_ value: Scalar.Value) -> String {
        switch value {
        case .null: "null"
        case .boolean(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .float(let number): decimal(number)
        case .string(let text): isPlain(text) ? text : quoted(text)
        case .bytes(let bytes): "!!binary \"" + Base64.encode(bytes) + "\""
        }
    }

    /// YAML 1.1 takes a number for a float only with a dot in it.
    private static func decimal(_ number: Double) -> String {
        guard number.isFinite else { return number.isNaN ? ".nan" : number < 0 ? "-.inf" : ".inf" }
        let text = "\(number)"
        guard !text.contains("."), let exponent = text.firstIndex(of: "e") else { return text }
        return text[..<exponent] + ".0" + text[exponent...]
    }

    // MARK: Literal blocks

    /// Whether a text of several lines can stand in a literal block.
    static func fitsLiteral(_ text: String) -> Bool {
        var hasBreak = false
        var hasText = false
        for scalar in text.unicodeScalars {
            if scalar == "\n" {
                hasBreak = true
            } else if scalar == "\t" || isPrintable(scalar) {
                hasText = true
            } else {
                return false
            }
        }
        return hasBreak && hasText
    }

    /// The indentation where the text's own first line would hide it, and what becomes of the last line breaks.
    static func literalIndicators(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let indentation = [" ", "\t", "\n"].contains(scalars.first) ? "2" : ""
        guard scalars.last == "\n" else { return indentation + "-" }
        return scalars.dropLast().last == "\n" ? indentation + "+" : indentation
    }

    // MARK: Plain and quoted

    /// Whether YAML 1.1 and 1.2 both read the text, without quotes, as this text.
    static func isPlain(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.first, let last = scalars.last, last != " ", last != ":", canStart(first, scalars)
        else {
            return false
        }
        for (index, scalar) in scalars.enumerated() {
            guard isPrintable(scalar) else { return false }
            if scalar == ":", scalars[index + 1] == " " { return false }
            if scalar == "#", scalars[index - 1] == " " { return false }
        }
        return !typedWords.contains(text.lowercased()) && !looksLikeNumber(first, scalars)
    }

    /// A dash may begin an option (`-l`, `--flag`), never a number.
    private static func canStart(_ first: Unicode.Scalar, _ scalars: [Unicode.Scalar]) -> Bool {
        if first == "-" {
            let rest = scalars.drop { $0 == "-" }
            return scalars.count - rest.count <= 2 && rest.first.map(isLetter) ?? false
        }
        return first.value > 0x7F || isLetter(first) || "0123456789_/.$(+\\^;".unicodeScalars.contains(first)
    }

    /// Whether a text that begins as numbers and dates do could be one: it is none with a slash or with a letter that
    /// neither hexadecimal digits, `.inf`, `.nan` nor times use.
    private static func looksLikeNumber(_ first: Unicode.Scalar, _ scalars: [Unicode.Scalar]) -> Bool {
        guard "0123456789+.".unicodeScalars.contains(first) else { return false }
        return !scalars.contains { $0 == "/" || "ghjklmpqrsuvwyGHJKLMPQRSUVWY".unicodeScalars.contains($0) }
    }

    private static let typedWords: Set<String> = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf",
    ]

    private static func quoted(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let needsEscape = !scalars.allSatisfy(isPrintable)
        if !needsEscape, scalars.contains("\"") || scalars.contains("\\") {
            return "'" + scalars.reduce(into: "") { $0 += $1 == "'" ? "''" : String(Character($1)) } + "'"
        }
        return "\"" + scalars.reduce(into: "") { $0 += escape($1) } + "\""
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        case _ where isPrintable(scalar): return String(Character(scalar))
        default:
            let digits = String(scalar.value, radix: 16, uppercase: true)
            let (mark, width) = scalar.value <= 0xFF ? ("x", 2) : scalar.value <= 0xFFFF ? ("u", 4) : ("U", 8)
            return "\\" + mark + String(repeating: "0", count: width - digits.count) + digits
        }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    /// Printable on one line in YAML 1.1 and 1.2, and visible: invisible spaces, marks and controls are escaped.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xA1...0x1FFF, 0x2010...0x2027, 0x2030...0x205E, 0x2070...0xD7FF, 0xE000...0xFEFE,
            0xFF00...0xFFFD, 0x10000...0x10FFFF:
            true
        default: false
        }
    }
}
