/// Where a service is asked in a region.
package struct Endpoint: Sendable, Equatable {
    package struct Options: Sendable, Equatable {
        package var usesFIPS = false
        package var usesDualStack = false
        /// An address instead of AWS's: `http://127.0.0.1:5000`.
        package var address: String?

        package init() {}
    }

    /// `https` or `http`.
    package let scheme: String
    /// With the port, where it is another than the scheme's.
    package let host: String
    /// Before the request's path; without a slash at its end.
    package let prefix: String
    package let isOwn: Bool

    /// - Throws: `configuration` where the options exclude each other, the region is no name, or the address is none.
    package init(_ service: ServiceModel, region: String, _ options: Options) throws(AWSError) {
        guard Self.isRegion(region) else {
            throw AWSError(
                .configuration, "`\(region)` is no region", remedy: "name one such as eu-west-1")
        }
        if let address = options.address {
            guard !options.usesFIPS, !options.usesDualStack else {
                throw AWSError(
                    .configuration, "an endpoint of your own has no FIPS or dual-stack form",
                    remedy: "unset AWS_ENDPOINT_URL, or AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT")
            }
            guard let parts = Self.parse(address) else {
                throw AWSError(
                    .configuration, "the endpoint `\(address)` is no address",
                    remedy: "write it as https://HOST or http://HOST:PORT")
            }
            (scheme, host, prefix) = parts
            isOwn = true
            return
        }
        let partition = Partition.of(region)
        scheme = "https"
        prefix = ""
        isOwn = false
        host = Self.host(service, region, partition, options)
    }

    private static func host(
        _ service: ServiceModel, _ region: String, _ partition: Partition, _ options: Options
    ) -> String {
        let name = service.hostPrefix
        if name == "s3" {
            let stack = options.usesDualStack ? ".dualstack" : ""
            return "s3\(options.usesFIPS ? "-fips" : "")\(stack).\(region).\(partition.suffix)"
        }
        // GovCloud's ordinary endpoints are FIPS ones, and have no other name; EBS alone has both, and CloudWatch has no
        // other name for dual stack either.
        let isOrdinary =
            partition.name == "aws-us-gov" && name != "ebs" && (!options.usesDualStack || name == "monitoring")
        let fips = options.usesFIPS && !isOrdinary ? "-fips" : ""
        let suffix = options.usesDualStack ? partition.dualStackSuffix : partition.suffix
        return "\(name)\(fips).\(region).\(suffix)"
    }

    private static func isRegion(_ text: String) -> Bool {
        (1...63).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    private static func parse(_ address: String) -> (String, String, String)? {
        for scheme in ["https", "http"] where address.hasPrefix(scheme + "://") {
            let rest = address.dropFirst(scheme.count + 3)
            let host = rest.prefix { $0 != "/" }
            var path = rest.dropFirst(host.count)
            while path.last == "/" { path.removeLast() }
            let isPlain = !host.contains { " @?#".contains($0) } && !path.contains { " ?#".contains($0) }
            return host.isEmpty || !isPlain ? nil : (scheme, String(host), String(path))
        }
        return nil
    }
}
