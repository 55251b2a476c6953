/// Where a value stands: a range in a source file. Lines and columns count from 1, columns in Unicode scalars; the end
/// is exclusive.
package struct Origin: Sendable, Equatable {
    package let file: SourceFile
    package let line: Int
    package let column: Int
    package let endLine: Int
    package let endColumn: Int

    package init(file: SourceFile, line: Int, column: Int, endLine: Int, endColumn: Int) {
        self.file = file
        self.line = line
        self.column = column
        self.endLine = endLine
        self.endColumn = endColumn
    }

    /// The first place of a file, for what concerns all of it.
    package static func start(of file: SourceFile) -> Self {
        Self(file: file, line: 1, column: 1, endLine: 1, endColumn: 1)
    }

    /// Whether both are the same range of the same file.
    package static func == (left: Self, right: Self) -> Bool {
        left.file === right.file
            && (left.line, left.column, left.endLine, left.endColumn)
                == (right.line, right.column, right.endLine, right.endColumn)
    }

    /// `file:line:column`.
    package var description: String { "\(file.name):\(line):\(column)" }

    /// Where `text` first stands in this range's lines; the range's first line where it was written in another way.
    package func place(of text: String) -> Self {
        for number in line...max(line, endLine) {
            guard let source = file.line(number) else { break }
            let start =
                number == line
                ? source.unicodeScalars.index(
                    source.startIndex, offsetBy: column - 1, limitedBy: source.endIndex) ?? source.endIndex
                : source.startIndex
            guard let found = source[start...].firstRange(of: text) else { continue }
            let first = source.unicodeScalars.distance(from: source.startIndex, to: found.lowerBound) + 1
            return Self(
                file: file, line: number, column: first, endLine: number,
                endColumn: first + text.unicodeScalars.count)
        }
        return firstLine
    }

    /// Orders by file name, then place.
    package static func precedes(_ left: Self, _ right: Self) -> Bool {
        (left.file.name, left.line, left.column) < (right.file.name, right.line, right.column)
    }
}
