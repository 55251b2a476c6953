import Debian
import Documents
import Glibc
import Layers
import Values

/// Brings the lock files of a profile up to date.
struct PackageLocking {
    let store: ContentStore
    let network: any Downloader
    let update: PackageLocker.Update
    /// Whether nothing is to be written.
    let isTrial: Bool
    let report: Report

    /// What changed, by lock file and layer.
    func lock(_ requests: PackageRequests) async throws -> [LockChange] {
        var changes: [LockChange] = []
        for file in Set(requests.items.map(\.file)).sorted() {
            let old = try LockFile.readIfThere(file)
            let items = requests.items.filter { $0.file == file }
            var new = PackageLock()
            for item in items {
                let locked = old.flatMap { Self.locked(item.layer, among: items.map(\.layer), in: $0) }
                let locker = PackageLocker(
                    network: network, store: store, now: Timestamp(seconds: Int64(time(nil))),
                    folder: item.folder)
                let layer = try await locker.lock(item.layer, locked: locked, update: update)
                if !isTrial { try await fetch(layer) }
                changes += LockChange.all(in: file, from: locked, to: layer)
                new.layers.append(layer)
            }
            if new != old, !isTrial {
                try AtomicFile.makeFolder(folder(of: file))
                try AtomicFile.write(Array(new.text.utf8), to: file)
            }
            if new != old, !changes.contains(where: { $0.file == file && $0.isChange }) {
                changes.append(LockChange(file: file, layer: nil, name: "", architecture: "", from: nil, to: nil))
            }
        }
        return changes
    }

    private func fetch(_ layer: LockedLayer) async throws {
        let missing = layer.packages.filter { store.file($0.digest, size: $0.size) == nil }
        if !missing.isEmpty {
            let bytes = missing.reduce(UInt64(0)) { $0 + $1.size }
            report.note(
                "getting \(missing.count) packages of \(layer.request.suite), \(ByteSize(bytes: Int(clamping: bytes)))")
        }
        try await PackageFetcher(network: network, store: store).fetch(layer)
    }

    /// What a layer had before: the same request, or else the one of its kind that no other layer still asks for.
    private static func locked(
        _ layer: PackageLayer, among layers: [PackageLayer], in lock: PackageLock
    ) -> LockedLayer? {
        if let same = lock.layer(for: layer) { return same }
        let free = lock.layers.filter { !layers.contains($0.request) }
        return free.first {
            $0.request.kind == layer.kind && $0.request.suite == layer.suite
                && $0.request.architecture == layer.architecture
        }
    }
}
