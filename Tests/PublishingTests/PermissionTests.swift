import AWS
import Documents
import Foundation
import Images
import Publishing
import TestSupport
import Testing

extension WithStandIn {
    /// What `basalt iam VERB` prints: each test plays an AWS that allows this and nothing else.
    @Suite struct `The permissions of a verb` {
        private static let regions = ["eu-west-1", "us-east-1"]

        private func actions(_ verb: Permission.Verb) -> Set<String> {
            Set(verb.permissions().flatMap(\.actions))
        }

        /// Refuses what a verb's policy does not allow.
        private func limit(to verb: Permission.Verb) -> String {
            let names = actions(verb).sorted().map { $0.replacing(":", with: "[.]") } + ["sts[.]GetCallerIdentity"]
            let others = "(?!(\(names.joined(separator: "|")))$).*"
            return #"{"act": "\#(others)", "do": "error", "status": 403, "code": "AccessDenied", "n": 9999}"#
        }

        /// Runs `work` with a verb's policy, and with `fault`.
        /// - Returns: the actions that were called.
        private func called(
            _ verb: Permission.Verb, _ fault: String? = nil, on standIn: AWSStandIn, _ work: () async throws -> Void
        ) async throws -> Set<String> {
            try standIn.play("[\([limit(to: verb), fault].compactMap(\.self).joined(separator: ", "))]")
            try await work()
            let calls = try standIn.log().map { String($0.prefix { $0 != " " }).replacing(".", with: ":") }
            try standIn.play("[]")
            // Everybody may ask who they are.
            return Set(calls).subtracting(["sts:GetCallerIdentity"])
        }

        @Test func `are what publishing calls, tags mended and failures removed`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let image = try TestImage(folder, name: unique("web"), version: "1", [1, 2])
                func run() async throws {
                    _ = try await publish(
                        image.publication(Self.regions, accounts: ["210987654321"]), image.source(), on: standIn)
                }
                var all = try await called(.publish, on: standIn, run)
                let id = try #require(try AMIManifest.read(image.folder.path)?.regions["eu-west-1"]?.image)
                _ = try await withSession(standIn) { session in
                    try await session.client("eu-west-1").send(
                        EC2.DeleteTags {
                            $0.resources = [id]
                            $0.tags = [EC2.Tag { $0.key = "Name" }]
                        })
                }
                all.formUnion(try await called(.publish, on: standIn, run))
                let failing = try TestImage(folder, name: unique("web"), version: "1", [3])
                all.formUnion(
                    try await called(.publish, #"{"act": "ec2.CopyImage", "do": "fail"}"#, on: standIn) {
                        _ = try await publish(failing.publication(Self.regions), failing.source(), on: standIn)
                    })
                #expect(all == actions(.publish))
            }
        }

        /// Publishes three versions of an image.
        private func three(_ folder: URL, in region: String, on standIn: AWSStandIn) async throws -> [TestImage] {
            let name = unique("web")
            let images = try (1...3).map { try TestImage(folder, name: name, version: "\($0)", [UInt8($0), 9]) }
            for image in images {
                _ = try await publish(
                    image.publication([region], accounts: ["210987654321"]), image.source(), on: standIn)
            }
            return images
        }

        @Test func `are what verifying, promoting and listing channels call`() async throws {
            try await inFolder { folder in
                let (standIn, region) = (try AWSStandIn.fresh(.publishing), "eu-central-1")
                let image = try #require(try await three(folder, in: region, on: standIn).last)
                let manifest = try #require(try AMIManifest.read(image.folder.path))
                let calls: [(Permission.Verb, (AWSSession) async throws -> Void)] = [
                    (
                        .verify,
                        { session in
                            let published = PublishedImage(session, manifest, tags: [:])
                            #expect(try await published.differences() == [])
                            let block = try await published.firstDifference(in: region, from: image.blocks) { _, _ in }
                            #expect(block == nil)
                        }
                    ),
                    (
                        .promote,
                        { try await Promotion($0, manifest).promote(to: "stable", reason: nil, tags: [:]) }
                    ),
                    (
                        .channels,
                        { session in
                            let list = ChannelList(session)
                            let channels = try await list.channels(of: manifest.name, "x86_64", in: region)
                            #expect(channels.map(\.name) == ["stable"])
                        }
                    ),
                ]
                for (verb, work) in calls {
                    let all = try await called(verb, on: standIn) {
                        try await withSession(standIn) { try await work($0) }
                    }
                    #expect(all == actions(verb), "\(verb)")
                }
            }
        }

        @Test func `are what clearing away calls`() async throws {
            try await inFolder { folder in
                let (standIn, region) = (try AWSStandIn.fresh(.publishing), "eu-north-1")
                let image = try await three(folder, in: region, on: standIn)[0]
                try await withSession(standIn) { session in
                    _ = try await session.client(region).send(
                        EC2.CreateLaunchTemplate {
                            $0.launchTemplateName = image.manifest.name
                            $0.launchTemplateData = EC2.RequestLaunchTemplateData { $0.instanceType = "t3.nano" }
                        })
                }
                let all = try await called(.gc, on: standIn) {
                    var rules = GarbagePlan.Rules()
                    (rules.versions, rules.days) = (1, -1)
                    try await withSession(standIn) { session in
                        let collection = GarbageCollection(session, region: region)
                        let plan = try await collection.plan(rules)
                        #expect(!plan.removed.isEmpty)
                        try await collection.apply(plan)
                    }
                }
                #expect(all == actions(.gc))
            }
        }

        @Test func `are a policy, limited to account, regions, keys and what has basalt's tags`() {
            let key = "arn:aws-cn:kms:cn-north-1:123456789012:key/k"
            let policy = PermissionPolicy(.publish, account: "123456789012", regions: ["cn-north-1"], keys: [key]).node
            let statements = policy["Statement"]?.items ?? []
            func statement(_ action: String) -> Node? {
                statements.first { $0["Action"]?.strings.contains(action) == true }
            }
            #expect(statements.allSatisfy { $0["Effect"]?.string == "Allow" })
            #expect(
                statement("ssm:PutParameter")?["Resource"]?.strings
                    == ["arn:aws-cn:ssm:cn-north-1:123456789012:parameter/basalt/*"])
            #expect(statement("ec2:CopyImage")?["Resource"]?.strings.first == "arn:aws-cn:ec2:cn-north-1::image/*")
            #expect(statement("kms:CreateGrant")?["Resource"]?.strings == [key])
            #expect(
                statement("ec2:DeleteSnapshot")?["Condition"]?["Null"]?["aws:ResourceTag/basalt:digest"]?.string
                    == "false")
            let regions = statement("ec2:DescribeImages")?["Condition"]?["StringEquals"]?["aws:RequestedRegion"]
            #expect(regions?.strings == ["cn-north-1"])
        }
    }
}
