/// A path for people: what is no printable UTF-8 is shown as `\xNN`, so that a name cannot drive a terminal.
package func printable(_ path: [UInt8]) -> String {
    var result = ""
    var rest = path[...]
    while let byte = rest.first {
        if let scalar = firstScalar(rest), isShown(scalar) {
            result.unicodeScalars.append(scalar)
            rest = rest.dropFirst(UTF8.width(scalar))
        } else {
            result += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            rest = rest.dropFirst()
        }
    }
    return result
}

private func firstScalar(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    var decoder = UTF8()
    var iterator = bytes.prefix(4).makeIterator()
    if case .scalarValue(let scalar) = decoder.decode(&iterator) { return scalar }
    return nil
}

private func isShown(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
    default: true
    }
}
