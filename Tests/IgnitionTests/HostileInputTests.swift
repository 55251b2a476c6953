import Documents
import Ignition
import TestSupport
import Testing

@Suite struct HostileInputTests {
    private func translate(_ text: String) throws -> Diagnostics {
        var diagnostics = Diagnostics()
        let document = try yaml(text, name: "hostile.bu")
        _ = ButaneTranslator(files: MemoryFiles([:]), local: .none).translate(document, into: &diagnostics)
        return diagnostics
    }

    /// Ten thousand of everything take about as long as ten times a thousand.
    @Test(.timeLimit(.minutes(60))) func longListsCostLinearTime() throws {
        var text = "variant: fcos\nversion: 1.7.0\nstorage:\n  files:\n"
        for index in 0..<10_000 { text += "    - {path: /f/\(index)/x, contents: {inline: 'a'}}\n" }
        text += "  links:\n"
        for index in 0..<10_000 { text += "    - {path: /l/\(index), target: /t}\n" }
        text += "  disks:\n    - device: /dev/sda\n      wipe_table: true\n      partitions:\n"
        for index in 1...10_000 {
            text += "        - {number: \(index), label: root, start_mib: \(index), size_mib: 1}\n"
        }
        text += "systemd:\n  units:\n"
        for index in 0..<10_000 {
            text += "    - {name: u\(index).service, enabled: true, contents: \"[Install]\\nA=b\"}\n"
        }
        let diagnostics = try translate(text)
        #expect(diagnostics.all.filter { $0.severity == .error }.count == 9_999, "all labels but the first collide")
    }

    @Test(arguments: [
        "storage: {files: [{path: /a, mode: 99999999999999999999}]}",
        "storage: {files: [{path: /a, mode: -9223372036854775808}]}",
        "storage: {disks: [{device: /d, partitions: [{number: 1, start_mib: 9223372036854775807, size_mib: 9223372036854775807}]}]}",
        "storage: {files: [{path: \"\\0\", contents: {local: \"\\0\"}}]}",
        "storage: {filesystems: [{with_mount_unit: true}]}",
        "storage: {luks: [{}], raid: [{}], disks: [{}], trees: [{}], links: [{hard: true}]}",
        "systemd: {units: [{name: '', dropins: [{name: ''}]}]}", "passwd: {users: [null, 1, {}]}",
        "boot_device: {mirror: {devices: [null, 1]}}",
        "boot_device: {layout: s390x-eckd, luks: {tpm2: true}}", "grub: {users: [{}]}",
        "ignition: {config: {merge: [{inline: '['}]}}",
        "ignition: 1\nstorage: []\nsystemd: x\npasswd: true\nkernel_arguments: 1.5",
        "storage: {files: [{path: /a, contents: {source: 'http://[', http_headers: [{}]}}]}",
    ])
    func nonsenseIsRefusedWithoutACrash(_ body: String) throws {
        #expect(try translate("variant: fcos\nversion: 1.7.0\n" + body).hasErrors)
    }

    @Test(arguments: [
        "1", "[]", "{}", #"{"ignition":[]}"#, #"{"ignition":{"version":3}}"#, #"{"ignition":{"version":"3.99.0"}}"#,
    ])
    func whatIsNoConfigurationIsRefused(_ text: String) throws {
        var diagnostics = Diagnostics()
        IgnitionValidator.validate(try json(text), into: &diagnostics)
        #expect(diagnostics.hasErrors)
    }
}
