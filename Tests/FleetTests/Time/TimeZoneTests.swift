import Fleet
import TestSupport
import Testing
import Values

@Suite struct `A time zone` {
    /// Says weekday and minute of many times in many zones, by Python's reader of the same database.
    private static let reference = """
        import sys, zoneinfo, datetime
        for line in sys.stdin:
            zone, seconds = line.split()
            time = datetime.datetime.fromtimestamp(int(seconds), zoneinfo.ZoneInfo(zone))
            print(time.weekday(), time.hour * 60 + time.minute)
        """

    private static let zones = [
        "UTC", "Europe/Berlin", "Europe/London", "Europe/Dublin", "America/New_York", "America/Sao_Paulo",
        "Asia/Kolkata",
        "Asia/Tokyo", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "America/Nuuk",
        "Asia/Tehran", "Pacific/Chatham",
    ]

    @Test func `says the time that Python says, through all changes of the clock`() throws {
        var random = SeededGenerator(seed: 11)
        // From 1990 to 2090; and the hours around the changes of 2026 and 2060 in Berlin, New York and Sydney.
        var times = (0..<150).map { _ in Int64.random(in: 631_152_000...3_786_912_000, using: &random) }
        for change: Int64 in [1_774_746_000, 1_792_890_000, 1_772_953_200, 1_793_512_800, 2_847_833_200, 2_868_829_200]
        {
            times += (-4...4).map { change + $0 * 1800 }
        }
        let questions = Self.zones.flatMap { zone in times.map { (zone, $0) } }
        let result = try runTool(
            "/usr/bin/python3", ["-c", Self.reference],
            input: Array(questions.map { "\($0) \($1)\n" }.joined().utf8))
        let answers = result.text.split(separator: "\n")
        try #require(answers.count == questions.count, "\(result.errorText)")
        let clock = SystemClock()
        for (question, answer) in zip(questions, answers) {
            let local = try #require(clock.local(Timestamp(seconds: question.1), in: question.0))
            let weekday = try #require(Weekday.allCases.firstIndex(of: local.weekday))
            #expect("\(weekday) \(local.minute)" == answer, "\(question)")
        }
    }

    @Test(arguments: ["Mars/Olympus", "", "/etc/passwd", "../../etc/passwd", "Europe"])
    func `that this computer does not know has no time`(name: String) {
        #expect(SystemClock().local(Timestamp(seconds: 0), in: name) == nil)
    }

    @Test func `is read without trust`() {
        var random = SeededGenerator(seed: 3)
        let header = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
        for length in 0..<200 {
            let noise = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            _ = TimeZoneFile(noise)
            _ = TimeZoneFile(header + noise)
            // Small counts come further than large ones.
            _ = TimeZoneFile(header + noise.map { $0 % 3 } + header + noise.map { $0 % 2 })
        }
    }
}
