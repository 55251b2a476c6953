import Documents
import Foundation
import Provisioning
import TestSupport
import Testing

@Suite struct HostScriptTests {
    @Test("shellcheck finds nothing in any script of a host")
    func shellcheck() throws {
        let scripts = try scripts(rendering(everyScript, files: certificateFile).required())
        #expect(scripts.count == 7, "\(scripts.keys.sorted())")
        try withTemporaryFolder { folder in
            var paths: [String] = []
            for (name, text) in scripts {
                let file = folder.appendingPathComponent(name)
                try Data(text.utf8).write(to: file)
                paths.append(file.path)
            }
            let result = try runTool("/usr/bin/env", ["shellcheck", "--shell=sh"] + paths.sorted())
            #expect(result.status == 0, "\(result.text)")
        }
    }

    @Test(
        "basalt-aws reads and writes with signatures that AWS's own library computes",
        arguments: [["dash"], ["busybox", "sh"]])
    func aws(_ shell: [String]) throws {
        let script = try #require(try scripts(rendering(everyScript, files: certificateFile).required())["basalt-aws"])
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("basalt-aws")
            try Data(script.utf8).write(to: file)
            let value = folder.appendingPathComponent("value")
            try Data("line \"one\" \\ two\n\ttab é 日本 \u{1F433} $HOME `x` %s".utf8).write(to: value)
            let environment = [
                "SHELL_UNDER_TEST=\(shell.joined(separator: " "))", "DIR=\(folder.path)", "VALUE=\(value.path)",
            ]
            let servers = [["fake_imds.py", "--busy", "1"], ["sigv4_check.py", "--throttle", "1"]]
            let result = try withServers(servers, Self.commands, environment: environment, in: folder)
            #expect(
                result.text.split(separator: "\n").map(String.init) == Self.expected,
                "\(result.text)\(result.errorText)")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(left == ["basalt-aws", "value"], "temporary files with secrets are removed")
        }
    }

    /// Each step prints its name and exit status, or what it read.
    private static let commands = #"""
        export BASALT_IMDS_ENDPOINT="http://127.0.0.1:$PORT1" BASALT_AWS_ENDPOINT="http://127.0.0.1:$PORT2" BASALT_RUN="$DIR"
        step() { code=0; $SHELL_UNDER_TEST "$DIR/basalt-aws" "$@" || code=$?; echo " $1 $code"; }
        step ssm-get /a/b
        step ssm-put /a/b <"$VALUE"
        $SHELL_UNDER_TEST "$DIR/basalt-aws" ssm-get /a/b | cmp - "$VALUE" && echo same
        echo other | step ssm-put /a/b --if-absent
        step s3-get bucket "a key/+%é"
        step s3-get bucket missing
        step elb-register arn:aws:x 80
        step elb-health arn:aws:x 80
        step instance-id
        step nonsense
        """#

    private static let expected = [
        " ssm-get 3", " ssm-put 0", "same", " ssm-put 4", "/bucket/a key/+%é s3-get 0", " s3-get 3", " elb-register 0",
        "healthy", " elb-health 0", "i-0123456789abcdef0", " instance-id 0", " nonsense 2",
    ]
}
