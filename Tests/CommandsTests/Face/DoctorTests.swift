import AWS
import Documents
import Foundation
import Layers
import TestSupport
import Testing
import Values

@testable import Commands
@testable import Machines

/// What `basalt doctor` says of machines that are made up.
@Suite struct `The doctor` {
    /// A machine that has everything.
    private static let complete = DoctorSurroundings(
        aws: surroundings([
            "HOME": "/home/ann", "LANG": "en_GB.UTF-8", "AWS_PROFILE": "shop", "AWS_REGION": "eu-west-1",
        ]),
        program: { name, _ in
            InstalledProgram(path: name.hasPrefix("/") ? name : "/usr/bin/\(name)", version: "7.2.22")
        },
        hypervisor: {
            HypervisorParts(
                architecture: .x86_64, program: .success("/usr/bin/qemu-system-x86_64"),
                imageTool: .success("/usr/bin/qemu-img"),
                firmware: .success(
                    Firmware(code: "/usr/share/OVMF/OVMF_CODE_4M.fd", variables: "/usr/share/OVMF/OVMF_VARS_4M.fd")))
        },
        acceleration: { _ in Acceleration.Choice(acceleration: .kvm, reason: nil) }, scripts: {},
        disk: { _ in DiskRoom(isWritable: true, free: 123 << 30) }, isClockKept: true,
        caller: { _ in "arn:aws:sts::123456789012:assumed-role/publisher/ann" })

    /// A machine on which a build would still work, but nothing else goes as it should.
    private static var poor: DoctorSurroundings {
        var poor = complete
        poor.aws = surroundings(["HOME": "/home/ann", "AWS_ENDPOINT_URL": "http://127.0.0.1:5000"])
        poor.acceleration = { _ in
            Acceleration.Choice(acceleration: .tcg, reason: "/dev/kvm exists, but hangs its guests")
        }
        poor.disk = { _ in DiskRoom(isWritable: true, free: 1_600 << 20) }
        poor.isClockKept = false
        return poor
    }

    /// A machine with nothing but Basalt.
    private static var bare: DoctorSurroundings {
        var bare = complete
        bare.aws = surroundings(["AWS_ACCESS_KEY_ID": "AKIAEXAMPLE"], now: 0)
        bare.program = { _, _ in nil }
        bare.hypervisor = {
            let missing = MachineError(.missingTool, "`x` is not installed", remedy: "install it: Debian `x`")
            return HypervisorParts(
                architecture: .x86_64, program: .failure(missing), imageTool: .failure(missing),
                firmware: .failure(
                    MachineError(.missingFirmware, "no firmware is installed", remedy: "install it: Debian `ovmf`")))
        }
        bare.scripts = { () throws(LayerError) in
            throw LayerError(
                .missingPrivilege, "packages", "this machine gives neither root nor user namespaces",
                remedy: "run it as root")
        }
        bare.disk = { _ in DiskRoom(isWritable: false, free: 0) }
        return bare
    }

    private static func surroundings(_ variables: [String: String], now: Int64 = 1_795_000_000) -> AWSSurroundings {
        let config =
            "[profile shop]\nrole_arn = arn:aws:iam::123456789012:role/publisher\nsource_profile = base\n"
            + "[profile base]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = secret\n"
        return AWSSurroundings(
            variable: { variables[$0] }, files: MemoryFiles(["/home/ann/.aws/config": .file(config)]),
            now: { Timestamp(seconds: now) }, sleep: { _ in }, random: { 0.5 })
    }

    private static let machines = ["complete": complete, "poor": poor, "bare": bare]

    private func report(_ machine: String, asksAWS: Bool = false) async throws -> DoctorReport {
        let doctor = Doctor(surroundings: try #require(Self.machines[machine]), asksAWS: asksAWS)
        var findings: [(Area, [Finding])] = []
        for area in Area.allCases { findings.append((area, await doctor.findings(area))) }
        return DoctorReport(findings: findings)
    }

    @Test(arguments: [("complete", 80), ("poor", 80), ("bare", 80), ("bare", 40)])
    func `says word for word what was read and approved`(machine: String, width: Int) async throws {
        let text = try await report(machine, asksAWS: machine == "complete").text(width: width, isColored: false)
        #expect(try GoldenFile.expected("doctor-\(machine)-\(width).txt", for: text, beside: #filePath) == text)
        for line in text.split(separator: "\n") where !line.contains("/") { #expect(line.count <= width, "\(line)") }
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func `tells machines the same, with a remedy for each thing that is not well`() async throws {
        let findings = try await report("bare").json["findings"]?.items ?? []
        #expect(findings.count > 10)
        for finding in findings {
            #expect((finding["state"]?.string == "ok") == (finding["remedy"] == nil), "\(finding)")
        }
    }

    @Test func `colours only where that is wanted`() async throws {
        let report = try await report("poor")
        #expect(!report.text(width: 80, isColored: false).contains("\u{1B}"))
        let colored = report.text(width: 80, isColored: true)
        #expect(colored.contains("\u{1B}[33mlimited \u{1B}[0m"))
        #expect(colored.replacing(/\u{1B}\[[0-9]*m/, with: "") == report.text(width: 80, isColored: false))
    }

    @Test func `repeats no secret`() async throws {
        #expect(try await !report("complete").text(width: 80, isColored: false).contains("secret"))
    }

    @Test(arguments: [
        ([], Area.allCases), (["build"], [.packages, .places, .session]), (["render"], [.places, .session]),
        (["test", "publish"], [.machines, .aws, .places, .session]), (["aws"], [.aws, .places, .session]),
    ])
    func `looks at what the verbs that matter need`(subjects: [String], areas: [Area]) {
        #expect(Area.meant(by: subjects) == areas)
    }

    @Test(arguments: [
        (0, "0 MiB"), (1 << 30, "1 GiB"), (1_600 << 20, "1.5 GiB"), (123 << 30, "123 GiB"), (.max, "8589934591 GiB"),
    ])
    func `says sizes in few digits`(bytes: Int, words: String) { #expect(Doctor.words(bytes) == words) }
}

private let unreachableAWS = [
    "AWS_ACCESS_KEY_ID=a", "AWS_SECRET_ACCESS_KEY=b", "AWS_MAX_ATTEMPTS=1", "AWS_ENDPOINT_URL=http://127.0.0.1:1",
]

/// `basalt doctor` as it runs.
@Suite struct `The doctor's exit codes` {
    private func run(_ arguments: [String], _ environment: [String]) throws -> ToolResult {
        try withFiles([:]) { folder in
            try Basalt.run(
                ["doctor"] + arguments, in: folder, environment: ["HOME=\(folder.path)", "TMPDIR=/tmp"] + environment)
        }
    }

    @Test(arguments: [
        (["render"], [], 0), (["nosuchverb"], [], 64), (["--nosuchoption"], [], 64),
        (["packages"], ["PATH=/nowhere"], 69), (["aws"], ["AWS_EC2_METADATA_DISABLED=true"], 77),
        (["aws"], ["AWS_ACCESS_KEY_ID=a", "AWS_SECRET_ACCESS_KEY=b"], 0),
        (["render"], ["BASALT_STORE=/etc/passwd/images"], 77),
        (["aws", "--aws"], unreachableAWS, 69),
    ])
    func `are those of the contract`(arguments: [String], environment: [String], code: Int) throws {
        let result = try run(arguments, environment)
        #expect(Int(result.status) == code, "\(result.text)\(result.errorText)")
        if code != 0 { #expect(!result.errorText.isEmpty) }
    }

    @Test func `come after a result that machines can read`() throws {
        let result = try run(["packages", "--format", "json"], ["PATH=/nowhere"])
        #expect(result.status == 69)
        let states = try json(result.text)["findings"]?.items?.compactMap { $0["state"]?.string } ?? []
        #expect(states.filter { $0 == "missing" }.count >= 3)
        #expect(try json(result.errorText)["diagnostics"]?.items?.first?["code"]?.string == "missing-tool")
    }

    @Test func `follow programs that are really asked`() throws {
        let result = try run(["packages", "clusters"], [])
        #expect(result.text.contains(#/ok       apt-get +[0-9.]+, /.*apt-get/#), "\(result.text)")
    }
}
