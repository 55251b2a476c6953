import AWS
import Foundation
import Images
import Publishing
import TestSupport
import Testing
import Values

extension WithStandIn {
    @Suite struct `A store on S3` {
        /// An image in a store on disk, tested or not.
        private func entry(
            _ folder: URL, _ name: String, _ version: String, _ contents: [UInt8], isTested: Bool = false
        ) throws -> ImageStore.Entry {
            var image = try TestImage(folder.appending(path: "made"), name: name, version: version, contents)
            return try image.put(into: folder.appending(path: "store"), verdict: isTested ? image.verdict() : nil)
        }

        private func place(_ name: String) throws -> RemotePlace {
            try #require(RemotePlace("s3://basalt/\(name)/images"))
        }

        private func push(_ entry: ImageStore.Entry, on standIn: AWSStandIn) async throws {
            let place = try place(entry.manifest.name)
            try await withSession(standIn, ["AWS_MAX_ATTEMPTS": "1"]) { session in
                try await RemoteStore(session.client("eu-west-1"), place).push(entry) { _, _ in }
            }
        }

        /// - Returns: whether the store did not have it.
        private func pull(_ reference: String, into folder: URL, on standIn: AWSStandIn) async throws -> Bool {
            let parts = reference.split(separator: "@").map(String.init)
            let place = try place(parts[0])
            return try await withSession(standIn) { session in
                try await RemoteStore(session.client("eu-west-1"), place)
                    .pull(parts[0], parts[1], into: ImageStore(path: folder.path)) { _, _ in }
            }
        }

        private func blocks(sent standIn: AWSStandIn) throws -> Int {
            try standIn.log().count { $0.hasPrefix("s3.PUT") && $0.contains("/.blocks/") }
        }

        @Test func `gives back what was put into it, to the byte`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let entry = try entry(folder, unique("web"), "1.0", [1, 0, 2, 1, 0], isTested: true)
                try await push(entry, on: standIn)
                // Zeros do not travel, and equal blocks travel once.
                #expect(try blocks(sent: standIn) == 2)
                let copy = folder.appending(path: "copy")
                #expect(try await pull(entry.manifest.reference, into: copy, on: standIn))
                let found = try ImageStore(path: copy.path).find(entry.manifest.reference)
                for name in [ImageFiles.disk, ImageFiles.blocks, ImageFiles.manifest, ImageFiles.verdict] {
                    #expect(
                        FileManager.default.contentsEqual(atPath: entry.file(name), andPath: found.file(name)),
                        "\(name)")
                }
                #expect(try await !pull(entry.manifest.reference, into: copy, on: standIn))
            }
        }

        @Test func `gets only the blocks that no other version has`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let name = unique("web")
                try await push(try entry(folder, name, "1", [1, 2, 3, 4]), on: standIn)
                try standIn.play("[]")
                let second = try entry(folder, name, "2", [1, 9, 3, 4, 7, 0])
                try await push(second, on: standIn)
                #expect(try blocks(sent: standIn) == 2)
                try standIn.play("[]")
                try await push(second, on: standIn)
                #expect(try standIn.log().allSatisfy { $0.hasPrefix("s3.GET") })
                #expect(try await pull("\(name)@2", into: folder.appending(path: "copy"), on: standIn))
            }
        }

        @Test func `never changes a version`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let name = unique("web")
                let first = try entry(folder.appending(path: "a"), name, "1", [1])
                let other = try entry(folder.appending(path: "b"), name, "1", [2])
                try await push(first, on: standIn)
                let error = try await #require(throws: PublishError.self) { try await push(other, on: standIn) }
                #expect(error.code == .versionExists)
                let refused = try await #require(throws: PublishError.self) {
                    try await pull("\(name)@1", into: folder.appending(path: "b/store"), on: standIn)
                }
                #expect(refused.code == .versionExists)
                #expect(try await pull("\(name)@1", into: folder.appending(path: "copy"), on: standIn))
            }
        }

        @Test func `has a version whole or not at all, wherever the push was killed`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let probe = try entry(folder, unique("probe"), "1", [1, 2], isTested: true)
                try await push(probe, on: standIn)
                let calls = try standIn.log().count
                #expect(calls >= 6)
                for fault in ["die", "die-after"] {
                    for index in 0..<calls {
                        let entry = try entry(folder, unique("web"), "1", [1, 2], isTested: true)
                        let copy = folder.appending(path: entry.manifest.name)
                        try standIn.play(#"[{"act": "s3.*", "do": "\#(fault)", "skip": \#(index)}]"#)
                        await #expect(throws: PublishError.self) { try await push(entry, on: standIn) }
                        try standIn.play("[]")
                        do throws(PublishError) {
                            #expect(try await early(entry, into: copy, on: standIn))
                        } catch { #expect(error.message.contains("has no"), "\(index)") }
                        try await push(entry, on: standIn)
                        _ = try await pull(entry.manifest.reference, into: copy, on: standIn)
                        let found = try ImageStore(path: copy.path).find(entry.manifest.reference)
                        #expect(
                            FileManager.default.contentsEqual(
                                atPath: entry.file(ImageFiles.disk), andPath: found.file(ImageFiles.disk)))
                    }
                }
            }
        }

        private func early(
            _ entry: ImageStore.Entry, into copy: URL, on standIn: AWSStandIn
        ) async throws(PublishError) -> Bool {
            do { return try await pull(entry.manifest.reference, into: copy, on: standIn) } catch let error
                as PublishError
            {
                throw error
            } catch { throw PublishError(.service, "\(error)") }
        }

        @Test func `notices bytes that are not those of their name, and leaves nothing behind`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let entry = try entry(folder, unique("web"), "1", [1, 2])
                try await push(entry, on: standIn)
                let path = try standIn.log().first { $0.contains("/.blocks/") }?.split(separator: " ").dropFirst().first
                let key = try #require(path).dropFirst("/basalt/".count)
                for change in 0..<2 {
                    try await withSession(standIn) { session in
                        let client = session.client("eu-west-1")
                        if change == 0 {
                            _ = try await client.send(
                                S3.PutObject {
                                    $0.bucket = "basalt"
                                    $0.key = String(key)
                                    $0.body = Blob([UInt8](repeating: 3, count: Int(DiskBlocks.size)))
                                })
                        } else {
                            _ = try await client.send(
                                S3.DeleteObject {
                                    $0.bucket = "basalt"
                                    $0.key = String(key)
                                })
                        }
                    }
                    let copy = folder.appending(path: "copy")
                    let error = try await #require(throws: PublishError.self) {
                        try await pull(entry.manifest.reference, into: copy, on: standIn)
                    }
                    #expect(error.code == .difference)
                    #expect(try ImageStore(path: copy.path).entries().isEmpty)
                    #expect(try FileManager.default.contentsOfDirectory(atPath: copy.path + "/.building").isEmpty)
                }
            }
        }

        @Test func `needs the permissions that basalt iam prints`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let entry = try entry(folder, unique("web"), "1", [1])
                func actions() throws -> Set<String> {
                    Set(
                        try standIn.log().map { call in
                            let words = call.split(separator: " ")
                            return words[0] == "s3.PUT"
                                ? "s3:PutObject" : words[1] == "/basalt" ? "s3:ListBucket" : "s3:GetObject"
                        })
                }
                try await push(entry, on: standIn)
                #expect(try actions() == Set(Permission.Verb.push.permissions().flatMap(\.actions)))
                try standIn.play("[]")
                let missing = try await #require(throws: PublishError.self) {
                    try await pull("\(entry.manifest.name)@2", into: folder, on: standIn)
                }
                #expect(missing.remedy == "it has 1")
                #expect(try actions() == Set(Permission.Verb.pull.permissions().flatMap(\.actions)))
            }
        }

        @Test(arguments: [
            ("s3://basalt", "s3://basalt/"), ("s3://a-bucket.x/a//b/", "s3://a-bucket.x/a/b/"), ("s3://b", nil),
            ("https://basalt/x", nil), ("s3://basalt/../x", nil), ("s3://basalt/a b", nil), ("s3:///x", nil),
        ])
        func `has an address`(text: String, place: String?) { #expect(RemotePlace(text)?.description == place) }
    }
}
