import ArgumentParser
import AWS
import Documents
import Foundation
import Images
import Publishing
import Values

/// `basalt publish`.
struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Publish an image as AMIs in several regions.",
        usage: "basalt publish <image> --regions <region>,... [<options>]",
        discussion: """
            Sends the disk's blocks by EBS direct, and only those that changed where a version of the same name is \
            published already; registers the AMI, copies it, shares it and names it in SSM parameters. A run that was \
            interrupted goes on where it was; a run that is repeated changes nothing. What became of it stands in \
            amis.json beside the disk.

            Exit codes: 0 published; 1 failed, in one region or more; 7 another run publishes it; 8 not tested, or the \
            version is there with other bytes; 64 what is asked for cannot be; 77 credentials or a permission are \
            missing; 130 interrupted.
            """)

    @Argument(help: ArgumentHelp("NAME@VERSION.", valueName: "image"), completion: .images)
    var image: String

    @Option(help: ArgumentHelp("Regions, the one that gets the bytes first.", valueName: "region,..."))
    var regions: String

    @Option(help: ArgumentHelp("Accounts that may use the images.", valueName: "account,..."))
    var share: String = ""

    @Option(help: ArgumentHelp("Encrypt a region's image.", valueName: "region=arn"))
    var kmsKey: [String] = []

    @Option(help: ArgumentHelp("A tag besides Basalt's.", valueName: "key=value"))
    var tag: [String] = []

    @Option(help: "Days after which EC2 no longer offers the images.")
    var deprecateAfter: Int?

    @Flag(help: "Write no SSM parameters.")
    var noParameters = false

    @Flag(help: "Publish an image that was not tested.")
    var allowUntested = false

    @Option(help: ArgumentHelp("Append a table in Markdown to this file.", valueName: "file"))
    var summary: String?

    @OptionGroup(title: "Images")
    var store: StoreOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        for text in kmsKey + tag where !text.dropFirst().contains("=") {
            throw ValidationError("`\(text)` is no KEY=VALUE.")
        }
        if let deprecateAfter, !(1...3650).contains(deprecateAfter) {
            throw ValidationError("--deprecate-after takes 1 to 3650.")
        }
    }

    func run() async throws {
        let report = Report(options: output)
        let images = try store.open(report)
        let entry = try report.find(image, in: images)
        if !allowUntested { try report.checkTested(entry) }
        let publication = publication(entry.manifest)
        do throws(PublishError) { try publication.check() } catch { throw report.failure(error) }
        let source = try source(entry, in: images, publication, report)
        let progress = PublishProgress(output)
        let outcome: Result<Void, any Error>
        do {
            try await PublishingSession.with(report) { session in
                let manifest = try await Publisher(session, publication, source, report: progress.show).run()
                try show(manifest, report)
            }
            outcome = .success(())
        } catch { outcome = .failure(error) }
        // Also of a run that failed in some regions.
        if let summary, let manifest = (try? AMIManifest.read(entry.path)) ?? nil {
            try JobSummary.append(manifest, to: summary, report)
        }
        try outcome.get()
    }

    private func publication(_ manifest: ImageManifest) -> Publication {
        func list(_ text: String) -> [String] { text.split(separator: ",").map(String.init) }
        func pairs(_ texts: [String]) -> [String: String] {
            Dictionary(
                texts.map { text in
                    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
                        String.init)
                    return (sides[0], sides[1])
                }
            ) { _, last in last }
        }
        var publication = Publication(manifest)
        publication.regions = list(regions)
        publication.accounts = list(share)
        publication.keys = pairs(kmsKey)
        publication.tags = pairs(tag)
        publication.writesParameters = !noParameters
        // Whole days, so that a run that is repeated wants the same.
        publication.deprecation = deprecateAfter.map { days in
            Timestamp(seconds: (Int64(Date().timeIntervalSince1970) / 86400 + Int64(days)) * 86400)
        }
        return publication
    }

    /// The disk, and the published versions whose snapshot it may be a change of.
    private func source(
        _ entry: ImageStore.Entry, in store: ImageStore, _ publication: Publication, _ report: Report
    ) throws -> Publisher.Source {
        let entries: [ImageStore.Entry]
        do throws(ImageStore.Failure) { entries = try store.entries() } catch { throw report.failure(error) }
        var parents: [ParentCandidate] = []
        for other in entries
        where other.manifest.name == publication.name && other.manifest.version != publication.version
            && other.manifest.architecture == publication.architecture
        {
            let published = (try? AMIManifest.read(other.path)) ?? nil
            guard let snapshot = published?.regions[publication.home]?.snapshot,
                published?.regions[publication.home]?.key == nil, let blocks = try? blocks(other)
            else { continue }
            parents.append(ParentCandidate(reference: other.manifest.reference, snapshot: snapshot, blocks: blocks))
        }
        let digests: DiskBlocks
        do throws(FileProblem) { digests = try blocks(entry) } catch {
            throw report.failure(
                .damagedImage, "cannot read `\(entry.file(ImageFiles.blocks))`: \(error.reason)", ExitStatus.failed)
        }
        return Publisher.Source(
            folder: entry.path, disk: entry.file(ImageFiles.disk), blocks: digests, parents: parents)
    }

    private func blocks(_ entry: ImageStore.Entry) throws(FileProblem) -> DiskBlocks {
        DiskBlocks(bytes: try DiskFiles().read(entry.file(ImageFiles.blocks), limit: 64 << 20))
    }

    private func show(_ manifest: AMIManifest, _ report: Report) throws {
        switch output.format {
        case .json: try report.result(json: manifest.node)
        case .table:
            for (region, state) in manifest.regions.sorted(by: { $0.key < $1.key }) {
                try report.result("\(region)  \(state.image ?? "-")  \(state.snapshot ?? "-")\n")
            }
        }
    }
}
