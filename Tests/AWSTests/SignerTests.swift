import AWS
import Documents
import Foundation
import TestSupport
import Testing
import Values

/// A case of the public suite.
struct SigningCase: Sendable, CustomTestStringConvertible {
    let node: Node
    let testDescription: String

    static func all() throws -> [SigningCase] {
        let path = ReferenceTools.repository.appendingPathComponent("Tests/Conformance/sigv4/cases.json").path
        let cases = try parsed(String(decoding: try DiskFiles().read(path, limit: 1 << 20), as: UTF8.self)).items ?? []
        return cases.map { SigningCase(node: $0, testDescription: $0["name"]?.string ?? "") }
    }

    /// Method, path, query and headers of the request as it was written, and its body.
    func request() throws -> (Signer.Request, body: [UInt8]) {
        let text = try #require(node["request"]?.string)
        let parts = text.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
        let lines = parts[0].split(separator: "\n")
        let first = try #require(lines.first).dropLast(" HTTP/1.1".count)
        let method = first.prefix { $0 != " " }
        let target = first.dropFirst(method.count + 1).split(
            separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let query = (target.count > 1 ? target[1].split(separator: "&") : []).map { part in
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (PercentEncoding.decode(sides[0]), sides.count > 1 ? PercentEncoding.decode(sides[1]) : "")
        }
        var headers: [(String, String)] = []
        for line in lines.dropFirst() {
            if line.hasPrefix(" "), let last = headers.popLast() {
                headers.append((last.0, last.1 + " " + line))
            } else {
                let sides = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
                headers.append((String(sides[0]), String(sides[1])))
            }
        }
        let request = Signer.Request(
            method: String(method), path: String(target[0]), query: query, headers: headers)
        return (request, Array((parts.count > 1 ? String(parts[1]) : "").utf8))
    }
}

@Suite struct `Signing requests` {
    private static let time = Timestamp("2015-08-30T12:36:00Z") ?? Timestamp(seconds: 0)

    private func signer(_ node: Node) -> Signer {
        var rules = Signer.Rules()
        rules.normalizesPath = node["normalize"]?.boolean == true
        rules.sendsPayloadHash = node["signBody"]?.boolean == true
        rules.leavesTokenOut = node["omitToken"]?.boolean == true
        let credentials = Credentials(
            accessKey: "AKIDEXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            sessionToken: node["token"]?.string)
        return Signer(credentials, region: "us-east-1", service: "service", rules: rules)
    }

    @Test(arguments: try SigningCase.all())
    func `gives the signature of the public suite in a header`(example: SigningCase) throws {
        let (request, body) = try example.request()
        let headers = signer(example.node).headers(
            for: request, payloadHash: Signer.hash(body), at: Self.time)
        let authorization = try #require(headers.first { $0.0 == "Authorization" }).1
        #expect(authorization.split(separator: "Signature=").last.map(String.init) == example.node["header"]?.string)
    }

    @Test(arguments: try SigningCase.all())
    func `gives the signature of the public suite in a query`(example: SigningCase) throws {
        let (request, body) = try example.request()
        let query = signer(example.node).query(
            for: request, payloadHash: Signer.hash(body), expires: 3600, at: Self.time)
        #expect(query.first { $0.0 == "X-Amz-Signature" }?.1 == example.node["query"]?.string)
    }

    @Test func `knows the whole suite`() throws { #expect(try SigningCase.all().count == 38) }

    /// Source: Amazon S3 API Reference, "Authenticating Requests: Using the Authorization Header", the four examples.
    @Test(
        arguments: [
            (
                "GET", "/test.txt", [], [("range", "bytes=0-9")], "",
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
            ),
            (
                "PUT", "/test%24file.text", [],
                [("date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY")],
                "Welcome to Amazon S3.", "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"
            ),
            (
                "GET", "/", [("lifecycle", "")], [], "",
                "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"
            ),
            (
                "GET", "/", [("max-keys", "2"), ("prefix", "J")], [], "",
                "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
            ),
        ] as [(String, String, [(String, String)], [(String, String)], String, String)])
    func `signs for Amazon S3 as its documentation shows`(
        method: String, path: String, query: [(String, String)], headers: [(String, String)], body: String,
        expected: String
    ) throws {
        let credentials = Credentials(
            accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
        let signer = Signer(credentials, region: "us-east-1", service: "s3", rules: .s3)
        let request = Signer.Request(
            method: method, path: path, query: query, headers: [("Host", "examplebucket.s3.amazonaws.com")] + headers)
        let signed = signer.headers(
            for: request, payloadHash: Signer.hash(Array(body.utf8)),
            at: try #require(Timestamp("2013-05-24T00:00:00Z")))
        #expect(signed.first { $0.0 == "Authorization" }?.1.hasSuffix(expected) == true)
    }
}
