import Documents
import Ignition
import TestSupport
import Testing

@Suite struct ButaneTranslatorTests {
    private let files = MemoryFiles([
        "host/t/run": .file("#!", isExecutable: true), "host/t/sub/plain": .file("x"),
        "host/t/sub/link": .link("../run"),
        "host/escape": .link("../secret"), "host/absolute": .link("/etc/passwd"), "host/inside": .link("t/sub/plain"),
        "host/circle": .link("circle"), "host/keys": .file("a\r\n\nb\n"), "secret": .file("s"),
        "host/odd/pipe": .special,
    ])

    private func translate(_ body: String) throws -> (config: Node?, diagnostics: Diagnostics) {
        var diagnostics = Diagnostics()
        let document = try yaml("variant: fcos\nversion: 1.7.0\n" + body)
        let config = ButaneTranslator(files: files, local: .directory("host")).translate(document, into: &diagnostics)
        return (config, diagnostics)
    }

    private func value(_ path: String, of config: Node?) throws -> Scalar.Value? {
        let path = try #require(NodePath(path))
        return config?[path]?.scalar?.value
    }

    @Test func treesKeepExecutablesLinksAndOwners() throws {
        let (config, diagnostics) = try translate(
            "storage: {trees: [{local: t, path: /opt, user: {name: core}, dir_mode: 0700, file_mode: 0600}]}")
        #expect(diagnostics.isEmpty, "\(rendered(diagnostics))")
        let storage = config?["storage"]
        #expect(storage?["directories"]?.items?.map { $0["path"]?.string } == ["/opt", "/opt/sub"])
        #expect(storage?["files"]?.items?.map { $0["path"]?.string } == ["/opt/run", "/opt/sub/plain"])
        #expect(storage?["files"]?.items?.map { $0["mode"]?.integer } == [0o600, 0o600])
        #expect(storage?["links"]?.items?.first?["target"]?.string == "../run")
        #expect(storage?["links"]?.items?.first?["user"]?["name"]?.string == "core")
        #expect(storage?["files"]?.items?.first?.origin.line == 3)
    }

    @Test func executableFilesOfATreeStayExecutable() throws {
        let (config, _) = try translate("storage: {trees: [{local: t}]}")
        #expect(config?["storage"]?["files"]?.items?.map { $0["mode"]?.integer } == [0o755, 0o644])
        #expect(config?["storage"]?["directories"] == nil)
    }

    @Test func anEntryWithoutContentLendsItsOwnerToTheTree() throws {
        let (config, diagnostics) = try translate(
            "storage: {files: [{path: /run, mode: 0700}], links: [{path: /sub/link, user: {id: 3}}], trees: [{local: t}]}"
        )
        #expect(!diagnostics.hasErrors, "\(rendered(diagnostics))")
        #expect(try value("storage.files[0].mode", of: config) == .integer(0o700))
        #expect(try value("storage.links[0].user.id", of: config) == .integer(3))
        #expect(try value("storage.links[0].target", of: config) == .string("../run"))
    }

    @Test(arguments: [
        ("storage: {files: [{path: /run, contents: {inline: x}}], trees: [{local: t}]}", DiagnosticCode.twoOwners),
        ("storage: {directories: [{path: /run}], trees: [{local: t}]}", .twoOwners),
        ("storage: {trees: [{local: ../}]}", .fileOutside), ("storage: {trees: [{local: keys}]}", .wrongValue),
        ("storage: {trees: [{local: odd}]}", .fileUnreadable), ("storage: {trees: [{local: nothing}]}", .fileMissing),
        ("storage: {files: [{path: /a, contents: {local: ../secret}}]}", .fileOutside),
        ("storage: {files: [{path: /a, contents: {local: escape}}]}", .fileOutside),
        ("storage: {files: [{path: /a, contents: {local: absolute}}]}", .fileOutside),
        ("storage: {files: [{path: /a, contents: {local: circle}}]}", .fileUnreadable),
        ("systemd: {units: [{name: a.service, contents_local: escape}]}", .fileOutside),
        ("storage: {files: [{path: /a}, {path: /a}]}", .twoOwners),
        ("storage: {files: [{path: /a/b/c}], links: [{path: /a, target: /x}]}", .belowLink),
        (
            "storage: {files: [{path: /etc/systemd/system/a.service}]}\nsystemd: {units: [{name: a.service, contents: \"[Unit]\"}]}",
            .twoOwners
        ),
        ("systemd: {units: [{name: a.service, enabled: true, contents: \"[Unit]\"}]}", .unitWithoutInstall),
        (
            "systemd: {units: [{name: a@.service, contents: \"[Unit]\"}, {name: a@b.service, enabled: true}]}",
            .unitWithoutInstall
        ),
        ("systemd: {units: [{name: ../a.service}]}", .invalidUnit),
        ("storage: {file: []}", .unknownKey), ("storage: {files: {}}", .wrongType),
        ("systemd: {units: [null]}", .wrongType),
        ("ignition: {config: {merge: [{inline: 'variant: fcos'}]}}", .invalidIgnition),
        ("ignition: {config: {replace: {local: keys}}}", .invalidIgnition),
    ])
    func mistakesAreNamed(_ body: String, _ code: DiagnosticCode) throws {
        let (config, diagnostics) = try translate(body)
        #expect(config == nil)
        #expect(diagnostics.all.contains { $0.code == code && $0.severity == .error }, "\(rendered(diagnostics))")
    }

    @Test func linksInsideTheFilesDirectoryAreFollowed() throws {
        let (config, diagnostics) = try translate("storage: {files: [{path: /a, contents: {local: inside}}]}")
        #expect(diagnostics.isEmpty, "\(rendered(diagnostics))")
        #expect(try value("storage.files[0].contents.source", of: config) == .string("data:,x"))
    }

    @Test func theDistributionsOwnUnitsMayBeEnabled() throws {
        let (config, diagnostics) = try translate("systemd: {units: [{name: docker.service, enabled: true}]}")
        #expect(config != nil)
        #expect(diagnostics.isEmpty)
    }

    @Test func mountUnitsStandBehindTheFileSystemsThatAskForThem() throws {
        let (config, diagnostics) = try translate(
            """
            storage:
              luks: [{name: data, device: /dev/sdb, clevis: {tang: [{url: 'http://t', thumbprint: x}]}}]
              filesystems:
                - {device: /dev/mapper/data, format: xfs, path: /var/lib/a-b, mount_options: [noatime], with_mount_unit: true}
                - {device: /dev/sdc, format: swap, with_mount_unit: true}
            systemd: {units: [{name: x.service}]}
            """)
        #expect(!diagnostics.hasErrors, "\(rendered(diagnostics))")
        let units = config?["systemd"]?["units"]?.items ?? []
        #expect(units.map { $0["name"]?.string } == ["var-lib-a\\x2db.mount", "dev-sdc.swap", "x.service"])
        #expect(
            units[0]["contents"]?.string?.contains("Options=noatime,_netdev\n\n[Install]\nRequiredBy=remote-fs.target")
                == true)
        #expect(units[1]["contents"]?.string?.hasSuffix("[Install]\nRequiredBy=swap.target") == true)
        #expect(units[0].origin.line == 6)
    }

    @Test func diagnosticsOfTheResultSpeakTheDocumentsWords() throws {
        let (_, diagnostics) = try translate(
            """
            storage:
              filesystems: [{device: /dev/sdb, format: xfs, path: /var/a, with_mount_unit: true}]
            systemd:
              units:
                - {name: wrong}
                - {name: a.service, dropins: [{name: x, contents: '[Unit'}]}
            ignition: {security: {tls: {certificate_authorities: [{source: ftp://x}]}}}
            """)
        let paths = Set(diagnostics.all.map(\.path.description))
        #expect(
            paths == [
                "systemd.units[0].name", "systemd.units[1].dropins[0].name", "systemd.units[1].dropins[0].contents",
                "ignition.security.tls.certificate_authorities[0].source",
            ])
    }

    @Test func keysOfLocalFilesFollowThoseOfTheDocument() throws {
        let (config, _) = try translate(
            "passwd: {users: [{name: u, ssh_authorized_keys: [z], ssh_authorized_keys_local: [keys]}]}")
        let keys = config?["passwd"]?["users"]?.items?.first?["sshAuthorizedKeys"]?.items
        #expect(keys?.map(\.string) == ["z", "a", "b"])
    }

    @Test func modesThatWereMeantInOctalAreNoticed() throws {
        let (config, diagnostics) = try translate(
            "storage: {files: [{path: /a, mode: 644}], directories: [{path: /b, mode: 0755}]}")
        #expect(config != nil)
        #expect(diagnostics.all.first?.code == .decimalMode)
        #expect(diagnostics.all.first?.remedy?.hasSuffix("0644") == true)
    }

    @Test func jsonIsAButaneDocumentToo() throws {
        let text =
            #"{"variant": "flatcar", "version": "1.1.0", "storage": {"files": [{"path": "/a", "contents": {"inline": "x"}}]}}"#
        var diagnostics = Diagnostics()
        let translator = ButaneTranslator(files: files, local: .none)
        let fromJSON = translator.translate(try json(text), into: &diagnostics)
        let fromYAML = translator.translate(try yaml(text), into: &diagnostics)
        #expect(fromJSON != nil)
        #expect(fromJSON == fromYAML)
    }

    @Test func bodiesHaveNeitherVersionNorVariant() throws {
        var diagnostics = Diagnostics()
        let body = try yaml("storage: {files: [{path: /a, contents: {local: keys}}]}", directory: "host")
        let config = ButaneTranslator(files: files, local: .besideSource, compressesContents: false)
            .translate(body: body, path: NodePath([.key("include")]), into: &diagnostics)
        #expect(diagnostics.isEmpty, "\(rendered(diagnostics))")
        #expect(config["ignition"] == nil)
        #expect(try value("storage.files[0].contents.source", of: config) == .string("data:,a%0D%0A%0Ab%0A"))
    }

    @Test(arguments: [
        ("variant: fcos", DiagnosticCode.missingValue), ("version: 1.0.0", .missingValue),
        ("variant: coreos\nversion: 1.0.0", .unknownKind),
        ("variant: fcos\nversion: 9.0.0", .unknownKind), ("variant: fcos\nversion: 1.5", .wrongType),
        ("[]", .wrongType), ("x", .wrongType),
    ])
    func documentsMustSayWhatTheyAre(_ text: String, _ code: DiagnosticCode) throws {
        var diagnostics = Diagnostics()
        #expect(ButaneTranslator(files: files, local: .none).translate(try yaml(text), into: &diagnostics) == nil)
        #expect(diagnostics.all.map(\.code) == [code])
    }

    @Test func wordsOfNewerVersionsAreToldFromUnknownOnes() throws {
        var diagnostics = Diagnostics()
        let text =
            "variant: fcos\nversion: 1.4.0\nsystemd: {units: [{name: a.service, contents_local: a}]}\nboot_devise: {}"
        _ = ButaneTranslator(files: files, local: .none).translate(try yaml(text), into: &diagnostics)
        let newer = diagnostics.all.first { $0.code == .newerSpecification }
        #expect(newer?.message.contains("fcos 1.5.0") == true)
        #expect(diagnostics.all.first { $0.code == .unknownKey }?.remedy?.contains("boot_device") == true)
    }
}
