/// The language setting that texts are written in.
///
/// Source: POSIX.1-2017, "Internationalization Variables": the first of these that is set and not empty counts.
struct LocaleSetting {
    /// `C` where nothing is set.
    let name: String

    init(variable: (String) -> String?) {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"]
        name = names.lazy.compactMap(variable).first { !$0.isEmpty } ?? "C"
    }

    /// Whether what reads the output draws more than ASCII.
    var isUTF8: Bool {
        let encoding = name.split(separator: "@").first.flatMap { $0.split(separator: ".").dropFirst().first } ?? ""
        return ["utf-8", "utf8"].contains(encoding.lowercased())
    }

    /// A text of Basalt's own words, whose few other characters become ASCII where nothing else can be drawn. What it
    /// quotes stays as it is.
    func drawable(_ text: String) -> String {
        if isUTF8 { return text }
        let plain: [Character: String] = ["\u{2026}": "...", "\u{2192}": "->", "\u{2013}": "-"]
        return text.contains { plain[$0] != nil } ? text.map { plain[$0] ?? String($0) }.joined() : text
    }
}
