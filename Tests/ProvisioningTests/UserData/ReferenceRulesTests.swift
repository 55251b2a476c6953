import Documents
import Profiles
import TestSupport
import Testing

/// Names of units and secrets that a profile mentions and its host does not have.
@Suite("What nothing on the host answers to")
struct ReferenceRulesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let body: String
        /// `code line:column path remedy` of every problem; the profile's head has four lines.
        let warnings: [String]
    }

    private static let image = "x@sha256:\(String(repeating: "0", count: 64))"
    private static let head = """
        docker: {}
        containers: [{name: web, image: "\(image)"}]
        secrets: [{name: token, file: /etc/token}]

        """

    static let cases = [
        Case(
            testDescription: "units that wait for ours",
            body: head + """
                systemd:
                  units:
                    - name: mine.service
                      contents: |
                        [Unit]
                        After=basalt-container-web.service docker.service basalt-%i.service
                        Requires=basalt-secret-token.service
                        [Service]
                        ExecStart=/bin/true
                    - name: basalt-swap@.service
                      contents: "[Service]\\nExecStart=/bin/true\\n"
                    - {name: docker.service, dropins: [{name: 10.conf, contents: "[Unit]\\nWants=basalt-swap@a.service\\n"}]}
                    - {name: basalt-container-web.service, dropins: [{name: 10.conf, contents: "[Service]\\nNice=5\\n"}]}
                """, warnings: []),
        Case(
            testDescription: "units that wait for nothing, named twice in one unit",
            body: head + """
                systemd:
                  units:
                    - name: mine.service
                      contents: |
                        [Unit]
                        After=basalt-contaner-web.service
                        Requires=basalt-contaner-web.service
                        [Service]
                        ExecStart=/bin/true
                """,
            warnings: [
                "unknown-unit 13:15 systemd.units[0].contents did you mean `basalt-container-web.service`?"
            ]),
        Case(
            testDescription: "drop-ins that wait for nothing, or extend nothing",
            body: head + """
                systemd:
                  units:
                    - {name: docker.service, dropins: [{name: a.conf, contents: "[Unit]\\nBindsTo=basalt-container-web\\n"}]}
                    - {name: basalt-swarm.service, dropins: [{name: a.conf, contents: "[Service]\\nNice=5\\n"}]}
                """,
            warnings: [
                "unknown-unit 10:82 systemd.units[0].dropins[0].contents did you mean `basalt-container-web.service`?",
                "unknown-unit 11:14 systemd.units[1].name units here are: basalt-container-web.service, basalt-secret-token.service",
            ]),
        Case(
            testDescription: "units that are to wait for a volume, a secret or a template",
            body: """
                docker: {}
                storage:
                  volumes:
                    - {name: a, match: {ebs_device: /dev/sdf}, format: ext4, mount: {path: /a, required_by: [basalt-x.service]}}
                secrets: [{name: token, file: /etc/token, required_by: [docker.service, basalt-secret-tokn.service]}]
                include:
                  - template: secret-fetch
                    with: {name: other, source: file, location: /etc/other, required_by: [basalt-secret-toke.service]}
                """,
            warnings: [
                "unknown-unit 8:94 storage.volumes[0].mount.required_by[0] units here are: basalt-mounted-a.service, basalt-secret-other.service, basalt-secret-token.service, basalt-volume-a.service",
                "unknown-unit 9:73 secrets[0].required_by[1] did you mean `basalt-secret-token.service`?",
                "unknown-unit 12:75 include[0].with.required_by[0] did you mean `basalt-secret-token.service`?",
            ]),
        Case(
            testDescription: "secrets that are fetched, folders, and names that are completed later",
            body: head + """
                storage:
                  files:
                    - path: /etc/a
                      contents:
                        inline: |
                          # Reads /run/basalt/secrets/token.
                          cat /run/basalt/secrets/token "/run/basalt/secrets/$1" /run/basalt/secrets/*
                          ls /run/basalt/secrets /run/basalt/secrets/ /run/basalt/secrets/app-${x}
                """, warnings: []),
        Case(
            testDescription: "secrets that nothing fetches, in files, units, containers and settings",
            body: """
                docker: {daemon: {tlskey: /run/basalt/secrets/key}}
                containers:
                - {name: web, image: "\(image)", volumes: ["/run/basalt/secrets/tokn:/token:ro"]}
                secrets: [{name: token, file: /etc/token}]
                storage:
                  files:
                    - path: /etc/a
                      contents:
                        inline: |
                          password=/run/basalt/secrets/Token
                          password=/run/basalt/secrets/Token
                systemd: {units: [{name: a.service, contents: "[Service]\\nExecStart=/bin/a /run/basalt/secrets/b\\n"}]}
                """,
            warnings: [
                "unknown-secret 5:27 docker.daemon.tlskey add it to `secrets:` with the place it is kept in",
                "unknown-secret 7:110 containers[0].volumes[0] did you mean `token`?",
                "unknown-secret 14:20 storage.files[0].contents.inline did you mean `token`?",
                "unknown-secret 16:76 systemd.units[0].contents add it to `secrets:` with the place it is kept in",
            ]),
        Case(
            testDescription: "secrets in local files, Butane files and a team's templates",
            body: """
                secrets: [{name: token, file: /etc/token}]
                storage: {files: [{path: /etc/a, contents: {local: a.txt}}]}
                include: [{butane: host.bu}, {template: team.yaml}]
                """,
            warnings: [
                "unknown-secret 3:50 storage.files[0].contents.source did you mean `token`?",
                "unknown-secret 6:52 storage.files[0].contents.local did you mean `token`?",
                "unknown-secret 4:50 storage.files[0].contents.source did you mean `token`?",
            ]),
    ]

    @Test("is a warning where it is named", arguments: cases)
    func rules(_ item: Case) {
        let storage = "storage: {files: [{path: PATH, contents: {inline: \"/run/basalt/secrets/toke\"}}]}\n"
        let files = MemoryFiles([
            "a.txt": .file("/run/basalt/secrets/tokem"),
            "host.bu": .file("variant: fcos\nversion: 1.4.0\n" + storage.replacing("PATH", with: "/b")),
            "team.yaml": .file(
                "apiVersion: basalt/v1\nkind: Template\nmetadata: {name: team, description: d}\n"
                    + storage.replacing("PATH", with: "/c")),
        ])
        let result = rendering(profile(item.body), files: files)
        let found = result.diagnostics.sorted().map { problem in
            "\(problem.code) \(problem.origin.map { "\($0.line):\($0.column)" } ?? "-") \(problem.path) \(problem.remedy ?? "")"
        }
        #expect(found == item.warnings, "\(rendered(result.diagnostics))")
        #expect(result.userData != nil)
    }

    @Test("is nothing in a shipped profile", arguments: ShippedHost.all)
    func shipped(_ host: ShippedHost) throws {
        let file = try #require(Shipped.profile(host.profile))
        #expect(rendered(rendering(file, role: host.role).diagnostics) == "")
    }
}
