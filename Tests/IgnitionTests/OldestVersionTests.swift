import Documents
import Ignition
import TestSupport
import Testing
import Values

@Suite struct OldestVersionTests {
    @Test(arguments: [
        ("{}", "3.0.0", nil),
        (#"{"kernelArguments":{}}"#, "3.0.0", nil),
        (#"{"storage":{"files":[{"path":"/a","contents":{"source":"data:,","compression":"gzip"}}]}}"#, "3.0.0", nil),
        (
            #"{"ignition":{"config":{"replace":{"source":"data:,","compression":"gzip"}}}}"#, "3.1.0",
            "ignition.config.replace.compression"
        ),
        (
            #"{"storage":{"files":[{"path":"/a","contents":{"source":"data:,","verification":{"hash":"sha256-00"}}}]}}"#,
            "3.1.0",
            "storage.files[0].contents.verification.hash"
        ),
        (
            #"{"storage":{"filesystems":[{"device":"/d","mountOptions":["a"]}]}}"#, "3.1.0",
            "storage.filesystems[0].mountOptions"
        ),
        (
            #"{"storage":{"files":[{"path":"/a","contents":{"source":"gs://b/k"}}]}}"#, "3.2.0",
            "storage.files[0].contents.source"
        ),
        (#"{"storage":{"luks":[{"name":"a"}]}}"#, "3.2.0", "storage.luks"),
        (#"{"kernelArguments":{"shouldExist":["a"]}}"#, "3.3.0", "kernelArguments"),
        (#"{"storage":{"filesystems":[{"device":"/d","format":"none"}]}}"#, "3.3.0", "storage.filesystems[0].format"),
        (#"{"storage":{"luks":[{"name":"a","discard":true}]}}"#, "3.4.0", "storage.luks[0].discard"),
        (
            #"{"storage":{"files":[{"path":"/a","contents":{"source":"arn:aws:s3:::b/k"}}]}}"#, "3.4.0",
            "storage.files[0].contents.source"
        ),
        (#"{"storage":{"luks":[{"name":"a","cex":{"enabled":true}}]}}"#, "3.5.0", "storage.luks[0].cex"),
        (
            #"{"storage":{"luks":[{"name":"a","clevis":{"custom":{"pin":"mine","config":"{}"}}}]}}"#, "3.6.0",
            "storage.luks[0].clevis.custom.pin"
        ),
        (#"{"storage":{"directories":[{"path":"/a","mode":1023}]}}"#, "3.6.0", "storage.directories[0].mode"),
    ])
    func theNewestWordInUseDecides(_ text: String, _ version: String, _ path: String?) throws {
        let oldest = IgnitionValidator.oldestVersion(for: try json(text))
        #expect(oldest.version.description == version)
        #expect(oldest.because?.path.description == path)
    }

    @Test func everyFieldHasTheSpecificationThatBroughtIt() {
        func check(_ object: ObjectType, _ path: String) {
            for field in object.fields {
                #expect(field.since != nil, "\(path).\(field.name)")
                #expect(field.summary.hasSuffix("."), "\(path).\(field.name)")
                switch field.type {
                case .object(let inner), .list(.object(let inner), _): check(inner, "\(path).\(field.name)")
                default: break
                }
            }
        }
        check(IgnitionSchema.config, "")
    }
}
