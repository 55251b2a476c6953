import TestSupport
import Testing

/// What a user reads, word for word.
@Suite struct `Texts for people` {
    private static let broken = """
        apiVersion: basalt/v1
        kind: Profile
        metadata: {name: broken}
        extends: [docker-host]
        docker:
          daemon:
            live-restore: true
            log-opts: {max-size: 10m, max-file: 5}
        cluster:
          swarm: {action: join, as: worker, join_adr: ["swarm.internal:2377"]}
        storage:
          files:
            - path: /etc/motd
              mode: 644
              contents: {inline: "welcome\\n"}

        """

    private static let composed = """
        apiVersion: basalt/v1
        kind: Profile
        metadata: {name: web}
        extends: [docker-host]
        docker: {daemon: {live-restore: false}}

        """

    private static let baked = """
        apiVersion: basalt/v1
        kind: Profile
        metadata: {name: baked}
        extends: [docker-host]
        image:
          containers: [docker.io/library/redis:7]

        """

    @Test(arguments: [
        ("help.txt", ["--help"]), ("help-render.txt", ["render", "--help"]),
        ("help-validate.txt", ["validate", "--help"]),
        ("help-why.txt", ["why", "--help"]), ("help-explain.txt", ["explain", "--help"]),
        ("help-schema.txt", ["schema", "--help"]), ("help-pack.txt", ["pack", "--help"]),
        ("help-build.txt", ["build", "--help"]), ("help-verify.txt", ["verify", "--help"]),
        ("help-test.txt", ["test", "--help"]), ("help-diff.txt", ["diff", "--help"]),
        ("help-ls.txt", ["ls", "--help"]),
        ("help-cat.txt", ["cat", "--help"]), ("help-extract.txt", ["extract", "--help"]),
        ("help-init.txt", ["init", "--help"]), ("explain-volumes.txt", ["explain", "storage.volumes"]),
        ("errors.txt", ["validate", "broken.yaml"]), ("errors.json", ["validate", "broken.yaml", "--format", "json"]),
        ("why.txt", ["why", "web.yaml", "docker"]),
        ("why.json", ["why", "web.yaml", "docker.daemon.live-restore", "--format", "json"]),
        ("usage.txt", ["render", "--as", "ignitoin", "web.yaml"]), ("unknown-verb.txt", ["rendr"]),
        ("help-replace.txt", ["replace", "--help"]), ("help-status.txt", ["status", "--help"]),
        ("help-unlock.txt", ["unlock", "--help"]), ("help-resume.txt", ["resume", "--help"]),
        ("help-boot.txt", ["boot", "--help"]), ("baked-from-registry.txt", ["validate", "baked.yaml"]),
        ("not-yaml.txt", ["validate", "not.yaml"]), ("no-kind.txt", ["validate", "no-kind.yaml"]),
        ("butane-without-folder.txt", ["render", "local.bu"]),
    ])
    func `are as they were read and approved`(golden: String, arguments: [String]) throws {
        let files = [
            "broken.yaml": Self.broken, "web.yaml": Self.composed, "baked.yaml": Self.baked,
            "not.yaml": "a: [1\nb: {\n",
            "no-kind.yaml": "hello: world\n",
            "local.bu": "variant: fcos\nversion: 1.5.0\nstorage: {files: [{path: /a, contents: {local: a.txt}}]}\n",
        ]
        try withFiles(files) { folder in
            let result = try Basalt.run(arguments, in: folder, environment: ["COLUMNS=80"])
            let text = result.text + (result.errorText.isEmpty ? "" : "--- standard error\n" + result.errorText)
            #expect(try GoldenFile.expected(golden, for: text, beside: #filePath) == text)
        }
    }
}
