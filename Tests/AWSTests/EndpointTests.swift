import AWS
import Documents
import TestSupport
import Testing

@Suite struct `Endpoints` {
    private static let regions = [
        "us-east-1", "eu-west-1", "ap-southeast-7", "il-central-1", "cn-north-1", "cn-northwest-1", "us-gov-west-1",
        "us-gov-east-1", "us-iso-east-1", "us-isob-east-1",
    ]

    private static let services: [(String, ServiceModel)] = [
        ("ec2", EC2.service), ("ebs", EBS.service), ("elbv2", LoadBalancing.service),
        ("elb", ClassicLoadBalancing.service), ("ssm", SSM.service), ("s3", S3.service), ("sts", STS.service),
        ("cloudwatch", CloudWatch.service), ("autoscaling", AutoScaling.service),
    ]

    @Test func `are those of botocore's rules for every service, also FIPS and dual stack where there is one`() throws {
        var asked: [(Node, String)] = []
        for (name, service) in Self.services {
            for region in Self.regions {
                for (fips, dual) in [(false, false), (true, false), (false, true), (true, true)] {
                    var options = Endpoint.Options()
                    (options.usesFIPS, options.usesDualStack) = (fips, dual)
                    let endpoint = try Endpoint(service, region: region, options)
                    let question = JSON.mapping([
                        "do": JSON.text("endpoint"), "service": JSON.text(name), "region": JSON.text(region),
                        "fips": JSON.flag(fips), "dualStack": JSON.flag(dual),
                    ])
                    asked.append((question, "\(endpoint.scheme)://\(endpoint.host)"))
                }
            }
        }
        let answers = try askBotocore(asked.map(\.0))
        for ((question, url), answer) in zip(asked, answers) {
            guard let due = answer["url"]?.string else { continue }
            #expect(url == due, "\(JSONWriter.text(question, .compact))")
        }
        #expect(answers.count { $0["url"]?.string != nil } > 250)
    }

    @Test(arguments: [
        ("http://127.0.0.1:5000", "http", "127.0.0.1:5000", ""), ("https://x.example/", "https", "x.example", ""),
        ("https://x.example/a/b/", "https", "x.example", "/a/b"),
    ])
    func `may be of one's own`(address: String, scheme: String, host: String, prefix: String) throws {
        var options = Endpoint.Options()
        options.address = address
        let endpoint = try Endpoint(EC2.service, region: "eu-west-1", options)
        #expect((endpoint.scheme, endpoint.host, endpoint.prefix) == (scheme, host, prefix))
    }

    @Test(arguments: ["127.0.0.1:5000", "ftp://x", "http://", "http://a b", "http://user@host", "https://x?y"])
    func `are refused where they are no address`(address: String) {
        var options = Endpoint.Options()
        options.address = address
        #expect(throws: AWSError.self) { try Endpoint(EC2.service, region: "eu-west-1", options) }
    }

    @Test(arguments: ["", "EU-WEST-1", "eu west", "eu-west-1.evil.example", "a/b"])
    func `need a region that is one`(region: String) {
        #expect(throws: AWSError.self) { try Endpoint(EC2.service, region: region, Endpoint.Options()) }
    }

    @Test func `of one's own have no FIPS form`() {
        var options = Endpoint.Options()
        (options.address, options.usesFIPS) = ("http://127.0.0.1:1", true)
        #expect(throws: AWSError.self) { try Endpoint(EC2.service, region: "eu-west-1", options) }
    }
}
