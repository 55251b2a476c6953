package import Archives

extension LayerError {
    /// A problem of the bytes, in the words of a layer.
    package init(_ error: ArchiveError, _ source: String, entry: [UInt8]? = nil) {
        let again = "get or build this file again"
        let (code, remedy): (LayerErrorCode, String) =
            switch error.code {
            case .unreadable: (.unreadable, "check the path and its permissions")
            case .truncated: (.truncated, again)
            case .damaged: (.damaged, again)
            case .trailingData: (.trailingData, "write one archive into one file")
            case .unsupported: (.unsupported, "write the layer with GNU tar or a container builder")
            case .tooLarge: (.tooManyBytes, LayerLimits.remedy("--limit"))
            case .bomb: (.bomb, LayerLimits.remedy("--max-ratio"))
            case .memory: (.unreadable, "free memory and try again")
            }
        self.init(code, source, entry: entry, error.reason, remedy: remedy)
    }
}
