import Glibc

/// The C locale, for one thread and one call. Glibc keeps it ready: asking for it allocates nothing.
enum CLocale {
    static func during<Result>(_ body: () -> Result) -> Result {
        let locale = newlocale(characterTypes, "C", nil)
        let previous = uselocale(locale)
        defer {
            uselocale(previous)
            freelocale(locale)
        }
        return body()
    }

    /// locale.h's `LC_CTYPE_MASK`, a macro that Swift cannot read. The other categories of a new locale are C's anyway.
    private static let characterTypes: Int32 = 1 << LC_CTYPE
}
