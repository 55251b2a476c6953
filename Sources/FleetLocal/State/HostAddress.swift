/// Addresses of the private network 10.77.0.0/16 by a machine's number.
package enum HostAddress {
    package static let numbers = 2...0xFEFE
    package static let prefixLength = 16

    /// Last bytes of 0 and 255 look like networks and broadcasts to some programs.
    static func isUsable(_ number: Int) -> Bool { ![0, 255].contains(number & 0xFF) }

    package static func internet(_ number: Int) -> String { "10.77.\(number >> 8 & 0xFF).\(number & 0xFF)" }

    /// A locally administered address, as QEMU's own begin.
    package static func hardware(_ number: Int) -> String {
        let bytes = [0x52, 0x54, 0x00, 0x4D, number >> 8 & 0xFF, number & 0xFF]
        return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
    }
}
