import Documents
package import Fleet
import Glibc

/// What a machine of a local fleet takes for EC2's metadata service (version 2) and for SSM, so that profiles need no
/// special case. One process serves one connection; it reads the machine's state and keeps nothing.
///
/// Signatures are not checked: only the one guest can reach its service, and every guest may read every parameter of its
/// network. Source: Amazon EC2 User Guide, "Use IMDS"; SSM API reference, GetParameter and PutParameter.
package struct MetadataService: Sendable {
    private let folder: NetworkFolder
    private let record: InstanceRecord

    /// - Parameter machine: the machine's folder.
    /// - Throws: `notFound` where there is no such machine.
    package init(machine: String) throws(ServiceFailure) {
        let parts = machine.split(separator: "/")
        guard machine.hasPrefix("/"), parts.count > 2, parts[parts.count - 2] == "machines" else {
            throw ServiceFailure(.notFound, "`\(shortened(machine))` is no folder of a local machine")
        }
        let folder = NetworkFolder(existing: "/" + parts.dropLast(2).joined(separator: "/"))
        guard let record = try folder.record(String(parts[parts.count - 1])) else {
            throw ServiceFailure(.notFound, "`\(shortened(machine))` is no folder of a local machine")
        }
        self.init(folder: folder, record: record)
    }

    var folderPath: String { folder.path }

    init(folder: NetworkFolder, record: InstanceRecord) {
        self.folder = folder
        self.record = record
    }

    /// Serves the connection until its end.
    package func serve(input: Int32, output: Int32) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 8192)
        while true {
            do throws(MetadataRequest.Problem) {
                while let request = try MetadataRequest.take(from: &bytes) {
                    guard write(answer(request), to: output) else { return }
                }
            } catch {
                _ = write(Response(400, ""), to: output)
                return
            }
            let count = buffer.withUnsafeMutableBytes { Glibc.read(input, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    struct Response: Equatable {
        let status: Int
        let text: String

        init(_ status: Int, _ text: String) {
            self.status = status
            self.text = text
        }
    }

    func answer(_ request: MetadataRequest) -> Response {
        if request.headers["x-amz-target"] != nil { return service(request) }
        switch request.method {
        case "PUT": return sessionToken(request)
        case "GET":
            guard request.headers["x-aws-ec2-metadata-token"] == token else { return Response(401, "") }
            return metadata[request.path].map { Response(200, $0) } ?? Response(404, "")
        default: return Response(405, "")
        }
    }

    /// The same for the machine's whole life; it is no secret, only proof that the caller can send a PUT.
    private var token: String { Fingerprint.of("metadata token of \(record.id)") }

    private func sessionToken(_ request: MetadataRequest) -> Response {
        guard request.path == "/latest/api/token" else { return Response(404, "") }
        guard request.headers["x-forwarded-for"] == nil else { return Response(403, "") }
        guard let seconds = request.headers["x-aws-ec2-metadata-token-ttl-seconds"].flatMap({ Int($0) }),
            (1...21_600).contains(seconds)
        else { return Response(400, "") }
        return Response(200, token)
    }

    private var metadata: [String: String] {
        let role = "basalt-local"
        let credentials = JSON.mapping([
            ("Code", JSON.text("Success")), ("Type", JSON.text("AWS-HMAC")), ("AccessKeyId", JSON.text("ASIALOCAL")),
            ("SecretAccessKey", JSON.text("local")), ("Token", JSON.text("local")),
            ("LastUpdated", JSON.text("2026-01-01T00:00:00Z")), ("Expiration", JSON.text("2099-01-01T00:00:00Z")),
        ])
        let values = [
            "instance-id": record.id, "placement/region": "local", "placement/availability-zone": record.placement.zone,
            "local-ipv4": record.address, "local-hostname": record.id, "ami-id": record.spec.image,
            "instance-type": record.placement.type, "iam/security-credentials/": role,
            "iam/security-credentials/\(role)": JSONWriter.text(credentials, .compact),
        ]
        return Dictionary(uniqueKeysWithValues: values.map { ("/latest/meta-data/\($0.key)", $0.value) })
    }

    private func write(_ response: Response, to output: Int32) -> Bool {
        let words = response.status == 200 ? "OK" : "Refused"
        let head = "HTTP/1.1 \(response.status) \(words)\r\nContent-Type: text/plain\r\n"
        var rest = Array("\(head)Content-Length: \(response.text.utf8.count)\r\n\r\n\(response.text)".utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}

/// SSM's part.
extension MetadataService {
    private func service(_ request: MetadataRequest) -> Response {
        let action = request.headers["x-amz-target"] ?? ""
        guard request.method == "POST", let query = Record.read(Array(request.body.utf8), name: "request"),
            let name = query["Name"]?.string
        else { return Self.error("ValidationException", "the request has no Name") }
        do throws(ServiceFailure) {
            let parameters = ParameterStore(folder: folder)
            switch action {
            case "AmazonSSM.GetParameter": return Self.response(try parameters.get(name), name)
            case "AmazonSSM.PutParameter":
                guard let value = query["Value"]?.string else {
                    return Self.error("ValidationException", "the request has no Value")
                }
                let overwrites = query["Overwrite"]?.boolean ?? false
                return Self.response(try parameters.put(name, value, overwrites: overwrites), name)
            default: return Self.error("UnknownOperationException", "local machines have no \(printable(action))")
            }
        } catch {
            return Response(500, "")
        }
    }

    private static func response(_ answer: ParameterStore.Answer, _ name: String) -> Response {
        switch answer {
        case .value(let value):
            let parameter = JSON.mapping([
                ("Name", JSON.text(name)), ("Type", JSON.text("SecureString")), ("Value", JSON.text(value)),
            ])
            return Response(200, JSONWriter.text(JSON.mapping([("Parameter", parameter)]), .compact))
        case .done: return Response(200, #"{"Tier":"Standard","Version":1}"#)
        case .missing: return error("ParameterNotFound", "")
        case .exists: return error("ParameterAlreadyExists", "The parameter already exists.")
        case .badName: return error("ValidationException", "Parameter name: can't be used here")
        }
    }

    private static func error(_ type: String, _ message: String) -> Response {
        Response(
            400,
            JSONWriter.text(JSON.mapping([("__type", JSON.text(type)), ("message", JSON.text(message))]), .compact))
    }
}
