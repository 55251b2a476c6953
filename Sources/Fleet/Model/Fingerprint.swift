import Crypto

/// SHA-256 of texts: plan digests, host digests and idempotency tokens.
package enum Fingerprint {
    /// 64 hexadecimal digits.
    package static func of(_ text: String) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let hash = SHA256.hash(data: Array(text.utf8))
        return String(decoding: hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The idempotency token of one launch: the same for the same run, slots, attempt and parameters, and for no other.
    ///
    /// 60 digits of the 64 characters that EC2 takes.
    package static func token(run: String, slots: [String], attempt: Int, parameters: String) -> String {
        let parts = [run, slots.joined(separator: ","), String(attempt), of(parameters)]
        return String(of(parts.joined(separator: "\u{0}")).prefix(60))
    }
}
