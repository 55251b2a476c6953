import Foundation
import TestSupport
import Testing

/// Completions, tried in the shells that are installed.
@Suite struct `Completions` {
    private static let files = [
        "state/runs/web-20260105-090000/plan.json": "{}", "fleets/web.yaml": "", "notes.txt": "",
    ]

    /// What bash offers for a command line whose last word is being typed.
    private func offers(_ line: String, in folder: URL) throws -> [String] {
        let script = """
            cd "$1" && PATH=$(dirname "$2"):$PATH && export BASALT_STATE=$1/state && source <(basalt completions bash)
            read -ra COMP_WORDS <<<"$3"
            [[ $3 = *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=$3 COMP_POINT=${#3} COMP_TYPE=9 COMP_KEY=9
            function=$(complete -p basalt | sed 's/.* -F \\([^ ]*\\) .*/\\1/')
            "$function" basalt "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}" 2>/dev/null
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let result = try runTool("/bin/bash", ["-c", script, "bash", folder.path, Basalt.path, line])
        #expect(result.status == 0, "\(result.errorText)")
        return result.text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    @Test(arguments: [
        ("basalt rep", ["replace"], ["render"]),
        ("basalt ", ["init", "doctor", "completions"], ["local-switch", "manual"]),
        ("basalt render --as ", ["ignition", "cloud-config"], ["json"]),
        ("basalt replace --fin", ["--finish-within"], ["--format"]),
        ("basalt resume ", ["web-20260105-090000"], ["notes.txt"]), ("basalt history ", ["web"], ["notes.txt"]),
        ("basalt explain docker.d", ["docker.daemon"], ["docker"]),
        ("basalt replace fleets/", ["fleets/web.yaml"], ["notes.txt"]),
        ("basalt doctor ", ["machines", "aws"], ["notes.txt"]),
        ("basalt completions ", ["bash", "zsh", "fish"], ["sh"]),
    ])
    func `of bash offer what can stand there`(line: String, offered: [String], others: [String]) throws {
        try withFiles(Self.files) { folder in
            let offers = try offers(line, in: folder)
            #expect(Set(offers).isSuperset(of: offered) && Set(offers).isDisjoint(with: others), "\(offers)")
        }
    }

    @Test func `of bash name the store's images`() throws {
        try TinyImage.withLayer { folder in
            #expect(try TinyImage.build(folder).status == 0)
            let script = "BASALT_STORE=\"$1\" \"$2\" ---completion verify -- positional@0 2 0 basalt verify ''"
            let result = try runTool("/bin/bash", ["-c", script, "bash", folder.path + "/store", Basalt.path])
            #expect(result.text.contains("tiny@1.0.0"), "\(result.text)\(result.errorText)")
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func `are scripts that their shell can read`(shell: String) throws {
        let script = try Basalt.run(["completions", shell])
        #expect(script.status == 0 && script.text.contains("basalt"))
        let places = ["/bin/\(shell)", "/usr/bin/\(shell)", "/usr/local/bin/\(shell)"]
        guard let program = places.first(where: FileManager.default.isExecutableFile) else {
            return print("not tried: \(shell) is not installed")
        }
        let result = try runTool(program, ["-n"], input: script.output)
        #expect(result.status == 0 && result.errorText.isEmpty, "\(result.errorText)")
    }
}
