import Documents
import TestSupport
import Testing

/// Nobody can change a shipped file: an error in one of its lines also names a line of the user's.
@Suite struct `An error in a shipped file` {
    private static let head = "apiVersion: basalt/v1\nkind: Profile\nmetadata: {name: demo}\n"

    private static let image = "x@sha256:\(String(repeating: "0", count: 64))"

    @Test(arguments: [
        // Profiles: `extends`, by the user's file or by a base of it, and what was changed on the way.
        (["render"], "extends: [swarm]\n", "is extended here x.yaml:4:11"),
        (["render", "--role", "boss"], "extends: [base.yaml]\n", "is extended here base.yaml:4:11"),
        (["why", "--role", "boss"], "extends: [swarm]\n", "is extended here x.yaml:4:11"),
        (
            ["validate"], "extends: [swarm]\ncluster: {swarm: {secrets: null}}\n", "is extended here x.yaml:4:11"
        ),
        (["validate"], "extends: [docker-host]\ntarget: {os: flatcar}\n", "is chosen here x.yaml:5:14"),
        // Templates: the second container's unit has a line that is too long.
        (
            ["validate"],
            """
            target: {os: flatcar}
            docker: {}
            containers:
            - {name: short, image: "\(image)"}
            - {name: long, image: "\(image)", environment: {A: "\(String(repeating: "x", count: 3000))"}}

            """, "is used here x.yaml:8:3"
        ),
    ])
    func `names the user's line that brought it in`(arguments: [String], body: String, note: String) throws {
        let files = ["x.yaml": Self.head + body, "base.yaml": Self.head + "extends: [swarm]\n"]
        try withFiles(files) { folder in
            let result = try Basalt.run(
                [arguments[0], "x.yaml"] + arguments.dropFirst() + ["--format", "json"], in: folder)
            #expect(result.status == 65)
            let document = try json(result.text.isEmpty ? result.errorText : result.text)
            let problems = try #require(document["diagnostics"]?.items)
            #expect(!problems.isEmpty)
            for problem in problems {
                #expect(problem["file"]?.string?.hasPrefix("shipped:") == true)
                let notes = (problem["notes"]?.items ?? []).map { item in
                    let start = item["range"]?["start"]
                    let place = [start?["line"], start?["column"]].map { ":\($0?.integer ?? 0)" }.joined()
                    return "\(item["message"]?.string ?? "") \(item["file"]?.string ?? "")\(place)"
                }
                #expect(notes.count == 1 && notes[0].hasSuffix(note), "\(notes)")
            }
        }
    }
}
