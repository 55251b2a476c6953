import Documents
import Glibc
import Images
import Layers
import Values

/// Builds an image of the store again from its recorded inputs, beside the store's images where nobody sees it, and
/// compares the disks.
struct ImageRebuild {
    let entry: ImageStore.Entry
    let store: ImageStore
    let isOffline: Bool
    let output: OutputOptions

    /// - Throws: an exit code, when what is missing or differs has been shown.
    func check() async throws {
        let report = Report(options: output)
        let reference = entry.manifest.reference
        let inputs: ImageInputs
        do throws(ImageError) { inputs = try ImageInputs(entry) } catch { throw report.failure(error) }
        warn(of: inputs.tools, report)
        try find(inputs, report)
        let staged: StagedImage
        do throws(ImageStore.Failure) { staged = try StagedImage.make(in: store) } catch {
            throw report.failure(error)
        }
        let difference = try await difference(inputs, in: staged, report)
        guard let difference else { return report.note("\(reference) was built again, the same to the last byte") }
        throw report.failure(
            .notReproduced, "\(reference) was built again as another disk: \(difference.place): \(difference.reason)",
            remedy: "restore what changed, or find out what else decides about the bytes; the image itself is whole",
            ExitStatus.failed)
    }

    /// Builds into a folder, and compares.
    private func difference(
        _ inputs: ImageInputs, in staged: borrowing StagedImage, _ report: Report
    ) async throws -> ImageVerification.Difference? {
        var packing = PackOptions()
        // Nothing of what the cache knows: it may be what made the difference.
        packing.threads = processorCount()
        let disk = staged.file(ImageFiles.disk)
        let rebuilt = try await ImageBuild(inputs, packing: packing, isOffline: isOffline, output: output)
            .build(to: disk)
        do throws(ImageError) {
            return try RebuildComparison(entry, inputs, rebuilt.image, disk: disk).firstDifference()
        } catch { throw report.failure(error) }
    }

    /// Says which programs and libraries are not those that built the image.
    private func warn(of recorded: [String: String], _ report: Report) {
        let here = BuildTools.versions(basalt: BasaltCommand.version)
        let other = Set(recorded.keys).union(here.keys).sorted().filter { recorded[$0] != here[$0] }
        guard !other.isEmpty else { return }
        let list = other.map { "\($0) is \(here[$0] ?? "not there") and was \(recorded[$0] ?? "not recorded")" }
        var diagnostics = Diagnostics()
        diagnostics.warning(
            .otherTools, "other versions built \(entry.manifest.reference): \(list.joined(separator: "; "))",
            origin: nil,
            remedy: "the same bytes are promised for the same versions only")
        report.show(diagnostics)
    }

    /// Says which files and folders are gone, all of them.
    private func find(_ inputs: ImageInputs, _ report: Report) throws {
        var diagnostics = Diagnostics()
        for path in inputs.layers.compactMap(\.source.path) where access(path, F_OK) != 0 {
            diagnostics.error(
                .fileMissing, "`\(printable(path))`, a layer of \(entry.manifest.reference), is not there any more",
                origin: nil, remedy: "put it back, with the bytes that it had")
        }
        guard diagnostics.isEmpty else {
            report.show(diagnostics)
            throw ExitStatus.invalidInput
        }
    }
}
