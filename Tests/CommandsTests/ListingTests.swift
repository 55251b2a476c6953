import Documents
import Foundation
import TestSupport
import Testing
import Values

@Suite struct `basalt ls` {
    @Test(arguments: ImageFiles.Maker.allCases)
    func `says of everything what find says`(_ maker: ImageFiles.Maker) throws {
        try ImageFiles.withImage(maker) { folder in
            let listed = try ImageFiles.asRoot(["ls", "image", "-R"], in: folder)
            #expect(listed.errorText.isEmpty)
            // A name with a line break would be two lines of find's; `-print0` keeps it one.
            let script = """
                cd "$1/tree" && TZ=UTC find . -printf '%M %U/%G %s %y %TY-%Tm-%Td %TH:%TM /%P %l\\0'
                """
            let found = try ReferenceTools.asRoot("/bin/sh", ["-c", script, "sh", folder.path])
            let expected = found.output.split(separator: 0).map { record in
                var words = record.split(separator: 0x20, maxSplits: 6).map { shown(Array($0)) }
                let (path, target) = (words[6].prefix { $0 != " " }, words[6].drop { $0 != " " }.dropFirst())
                // The one name with a space in it.
                words[6] = words[6].contains("Grüße") ? "/etc/Grüße 漢字" : path + (target.isEmpty ? "" : " -> \(target)")
                switch words[3] {
                case "f": break
                case "b": words[2] = "8,0"
                case "c": words[2] = "1,3"
                default: words[2] = "-"
                }
                words.remove(at: 3)
                return words.joined(separator: " ")
            }
            let lines = listed.text.split(separator: "\n").map {
                $0.split(separator: " ").joined(separator: " ")
            }
            #expect(lines.sorted() == expected.sorted())
            #expect(lines.count > 25)
        }
    }

    /// As the command shows names.
    private func shown(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).replacing("\u{FFFD}", with: "\\xff").replacing("\n", with: "\\x0a")
            .replacing("\u{1B}", with: "\\x1b")
    }

    @Test func `as JSON has the documented shape`() throws {
        try ImageFiles.withImage { folder in
            let result = try ImageFiles.asRoot(["ls", "image", "-R", "--format", "json"], in: folder)
            let document = try json(result.text)
            #expect(document["version"]?.integer == 1)
            let entries = try #require(document["entries"]?.items)
            func entry(_ path: String) throws -> Node {
                try #require(entries.first { $0["path"]?.string == path }, "\(path)")
            }
            let root = try entry("/")
            #expect(root["type"]?.string == "directory" && root["links"]?.integer == 1)
            #expect(root["modified"]?.string == "2020-09-13T12:26:40Z")
            let su = try entry("/bin/su")
            #expect(su["mode"]?.string == "04755" && su["links"]?.integer == 2 && su["size"]?.integer == 90000)
            #expect(su["user"]?.integer != nil && su["group"]?.integer != nil)
            let ping = try #require(try entry("/bin/ping")["xattrs"]?.items?.first)
            #expect(ping["name"]?.string == "security.capability" && ping["value"] == nil)
            #expect(ping["valueBase64"]?.string == "AQAAAgAgAAAAAAAAAAAAAAAAAAA=")
            #expect(try entry("/team/second")["xattrs"]?.items?.first?["value"]?.string == "Grüße")
            #expect(try entry("/dev/sda")["device"]?["major"]?.integer == 8)
            #expect(try entry("/etc/link")["target"]?.string == "../bin/su")
            let odd = try entry("/etc/odd\\x0a\\x1b[31m\\xff")
            #expect(odd["pathBase64"]?.string == Base64.encode(Array("/etc/odd\n\u{1B}[31m".utf8) + [0xFF]))
        }
    }

    @Test func `is as it was read and approved`() throws {
        try ImageFiles.withImage { folder in
            for (golden, arguments) in [
                ("ls.txt", ["ls", "image"]), ("ls-etc.txt", ["ls", "image", "etc"]),
                ("ls-link.txt", ["ls", "image", "sbin"]), ("ls-through-link.txt", ["ls", "image", "sbin/"]),
                ("ls-missing.txt", ["ls", "image", "/etc/os-relaese"]),
                ("ls-loop.txt", ["ls", "image", "loop-a/x"]),
                ("cat-directory.txt", ["cat", "image", "etc", "dev/sda"]),
                ("ls-tree.txt", ["ls", "tree"]), ("ls-no-image.txt", ["ls", "tree/bin/su"]),
                ("ls-missing-image.txt", ["ls", "imag"]),
            ] {
                let result = try ImageFiles.asRoot(arguments, in: folder)
                let text = result.text + (result.errorText.isEmpty ? "" : "--- standard error\n" + result.errorText)
                #expect(try GoldenFile.expected(golden, for: text, beside: #filePath) == text)
            }
        }
    }
}
