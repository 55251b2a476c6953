import Documents
import Foundation
import Images
import Publishing
import TestSupport
import Testing
import Values

extension WithStandIn {
    /// The command itself, run in a folder with the store `store`.
    @Suite struct `The verbs of publishing` {
        private func run(
            _ arguments: [String], in folder: URL, on standIn: AWSStandIn, _ change: [String: String] = [:],
            by launcher: [String] = []
        ) throws -> ToolResult {
            let variables = standIn.variables.merging(["AWS_MAX_ATTEMPTS": "1"]) { _, new in new }
                .merging(change) { _, new in new }
            return try Basalt.run(
                arguments, in: folder, environment: variables.map { "\($0.key)=\($0.value)" }.sorted(), by: launcher)
        }

        private func publish(_ image: TestImage, _ more: String...) -> [String] {
            ["publish", image.manifest.reference, "--store", "store", "--regions", "eu-west-1"] + more
        }

        /// An image in the store that passed its test.
        private func tested(
            _ folder: URL, name: String = unique("web"), _ contents: [UInt8] = [1, 0, 2]
        ) throws -> TestImage {
            var image = try TestImage(folder, name: name, version: "1.0.0", contents)
            try image.put(into: folder.appending(path: "store"), verdict: image.verdict())
            return image
        }

        @Test func `refuse what was not tested, failed, or was tested with another disk`()
            async throws
        {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let other = Digest(hash: [UInt8](repeating: 7, count: 32))
                let cases: [((TestImage) -> String?, String)] = [
                    ({ _ in nil }, "was not tested\n"),
                    ({ $0.verdict(passed: false) }, "failed its test"),
                    ({ $0.verdict(other) }, "its verdict is about another disk (\(other))"),
                ]
                for (verdict, reason) in cases {
                    var image = try TestImage(folder, name: unique("web"), version: "1.0.0", [1])
                    try image.put(into: folder.appending(path: "store"), verdict: verdict(image))
                    for arguments in [
                        publish(image),
                        ["promote", image.manifest.reference, "--store", "store", "--channel", "stable"],
                    ] {
                        let result = try run(arguments, in: folder, on: standIn)
                        #expect(result.status == 8)
                        #expect(result.errorText.contains("error[untested]: \(image.manifest.reference)"))
                        #expect(result.errorText.contains(reason) && result.errorText.contains("basalt test"))
                    }
                }
                #expect(try standIn.log() == [])
            }
        }

        @Test func `refuse a version that is there with other bytes`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let name = unique("web")
                let first = try TestImage(folder.appending(path: "a"), name: name, version: "1.0.0", [1])
                let manifest = try await PublishingTests.publish(
                    first.publication(["eu-west-1"]), first.source(), on: standIn)
                let result = try run(publish(try tested(folder, name: name, [2])), in: folder, on: standIn)
                #expect(result.status == 8)
                #expect(
                    result.errorText.contains("error[version-exists]: eu-west-1: \(name)@1.0.0 is published already"))
                #expect(result.errorText.contains("build this image under a new version"))
                try await checkInvariants(manifest, first, on: standIn)
            }
        }

        private static let denied =
            "User: arn:aws:sts::1:x is not authorized to perform: ebs:StartSnapshot on resource: "
            + "arn:aws:ec2:eu-west-1::snapshot/*"

        /// What goes wrong: a fault of the stand-in, or another environment; and what is said.
        struct Trouble: Sendable, CustomTestStringConvertible {
            var fault = ""
            var change: [String: String] = [:]
            var regions = "eu-west-1"
            let status: Int32
            let words: [String]
            var testDescription: String { words[0] }
        }

        @Test(arguments: [
            Trouble(
                change: ["AWS_SECRET_ACCESS_KEY": "wrong"], status: 77,
                words: ["error[permission-denied]: GetCallerIdentity in eu-west-1", "check the credentials"]),
            Trouble(
                change: ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""], status: 77,
                words: ["there are no AWS credentials", "set AWS_ACCESS_KEY_ID"]),
            Trouble(change: ["AWS_PROFILE": "nobody"], status: 64, words: ["there is no profile `nobody`"]),
            Trouble(
                fault: #""act": "sts.*", "status": 403, "code": "ExpiredToken""#, status: 77,
                words: ["(ExpiredToken)", "renew the credentials"]),
            Trouble(
                fault:
                    #""act": "ebs.Start.*", "status": 403, "code": "AccessDeniedException", "message": "\#(denied)""#,
                status: 77, words: ["StartSnapshot in eu-west-1", denied, "allow `ebs:StartSnapshot` to"]),
            Trouble(
                fault: #""act": "ebs.Start.*", "status": 402, "code": "ServiceQuotaExceededException""#, status: 1,
                words: ["StartSnapshot in eu-west-1", "raise the quota of this account in eu-west-1"]),
            Trouble(
                fault: #""act": "ec2.Describe.*", "status": 503, "code": "RequestLimitExceeded""#, status: 1,
                words: ["DescribeImages in eu-west-1", "(RequestLimitExceeded)"]),
            Trouble(
                fault: #""act": "ec2.Describe.*", "status": 500, "code": "InternalError""#, status: 1,
                words: ["DescribeImages in eu-west-1", "(InternalError)"]),
            Trouble(
                fault: #""act": "ec2.Describe.*", "do": "lost""#, status: 1,
                words: ["DescribeImages in eu-west-1, at 127.0.0.1", "closed"]),
            Trouble(regions: "EU_West", status: 64, words: ["`EU_West` is no region"]),
            Trouble(
                change: ["AWS_ENDPOINT_URL": "http://127.0.0.1:1"], regions: "eu-nowhere-9", status: 1,
                words: ["GetCallerIdentity in eu-nowhere-9", "the region's name"]),
            Trouble(regions: "eu-west-1,eu-west-1", status: 64, words: ["a region is named twice"]),
        ])
        func `say what is wrong, and what can be done`(trouble: Trouble) async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let rule = trouble.fault.contains(#""do""#) ? trouble.fault : #""do": "error", \#(trouble.fault)"#
                if !trouble.fault.isEmpty { try standIn.play(#"[{\#(rule), "n": 9}]"#) }
                let image = try tested(folder)
                var arguments = publish(image)
                arguments[arguments.count - 1] = trouble.regions
                let result = try run(arguments, in: folder, on: standIn, trouble.change)
                #expect(result.status == trouble.status)
                for words in trouble.words { #expect(result.errorText.contains(words), "\(result.errorText)") }
                #expect(!result.errorText.contains(standIn.variables["AWS_SECRET_ACCESS_KEY"] ?? ""))
                // Nothing is left behind: the next run, which AWS allows, has what this one had.
                guard trouble.fault.contains("ebs.") else { return }
                try standIn.play("[]")
                let manifest = try await PublishingTests.publish(
                    image.publication(["eu-west-1"]), image.source(), on: standIn)
                try await checkInvariants(manifest, image, on: standIn)
            }
        }

        @Test func `say that the disk is full, and lose nothing by it`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let image = try tested(folder)
                // A limit of the size of files stands for the full disk: the header of the journal does not fit, or
                // what follows it. Messages go through a pipe, which has no such limit.
                for blocks in 0...1 {
                    let script = "{ (trap '' XFSZ; ulimit -f \(blocks); \"$@\") 2>&1; echo \"status $?\"; } | cat"
                    let result = try run(publish(image), in: folder, on: standIn, by: ["/bin/sh", "-c", script, "sh"])
                    #expect(result.text.contains("error[cannot-write]: cannot write"), "\(result.text)")
                    #expect(result.text.hasSuffix("status 1\n"))
                }
                let manifest = try await PublishingTests.publish(
                    image.publication(["eu-west-1"]), image.source(), on: standIn)
                try await checkInvariants(manifest, image, on: standIn)
            }
        }

        @Test func `say that the disk is not the one that was built`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let image = try tested(folder)
                let disk = try FileHandle(forUpdating: URL(filePath: image.disk))
                try disk.write(contentsOf: Data([9]))
                try disk.close()
                let result = try run(publish(image), in: folder, on: standIn)
                #expect(result.status == 1)
                #expect(result.errorText.contains("error[damaged-image]"))
                #expect(result.errorText.contains("disk.raw`: block 0 is not the one that was built"))
            }
        }

        @Test func `say what became of it, for people, programs and a job's summary`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let image = try tested(folder)
                var wanted = image.publication(["eu-west-1"])
                wanted.deprecation = nil
                let manifest = try await PublishingTests.publish(wanted, image.source(), on: standIn)
                let home = try #require(manifest.regions["eu-west-1"])
                let (ami, snapshot) = (try #require(home.image), try #require(home.snapshot))
                func output(_ arguments: [String]) throws -> String {
                    let result = try run(arguments, in: folder, on: standIn)
                    #expect(result.status == 0, "\(arguments): \(result.errorText)")
                    return result.text
                }
                #expect(try output(publish(image, "--summary", "summary.md")) == "eu-west-1  \(ami)  \(snapshot)\n")
                let summary = try String(contentsOf: folder.appending(path: "summary.md"), encoding: .utf8)
                #expect(summary.contains("\n| eu-west-1 | \(ami) | \(snapshot) | available |  |\n"))
                #expect(try json(output(publish(image, "--format", "json"))) == manifest.node)

                let reference = image.manifest.reference
                let stored = [reference, "--store", "store"]
                _ = try output(["promote", "--channel", "stable"] + stored)
                let channels = try json(
                    output([
                        "channels", image.manifest.name, "--architecture", "x86_64", "--format", "json",
                    ]))
                #expect(channels["channels"]?.items?.first?["history"]?.items?.first?["image"]?.string == ami)
                let garbage = try json(
                    output(["gc", "--regions", "eu-west-1", "--keep", "1", "--days", "0", "--format", "json"]))
                let kept = garbage["items"]?.items?.first { $0["id"]?.string == ami }
                #expect(kept?["kept"]?.string == "channel stable points at it" && garbage["applied"]?.boolean == false)
            }
        }

        @Test func `verify a built image, what EC2 says of it, and its snapshot's bytes`() async throws {
            try await withTemporaryFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                try Data(TinyImage.profile.utf8).write(to: folder.appending(path: "tiny.yaml"))
                try TinyImage.makeLayer(in: folder)
                let built = try TinyImage.build(folder)
                try #require(built.status == 0, "\(built.errorText)")
                let entry = try ImageStore(path: folder.appending(path: "store").path).find("tiny@1.0.0")
                var wanted = Publication(entry.manifest)
                wanted.regions = ["ap-south-1"]
                let digests = DiskBlocks(bytes: try DiskFiles().read(entry.file(ImageFiles.blocks), limit: 1 << 20))
                let source = Publisher.Source(
                    folder: entry.path, disk: entry.file(ImageFiles.disk), blocks: digests, parents: [])
                let manifest = try await PublishingTests.publish(wanted, source, on: standIn)
                let words = ["verify", "tiny@1.0.0", "--store", "store", "--published", "--blocks"]
                let result = try run(words, in: folder, on: standIn)
                #expect(result.status == 0 && result.errorText.contains("is as it was published in ap-south-1"))
                let snapshot = try #require(manifest.regions["ap-south-1"]?.snapshot)
                let written = try #require(standIn.snapshot(snapshot, in: "ap-south-1").blocks.keys.max())
                try standIn.damage(snapshot, in: "ap-south-1", block: written)
                let damaged = try run(words, in: folder, on: standIn)
                #expect(damaged.status == 1)
                #expect(damaged.errorText.contains("ap-south-1: block \(written) of the snapshot holds other bytes"))
            }
        }

        @Test func `tell how it goes, a JSON object a line`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let image = try tested(folder)
                let arguments = ["push", image.manifest.reference, "--store", "store", "--to", "s3://basalt/progress"]
                let result = try run(arguments + ["--progress", "json", "--quiet"], in: folder, on: standIn)
                let lines = try result.errorText.split(separator: "\n").map { try json(String($0)) }
                #expect(lines.last?["sent"]?.integer == 2 && lines.last?["total"]?.integer == 2)
                #expect(lines.allSatisfy { $0["event"]?.string == "progress" })
            }
        }
    }
}
