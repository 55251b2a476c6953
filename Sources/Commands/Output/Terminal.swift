import Glibc
import Documents

/// Standard output and standard error.
enum Terminal {
    enum Stream: Int32 {
        case output = 1
        case error = 2
    }

    /// Why a stream took no more: a full disk, usually.
    struct WriteFailure: Error {
        let reason: String
    }

    static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

    /// Whether `stream` can draw over what it showed: a terminal that understands more than lines.
    static func isScreen(_ stream: Stream) -> Bool { isTerminal(stream) && Environment["TERM"] != "dumb" }

    /// Whether `stream` gets colours: asked for, or a terminal without `NO_COLOR`.
    static func usesColor(_ choice: OutputOptions.Color, on stream: Stream) -> Bool {
        switch choice {
        case .always: true
        case .never: false
        case .auto: isScreen(stream) && (Environment["NO_COLOR"] ?? "").isEmpty
        }
    }

    /// Columns of the terminal behind `stream`; 100 where there is none.
    static func width(_ stream: Stream) -> Int {
        var size = winsize()
        if ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return Environment["COLUMNS"].flatMap(Int.init) ?? 100
    }

    /// Lines of the terminal behind `stream`; 24 where there is none.
    static func height(_ stream: Stream) -> Int {
        var size = winsize()
        return ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0 && size.ws_row > 0 ? Int(size.ws_row) : 24
    }

    /// Draws a text over what the whole terminal showed, without a flicker; what does not fit is cut off.
    static func repaint(_ text: String) throws(WriteFailure) {
        let (columns, rows) = (width(.output), height(.output))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(rows - 1)
        let drawn = lines.map { "\($0.prefix(columns))\u{1B}[K\n" }.joined()
        try print("\u{1B}[H\(drawn)\u{1B}[J")
    }

    static func write(_ bytes: [UInt8], to stream: Stream) throws(WriteFailure) {
        let result: Result<Void, WriteFailure> = bytes.withUnsafeBytes { bytes in
            do throws(WriteFailure) { return .success(try write(bytes, to: stream)) } catch { return .failure(error) }
        }
        try result.get()
    }

    static func write(_ bytes: UnsafeRawBufferPointer, to stream: Stream) throws(WriteFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(stream.rawValue, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw WriteFailure(reason: String(cString: strerror(errno)))
            }
            rest = rest.dropFirst(count)
        }
    }

    static func print(_ text: String, to stream: Stream = .output) throws(WriteFailure) {
        try write(Array(text.utf8), to: stream)
    }
}
