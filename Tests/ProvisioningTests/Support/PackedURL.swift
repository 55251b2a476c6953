import Archives
import Values

/// A gzipped `data:` URL of a text.
func packedURL(_ text: String) throws -> String {
    "data:;base64," + Base64.encode(try Gzip.compress(Array(text.utf8)))
}
