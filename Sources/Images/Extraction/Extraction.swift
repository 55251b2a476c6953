import Glibc
import Layers
import RootTree
import Values

/// How files are to be extracted.
package struct ExtractionOptions: Sendable {
    /// Bytes that all files together may have, holes not counted; more is an error before anything is written.
    package var limit: UInt64 = 64 << 30

    package init() {}
}

/// How far an extraction has come.
package struct ExtractionProgress: Sendable, Equatable {
    /// Bytes of files that have been written, holes not counted.
    package let written: UInt64
    package let total: UInt64
}

/// What an extraction made.
package struct ExtractionResult: Sendable, Equatable {
    /// Names in the folder and below.
    package var entries = 0
    /// Bytes of files, holes not counted.
    package var bytes: UInt64 = 0
    package var skipped = SkippedAttributes()
}

/// Writes a part of an image's tree into a folder.
///
/// The folder has its name only once all is there. Nothing of the image can reach out of it: what is made is made by one
/// name in an open directory that this extraction has made itself, and links are never followed.
package struct Extraction: ~Copyable {
    var reader: ImageReader
    let plan: ExtractionPlan
    /// As the user named it.
    let folder: String
    var attributes = FileAttributes()
    var result = ExtractionResult()
    /// Where the first name of each file with several is.
    var firstNames: [NodeIndex: RootTree.Place] = [:]
    private let onProgress: (ExtractionProgress) -> Bool

    /// Extracts what is in a directory, or one file under its last name; symbolic links on the way are followed.
    /// - Parameters:
    ///   - path: in the image.
    ///   - folder: must not exist, or be empty.
    ///   - onProgress: called often; answers whether to go on.
    package static func run(
        _ reader: consuming ImageReader, path: [UInt8], into folder: String, options: ExtractionOptions,
        onProgress: @escaping (ExtractionProgress) -> Bool
    ) throws(ImageError) -> ExtractionResult {
        let plan = try ExtractionPlan(reader, path: path, limit: options.limit)
        var extraction = Extraction(reader, plan, folder, onProgress)
        let target = try ExtractionFolder.make(folder)
        try extraction.makeEntries(in: target.descriptor)
        try extraction.finishDirectories(in: target.descriptor)
        try extraction.goOn()
        try target.commit()
        extraction.result.skipped = extraction.attributes.skipped
        return extraction.result
    }

    private init(
        _ reader: consuming ImageReader, _ plan: ExtractionPlan, _ folder: String,
        _ onProgress: @escaping (ExtractionProgress) -> Bool
    ) {
        self.reader = reader
        self.plan = plan
        self.folder = folder
        self.onProgress = onProgress
    }

    /// Stops where the user has asked for it.
    func goOn() throws(ImageError) {
        guard onProgress(ExtractionProgress(written: result.bytes, total: plan.bytes)) else {
            throw ImageError(.interrupted, "interrupted; nothing is left of `\(folder)`")
        }
    }

    /// What `errno` says about a place.
    func failure(_ place: RootTree.Place) -> ImageError {
        let code = errno
        let path = folder + printable(plan.relative(place))
        errno = code
        return .writing(path)
    }
}
