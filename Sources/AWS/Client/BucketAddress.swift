/// Where the name of a bucket stands: in the host at AWS, in the path at an endpoint of one's own, or where it holds a dot,
/// which no certificate covers.
enum BucketAddress {
    static func place(of path: String, _ operation: OperationModel, _ endpoint: Endpoint) -> (String, String) {
        guard operation.service.signingName == "s3", !endpoint.isOwn else {
            return (endpoint.host, endpoint.prefix + path)
        }
        let bucket = path.dropFirst().prefix { $0 != "/" }
        guard !bucket.contains(".") else { return (endpoint.host, path) }
        let rest = path.dropFirst(bucket.count + 1)
        return ("\(bucket).\(endpoint.host)", rest.isEmpty ? "/" : String(rest))
    }
}
