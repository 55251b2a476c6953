import Documents
import Provisioning
import TestSupport
import Testing

@Suite("Disks have stable names and one owner")
struct DiskRulesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let body: String
        var os = "flatcar"
        /// `code line` of every error; the profile's head has four lines.
        let errors: [String]
    }

    private static let volumes = """
        storage:
          volumes:
            - {name: a, match: {ebs_device: /dev/sdf}, format: ext4, mount: {path: /a}}

        """

    static let cases = [
        Case(
            testDescription: "names that change",
            body: """
                storage:
                  filesystems: [{device: /dev/nvme1n1, format: ext4}]
                  luks: [{name: l, device: /dev/nvme2n1}]
                """, errors: ["unstable-device-name 6", "unstable-device-name 7"]),
        Case(
            testDescription: "names that change, in a mount unit",
            body: "systemd: {units: [{name: a.mount, contents: \"[Mount]\\nWhat=/dev/nvme1n1\\nWhere=/a\\n\"}]}",
            errors: ["unstable-device-name 5"]),
        Case(
            testDescription: "an image that owns its partitions",
            body: """
                storage:
                  disks: [{device: /dev/vda}]
                  filesystems: [{device: /dev/vdb, format: ext4}]
                """, os: "basalt", errors: ["unsupported-by-target 6", "unsupported-by-target 7"]),
        Case(
            testDescription: "the same by a Butane file", body: "include: [{butane: disks.bu}]", os: "basalt",
            errors: ["unsupported-by-target 4", "unsupported-by-target 5"]),
        Case(
            testDescription: "a file system over a partitioned disk",
            body: """
                storage:
                  disks: [{device: /dev/sdb, partitions: [{number: 1, label: a}]}]
                  filesystems: [{device: /dev/sdb, format: ext4}]
                """, errors: ["two-owners 7"]),
        Case(
            testDescription: "a partition of a disk",
            body: """
                storage:
                  disks: [{device: /dev/sdb, partitions: [{number: 1, label: a}]}]
                  filesystems: [{device: /dev/disk/by-partlabel/a, format: ext4}]
                """, errors: []),
        Case(
            testDescription: "a RAID over a partitioned disk",
            body: """
                storage:
                  disks: [{device: /dev/sdb, partitions: [{number: 1, label: a}]}]
                  raid: [{name: r, level: raid0, devices: [/dev/sdb, /dev/sdc]}]
                """, errors: ["two-owners 7"]),
        Case(
            testDescription: "two volumes on one disk",
            body: volumes + "    - {name: b, match: {ebs_device: /dev/xvdf}, format: ext4, mount: {path: /b}}",
            errors: ["two-owners 8"]),
        Case(
            testDescription: "a volume on a disk with a file system",
            body: volumes + "  filesystems: [{device: /dev/sdf, format: ext4}]", errors: ["two-owners 7"]),
    ]

    @Test("whoever asks for them", arguments: cases)
    func rules(_ item: Case) {
        let files = MemoryFiles([
            "disks.bu": .file(
                "variant: fcos\nversion: 1.4.0\nstorage:\n  disks: [{device: /dev/vda}]\n  raid: [{name: r, level: raid1, devices: [/dev/a, /dev/b]}]\n"
            )
        ])
        let result = rendering(profile(item.body, os: item.os), files: files)
        let found = result.errors.map { "\($0.code) \($0.origin?.line ?? 0)" }
        #expect(found == item.errors, "\(rendered(result.diagnostics))")
    }
}
