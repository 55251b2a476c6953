/// The short name of one licence in a copyright file: `GPL-2+`, `Expat`, `Apache-2.0 with LLVM exception`.
///
/// Only what is certain is mapped to an SPDX identifier: GNU's licences by their numbers, the short names that Debian's
/// format defines, and names that are SPDX identifiers. Everything else keeps its name in a `LicenseRef-`.
///
/// Source: Debian's machine-readable copyright format 1.0, "License short name"; SPDX licence list 3.
struct LicenseName {
    let expression: LicenseExpression

    init(_ name: String) {
        let words = name.split { $0 == " " || $0 == "\t" }.map(String.init)
        if words.count == 1, let id = Self.identifier(words[0]) {
            expression = LicenseExpression(clause: id)
        } else if words.count >= 3, words[1].lowercased() == "with", let id = Self.identifier(words[0]),
            let exception = Self.exception(words[2...])
        {
            expression = LicenseExpression(clause: "\(id) WITH \(exception)")
        } else {
            let reference = Self.reference(words.joined(separator: " "))
            expression = LicenseExpression(clause: reference.id, references: [reference])
        }
    }

    static func identifier(_ name: String) -> String? {
        let key = name.lowercased()
        return gnu(key) ?? defined[key] ?? identifiers[key]
    }

    /// `LicenseRef-GPL-2-plus-with-OpenSSL-exception`.
    static func reference(_ name: String, prefix: String = "LicenseRef-") -> LicenseExpression.Reference {
        var id = ""
        for byte in name.replacing("+", with: "-plus").utf8.prefix(80) {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."):
                id.unicodeScalars.append(Unicode.Scalar(byte))
            default: if !id.isEmpty, !id.hasSuffix("-") { id += "-" }
            }
        }
        while id.hasSuffix("-") { id.removeLast() }
        return .init(id: prefix + (id.isEmpty ? "unnamed" : id), name: name)
    }

    /// `gpl-2+` is `GPL-2.0-or-later`; nil for other licences, and for numbers that were never published.
    private static func gnu(_ key: String) -> String? {
        var rest = key[...]
        let isLater = ["+", "-or-later"].contains { end in
            guard rest.hasSuffix(end) else { return false }
            rest = rest.dropLast(end.count)
            return true
        }
        if !isLater, rest.hasSuffix("-only") { rest = rest.dropLast(5) }
        for (prefix, name, infix, versions) in families where rest.hasPrefix(prefix) {
            let number = rest.dropFirst(prefix.count)
            guard let version = versions.first(where: { number == $0 || $0 == "\(number).0" }) else { return nil }
            return "\(name)-\(version)\(infix)-\(isLater ? "or-later" : "only")"
        }
        return nil
    }

    private static let families: [(prefix: String, name: String, infix: String, versions: [String])] = [
        ("gpl-", "GPL", "", ["1.0", "2.0", "3.0"]),
        ("lgpl-", "LGPL", "", ["2.0", "2.1", "3.0"]),
        ("agpl-", "AGPL", "", ["1.0", "3.0"]),
        ("gfdl-niv-", "GFDL", "-no-invariants", ["1.1", "1.2", "1.3"]),
        ("gfdl-", "GFDL", "", ["1.1", "1.2", "1.3"]),
    ]

    private static func exception(_ words: ArraySlice<String>) -> String? {
        let key = words.joined(separator: " ").lowercased()
        return exceptions[key.hasSuffix(" exception") ? String(key.dropLast(10)) : key]
    }

    private static let exceptions = [
        "classpath": "Classpath-exception-2.0", "classpath-exception-2.0": "Classpath-exception-2.0",
        "font": "Font-exception-2.0", "font-exception-2.0": "Font-exception-2.0",
        "gcc-exception-3.1": "GCC-exception-3.1", "gcc-3.1": "GCC-exception-3.1",
        "libtool": "Libtool-exception", "libtool-exception": "Libtool-exception",
        "linux-syscall-note": "Linux-syscall-note", "llvm": "LLVM-exception", "llvm-exception": "LLVM-exception",
    ]
}
