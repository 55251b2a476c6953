import Machines
import TestSupport
import Testing
import Values

struct ArgumentsTests {
    private func text(_ arguments: [String]) -> String {
        arguments.map { $0.hasPrefix("-") ? "\n\($0)" : " \($0)" }.joined().dropFirst() + "\n"
    }

    @Test func `a plain machine has the arguments of the golden file`() throws {
        let text = text(Sample.settings.arguments(Sample.hypervisor, .tcg, Sample.files))
        #expect(try text == GoldenFile.expected("plain.txt", for: text, beside: #filePath))
    }

    @Test func `a machine with everything has the arguments of the golden file`() throws {
        var settings = Sample.settings
        settings.memory = ByteSize(bytes: 4 << 30)
        settings.processors = 4
        settings.dataDisks = [
            .init(serial: "docker-sdf", content: .blank(ByteSize(bytes: 1 << 30))),
            .init(serial: "logs-sdg", content: .file("/disks/a,b.raw")),
        ]
        settings.forwards = [.init(host: 2222, guest: 22), .init(host: 8080, guest: 80)]
        settings.manufacturer = "Amazon, EC2"
        settings.console = .attached
        var files = Sample.files
        files.dataDisks = ["/run/m/data-docker-sdf", "/disks/a,b.raw"]
        files.firmwareFiles = [
            "opt/org.basalt/test": "/run/m/firmware-1", "opt/com.coreos/config": "/run/m/firmware-0",
        ]
        let text = text(settings.arguments(Sample.hypervisor, .kvm, files))
        #expect(try text == GoldenFile.expected("everything.txt", for: text, beside: #filePath))
    }

    @Test func `a machine of ARM has no network when it shall have none`() throws {
        var settings = Sample.settings
        settings.network = .none
        let hypervisor = Hypervisor(
            architecture: .aarch64, program: "/usr/bin/qemu-system-aarch64", imageTool: "/usr/bin/qemu-img",
            firmware: Sample.hypervisor.firmware)
        let text = text(settings.arguments(hypervisor, .tcg, Sample.files))
        #expect(try text == GoldenFile.expected("arm.txt", for: text, beside: #filePath))
    }

    @Test func `a machine of a private network hears and reaches nothing else`() {
        var settings = Sample.settings
        settings.network = .isolated
        settings.forwards = [.init(host: 2222, guest: 22)]
        settings.services = [.init(address: "10.0.2.100", port: 80, command: ["/bin/it's", "a,b"])]
        settings.sharedNetwork = .init(socket: "/run/a,b/switch", hardwareAddress: "52:54:00:4d:00:02")
        settings.console = .file("/run/a,b/console")
        settings.translationBuffer = ByteSize(bytes: 128 << 20)
        let text = text(settings.arguments(Sample.hypervisor, .tcg, Sample.files))
        let user = "user,id=network,restrict=on,hostfwd=tcp:127.0.0.1:2222-:22"
        #expect(text.contains("-netdev \(user),guestfwd=tcp:10.0.2.100:80-cmd:'/bin/it'\\''s' 'a,,b'\n"))
        #expect(text.contains("-netdev stream,id=shared,server=off,addr.type=unix,addr.path=/run/a,,b/switch\n"))
        #expect(text.contains("virtio-net-pci,netdev=shared,mac=52:54:00:4d:00:02,romfile=\n"))
        #expect(text.contains("-chardev file,id=console,path=/run/a,,b/console\n"))
        #expect(text.contains("-accel tcg,thread=multi,tb-size=128\n"))
    }

    @Test func `user data never stands among the arguments`() {
        var settings = Sample.settings
        settings.userData = Array("the secret".utf8)
        settings.firmwareFiles = ["opt/org.basalt/test": Array("the secret".utf8)]
        let arguments = settings.arguments(Sample.hypervisor, .tcg, Sample.files)
        #expect(!arguments.contains { $0.contains("secret") })
    }

    static let invalid: [(String, @Sendable (inout MachineSettings) -> Void)] = [
        ("processors", { $0.processors = 0 }),
        ("memory", { $0.memory = ByteSize(bytes: 100 << 20) }),
        ("memory", { $0.memory = ByteSize(bytes: 1 << 30 + 1) }),
        ("serial number", { $0.dataDisks = [.init(serial: "a,b", content: .file("/d"))] }),
        ("serial number", { $0.dataDisks = [.init(serial: "", content: .file("/d"))] }),
        ("serial number", { $0.dataDisks = [.init(serial: "123456789012345678901", content: .file("/d"))] }),
        (
            "one serial number",
            { $0.dataDisks = [.init(serial: "a", content: .file("/d")), .init(serial: "a", content: .file("/e"))] }
        ),
        ("port 0", { $0.forwards = [.init(host: 0, guest: 22)] }),
        ("two of the guest's", { $0.forwards = [.init(host: 22, guest: 22), .init(host: 22, guest: 23)] }),
        (
            "no network",
            {
                $0.network = .none; $0.forwards = [.init(host: 22, guest: 22)]
            }
        ),
        ("fw_cfg file", { $0.firmwareFiles = ["etc/x": []] }),
        ("fw_cfg file", { $0.firmwareFiles = ["opt/a,file=/etc/shadow": []] }),
        (
            "given twice",
            {
                $0.userData = []; $0.firmwareFiles = ["opt/com.coreos/config": []]
            }
        ),
        ("10.0.2.2:80", { $0.services = [.init(address: "10.0.2.2", port: 80, command: ["/x"])] }),
        ("10.0.3.100:80", { $0.services = [.init(address: "10.0.3.100", port: 80, command: ["/x"])] }),
        ("10.0.2.100:80", { $0.services = [.init(address: "10.0.2.100", port: 80, command: [])] }),
        ("hardware address", { $0.sharedNetwork = .init(socket: "/s", hardwareAddress: "52:54:00:00:00:00,x=y") }),
        (
            "107 bytes",
            {
                $0.sharedNetwork = .init(
                    socket: "/" + String(repeating: "s", count: 107), hardwareAddress: "52:54:00:00:00:01")
            }
        ),
        ("manufacturer", { $0.manufacturer = "a\nb" }),
    ]

    @Test(arguments: invalid.indices)
    func `settings that QEMU would misunderstand are refused`(_ index: Int) {
        let (words, change) = Self.invalid[index]
        var settings = Sample.settings
        change(&settings)
        let error = #expect(throws: MachineError.self) { try settings.validate() }
        #expect(error?.code == .invalidSetting && error?.message.contains(words) == true)
    }

    @Test func `settings of the image's own defaults are valid`() throws {
        var settings = Sample.settings
        settings.dataDisks = [.init(serial: "docker-sdf", content: .blank(ByteSize(bytes: 1 << 30)))]
        settings.userData = []
        settings.firmwareFiles = ["opt/org.basalt/test": []]
        try settings.validate()
    }
}
