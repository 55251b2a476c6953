import AWS
import Foundation
import TestSupport
import Testing
import Values

/// Calls of a real server that checks signatures.
@Suite(.serialized) struct `Calling AWS` {
    private func with<Result>(
        _ standIn: AWSStandIn, _ change: [String: String] = [:], ahead: Int64 = 0,
        _ body: (AWSClient) async throws -> Result
    ) async throws -> Result {
        let variables = standIn.variables.merging(change) { _, new in new }
        var surroundings = AWSSurroundings.process
        surroundings.variable = { variables[$0] }
        surroundings.sleep = { _ in }
        surroundings.now = { Timestamp(seconds: AWSSurroundings.process.now().seconds + ahead) }
        return try await AWSSession.with(AWSSettings(surroundings), agent: "test/1") { session in
            try await body(session.client("eu-west-1"))
        }
    }

    @Test func `is accepted by every service`() async throws {
        let standIn = try AWSStandIn.fresh(.client)
        try await with(standIn) { client in
            #expect(try await client.send(STS.GetCallerIdentity()).account == "123456789012")
            #expect(try await client.send(EC2.DescribeRegions()).regions?.isEmpty == false)
            #expect(try await client.send(AutoScaling.DescribeAutoScalingGroups()).autoScalingGroups ?? [] == [])
            #expect(try await client.send(CloudWatch.DescribeAlarms()).metricAlarms ?? [] == [])
            let listeners = LoadBalancing.DescribeListeners { $0.listenerArns = ["arn:aws:none"] }
            await #expect(throws: AWSError.self) { try await client.send(listeners) }
            let put = SSM.PutParameter {
                $0.name = "/basalt/a"
                $0.value = "ä & <b>"
                $0.type = "String"
            }
            #expect(try await client.send(put).version == 1)
            #expect(try await client.send(SSM.GetParameter { $0.name = "/basalt/a" }).parameter?.value == "ä & <b>")
            let snapshot = try await client.send(
                EBS.StartSnapshot {
                    $0.volumeSize = 1
                    $0.clientToken = "t"
                })
            #expect(snapshot.snapshotId?.hasPrefix("snap-") == true && snapshot.volumeSize == 1)
        }
        let services = Set(try standIn.log().map { $0.prefix { $0 != "." } })
        #expect(services == ["sts", "ec2", "autoscaling", "monitoring", "elasticloadbalancing", "ssm", "ebs"])
    }

    @Test func `keeps objects in S3, and tells that one is there`() async throws {
        let standIn = try AWSStandIn.fresh(.client)
        try await with(standIn) { client in
            let put = S3.PutObject {
                $0.bucket = "basalt"
                $0.key = "state/run-1.json"
                $0.body = Blob(Array("content".utf8))
                $0.ifNoneMatch = "*"
            }
            let tag = try await client.send(put).eTag
            let get = S3.GetObject {
                $0.bucket = "basalt"
                $0.key = "state/run-1.json"
            }
            let object = try await client.send(get)
            #expect(object.body == Blob(Array("content".utf8)) && object.eTag == tag && object.contentLength == 7)
            let again = try await #require(throws: AWSError.self) { try await client.send(put) }
            #expect(again.code == "PreconditionFailed")
            let head = S3.HeadObject {
                $0.bucket = "basalt"
                $0.key = "nothing"
            }
            let missing = try await #require(throws: AWSError.self) { try await client.send(head) }
            #expect(missing.kind == .notFound)
        }
    }

    @Test func `follows a bucket to its region, once`() async throws {
        let standIn = try AWSStandIn.fresh(.client)
        let moved = #""status": 301, "code": "PermanentRedirect", "headers": {"x-amz-bucket-region": "us-west-2"}"#
        let head = S3.HeadObject {
            $0.bucket = "basalt"
            $0.key = "nothing"
        }
        for count in 1...2 {
            try standIn.play(#"[{"act": "s3.*", "do": "error", \#(moved), "n": \#(count)}]"#)
            _ = try await #require(throws: AWSError.self) { try await with(standIn) { try await $0.send(head) } }
            #expect(try standIn.log().map { $0.split(separator: " ").last } == ["eu-west-1", "us-west-2"])
        }
    }

    @Test func `says that the credentials are wrong`() async throws {
        let standIn = try AWSStandIn.fresh(.client)
        let error = try await #require(throws: AWSError.self) {
            try await with(standIn, ["AWS_SECRET_ACCESS_KEY": "wrong"]) { try await $0.send(EC2.DescribeRegions()) }
        }
        #expect(error.kind == .badCredentials && error.message.contains("DescribeRegions in eu-west-1"))
        #expect(try standIn.log().count == 1)
    }

    @Test func `names the permission that is missing, and does not try again`() async throws {
        let standIn = try AWSStandIn.fresh(.client)
        try standIn.play(#"[{"act": "ec2.*", "do": "error", "status": 403, "code": "UnauthorizedOperation"}]"#)
        let error = try await #require(throws: AWSError.self) {
            try await with(standIn) { try await $0.send(EC2.DescribeRegions()) }
        }
        #expect(error.kind == .denied && error.remedy?.contains("ec2:DescribeRegions") == true)
        #expect(try standIn.log().count == 1)
    }

    @Test(arguments: [
        ("\"do\": \"error\", \"status\": 503, \"code\": \"RequestLimitExceeded\"", 3),
        ("\"do\": \"error\", \"status\": 500, \"code\": \"InternalError\"", 3), ("\"do\": \"lost\"", 3),
        // Codes count, not the status.
        ("\"do\": \"error\", \"status\": 500, \"code\": \"InsufficientInstanceCapacity\"", 1),
        ("\"do\": \"error\", \"status\": 400, \"code\": \"InvalidParameterValue\"", 1),
    ])
    func `tries again what can pass, and nothing else`(fault: String, calls: Int) async throws {
        let standIn = try AWSStandIn.fresh(.client)
        try standIn.play(#"[{"act": "ec2.*", \#(fault), "n": 9}]"#)
        _ = try await #require(throws: AWSError.self) {
            try await with(standIn) { try await $0.send(EC2.DescribeRegions()) }
        }
        #expect(try standIn.log().count == calls)
        try standIn.play(#"[{"act": "ec2.*", \#(fault), "n": 2}]"#)
        if calls > 1 {
            let answer = try await with(standIn) { try await $0.send(EC2.DescribeRegions()) }
            #expect(answer.regions?.isEmpty == false)
        }
    }

    @Test func `does not take a refusal for certain once an answer was lost`() async throws {
        let standIn = try AWSStandIn.fresh(.client)
        let refused = #"{"act": "ec2.*", "do": "error", "status": 400, "code": "InvalidParameterValue"}"#
        for (rules, isUncertain) in [(refused, false), (#"{"act": "ec2.*", "do": "lost"}, \#(refused)"#, true)] {
            try standIn.play("[\(rules)]")
            let error = try await #require(throws: AWSError.self) {
                try await with(standIn) { try await $0.send(EC2.DescribeRegions()) }
            }
            #expect(error.code == "InvalidParameterValue" && error.isUncertain == isUncertain)
        }
    }

    @Test(arguments: [-3600, 3600])
    func `signs by the services' clock where this machine's is wrong`(ahead: Int64) async throws {
        let standIn = try AWSStandIn.fresh(.client)
        let calls: [(AWSClient) async throws -> Void] = [
            { _ = try await $0.send(STS.GetCallerIdentity()) }, { _ = try await $0.send(EC2.DescribeRegions()) },
            { _ = try await $0.send(SSM.GetParametersByPath { $0.path = "/basalt" }) },
        ]
        for call in calls {
            try standIn.play("[]")
            try await with(standIn, ahead: ahead) { client in
                try await call(client)
                try await call(client)
            }
            // Refused once; from then on the difference is known.
            #expect(try standIn.log().count == 3)
        }
    }

    @Test func `asks for other credentials when a service calls them expired, once`() async throws {
        let standIn = try AWSStandIn.fresh(.client)
        let expired = #"{"act": "ec2.*", "do": "error", "status": 400, "code": "RequestExpired", "n": "#
        try await withTemporaryFolder { folder in
            // Each time the same keys, with another end: only they are known to the stand-in.
            let program = #"""
                echo x >>"$0"
                printf '{"Version": 1, "AccessKeyId": "%s", "SecretAccessKey": "%s", "Expiration": "2999-01-0%sT00:00:00Z"}' \
                    "$1" "$2" "$(wc -l <"$0" | tr -d ' ')"
                """#
            let script = folder.appendingPathComponent("keys.sh")
            try Data(program.utf8).write(to: script)
            let config = folder.appendingPathComponent("config")
            let count = folder.appendingPathComponent("count").path
            let key = standIn.variables["AWS_ACCESS_KEY_ID"] ?? ""
            let secret = standIn.variables["AWS_SECRET_ACCESS_KEY"] ?? ""
            let command = "/bin/sh -c \". '\(script.path)'\" \(count) \(key) \(secret)"
            try Data("[default]\ncredential_process = \(command)\n".utf8).write(to: config)
            let change = ["AWS_CONFIG_FILE": config.path, "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""]
            try standIn.play("[\(expired)1}]")
            let answer = try await with(standIn, change) { try await $0.send(EC2.DescribeRegions()) }
            #expect(answer.regions?.isEmpty == false)
            #expect(try standIn.log().count == 2)
            try standIn.play("[\(expired)9}]")
            let error = try await #require(throws: AWSError.self) {
                try await with(standIn, change) { try await $0.send(EC2.DescribeRegions()) }
            }
            #expect(error.kind == .badCredentials && error.remedy == "renew the credentials")
            #expect(try standIn.log().count == 2)
        }
    }

    @Test(arguments: [
        (403, "OptInRequired", "enable the region eu-west-1 in this account"),
        (402, "ServiceQuotaExceededException", "raise the quota of this account in eu-west-1"),
        (403, "UnauthorizedOperation", "allow `ec2:DescribeRegions` to"),
        (401, "AuthFailure", "that the account has enabled the region eu-west-1"),
    ])
    func `says what to do`(status: Int, code: String, remedy: String) async throws {
        let standIn = try AWSStandIn.fresh(.client)
        let message = "You are not authorized: ec2:DescribeRegions on resource: arn:aws:ec2:eu-west-1::x"
        try standIn.play(
            #"[{"act": "ec2.*", "do": "error", "status": \#(status), "code": "\#(code)", "message": "\#(message)"}]"#)
        let error = try await #require(throws: AWSError.self) {
            try await with(standIn) { try await $0.send(EC2.DescribeRegions()) }
        }
        #expect(error.message == "DescribeRegions in eu-west-1: \(message) (\(code))")
        #expect(error.remedy?.contains(remedy) == true, "\(error)")
        #expect(try standIn.log().count == 1)
    }

    @Test func `trusts what AWS_CA_BUNDLE names, and tells of it where a certificate is not trusted`() async throws {
        try await withTemporaryFolder { folder in
            let pem = folder.appendingPathComponent("pem")
            let made = try runTool(
                "/usr/bin/openssl",
                [
                    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
                    "/CN=test",
                    "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", pem.path, "-out", pem.path + ".crt",
                ])
            try #require(made.status == 0, "\(made.errorText)")
            let certificate = try Data(contentsOf: URL(fileURLWithPath: pem.path + ".crt"))
            try (Data(contentsOf: pem) + certificate).write(to: pem)
            let server = try LoopbackServer(folder, pem: pem)
            defer { _ = try? server.stop() }
            func call(_ change: [String: String]) async throws -> AWSError? {
                var surroundings = surroundings(
                    [
                        "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_ENDPOINT_URL": server.url,
                        "AWS_MAX_ATTEMPTS": "1",
                    ].merging(change) { _, new in new })
                surroundings.now = AWSSurroundings.process.now
                let settings = try AWSSettings(surroundings)
                do {
                    try await AWSSession.with(settings, agent: "test/1") {
                        _ = try await $0.client("eu-west-1").send(SSM.GetParameter { $0.name = "/basalt/a" })
                    }
                    return nil
                } catch let error as AWSError { return error }
            }
            let untrusted = try #require(await call([:]))
            #expect(untrusted.kind == .unreachable && untrusted.remedy?.contains("AWS_CA_BUNDLE") == true)
            // The server takes it, though it is none of AWS's.
            #expect(try await call(["AWS_CA_BUNDLE": pem.path + ".crt"]) == nil)
        }
    }

    @Test func `reaches nobody where nobody listens, and says so`() async throws {
        var surroundings = surroundings([
            "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
            "AWS_MAX_ATTEMPTS": "1",
        ])
        surroundings.sleep = { _ in }
        let error = try await #require(throws: AWSError.self) {
            try await AWSSession.with(AWSSettings(surroundings), agent: "test/1") {
                try await $0.client("eu-west-1").send(EC2.DescribeRegions())
            }
        }
        #expect(error.kind == .unreachable && error.message.contains("127.0.0.1:1"))
    }
}
