/// A request of any kind, and what came back.
package struct WebRequest: Sendable {
    package var method: String
    package var url: String
    /// `Host` too, where it is not the address's.
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]
    /// Seconds for all of it.
    package var timeout: Int64
    /// Bytes that an answer may have.
    package var limit: Int

    package init(
        method: String = "GET", url: String, headers: [(name: String, value: String)] = [], body: [UInt8] = [],
        timeout: Int64 = 60, limit: Int = 64 << 20
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.limit = limit
    }
}

package struct WebAnswer: Sendable {
    package let status: Int
    /// Names in lower case; values of the same name are joined by commas.
    package let headers: [String: String]
    package let body: [UInt8]

    package init(status: Int, headers: [String: String], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
