import Machines
import Values

enum Sample {
    static let hypervisor = Hypervisor(
        architecture: .x86_64, program: "/usr/bin/qemu-system-x86_64", imageTool: "/usr/bin/qemu-img",
        firmware: Firmware(code: "/firmware/code.fd", variables: "/firmware/variables.fd"))

    static let files = MachineFiles(
        disk: "/run/m/disk.qcow2", variables: "/run/m/variables", dataDisks: [], firmwareFiles: [:],
        report: "/run/m/report")

    static let settings = MachineSettings(image: "/images/disk.raw")

    /// What a host of nothing but the required checks reports.
    static let report = """
        {"type":"begin","name":"docker-host","version":"1.0.0"}
        {"type":"trace","name":"/usr/lib/systemd/systemd"}
        {"type":"trace","name":"/usr/bin/a b"}
        {"type":"fact","name":"kernel","value":"6.12"}
        {"type":"milestone","name":"initramfs","seconds":3.51}
        {"type":"milestone","name":"multi-user","seconds":41}
        {"type":"check","name":"the root is read-only and verified","passed":true,"detail":"V"}
        {"type":"check","name":"/etc is changed in memory only","passed":true,"detail":""}
        {"type":"check","name":"there is no package manager","passed":true,"detail":""}
        {"type":"check","name":"Ignition got its configuration","passed":true,"detail":"fetched qemu"}
        {"type":"check","name":"files, units and users of the configuration are there","passed":true,"detail":""}
        {"type":"check","name":"no unit has failed","passed":true,"detail":"one\\ntwo"}
        {"type":"test","name":"mine","passed":true,"status":0,"detail":"\\"quoted\\""}
        {"type":"end","name":"docker-host"}

        """

    static let disk = Digest(hash: (0..<32).map { UInt8($0) })
    static let date = Timestamp(seconds: 1_790_000_000)
}
