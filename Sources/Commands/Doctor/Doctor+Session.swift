import AWS
import Values

extension Doctor {
    func session() -> [Finding] { [locale(), clock()] }

    private func locale() -> Finding {
        let setting = LocaleSetting(variable: surroundings.aws.variable)
        guard !setting.isUTF8 else { return .ok("locale", setting.name) }
        return .limited(
            "locale", "\(setting.name): bars are drawn in ASCII", remedy: "set LC_ALL=C.UTF-8, or another one of UTF-8")
    }

    private func clock() -> Finding {
        let now = surroundings.aws.now()
        let text = "\(now.minutes) UTC"
        guard let release = Timestamp("2026-01-01T00:00:00Z"), now >= release else {
            return .missing("clock", "it says \(text)", remedy: "set it: AWS and TLS refuse who is that late")
        }
        guard surroundings.isClockKept != false else {
            return .limited(
                "clock", "\(text), and nobody keeps it in time",
                remedy: "start a time service (systemd-timesyncd, chrony): AWS refuses who is five minutes off")
        }
        return .ok("clock", text)
    }
}
