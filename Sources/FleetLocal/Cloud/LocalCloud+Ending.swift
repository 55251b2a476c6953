package import Fleet
package import Values

extension LocalCloud {
    package func terminate(_ ids: [String]) async throws(ServiceFailure) -> [String: ServiceFailure] {
        try await folder.locked { () async throws(ServiceFailure) in
            try await prune()
            var refused: [String: ServiceFailure] = [:]
            for id in ids {
                do throws(ServiceFailure) {
                    if let record = try folder.record(id) { try await end(record) }
                } catch {
                    refused[id] = error
                }
            }
            try await stopIdleSwitch()
            return refused
        }
    }

    /// Ends every machine of the network, whichever fleet it belongs to.
    /// - Returns: how many there were.
    package func terminateAll() async throws(ServiceFailure) -> Int {
        try await folder.locked { () async throws(ServiceFailure) in
            let records = try folder.records().filter { $0.phase != .terminated }
            for record in records { try await end(record) }
            try await host.stopSwitch(folder)
            return records.count
        }
    }

    /// Switches the machine off and keeps its disk and its console.
    package func isolate(_ id: String, until: Timestamp) async throws(ServiceFailure) {
        try await folder.locked { () async throws(ServiceFailure) in
            try await prune()
            guard var record = try folder.record(id), record.phase != .terminated else {
                throw ServiceFailure(.notFound, "there is no machine \(id)")
            }
            record.phase = .kept
            record.until = until
            // Before the machine stops: one that stopped by itself would be taken for a host that failed again.
            try folder.keep(record)
            try await host.stop(folder.machineFolder(id))
        }
    }

    /// Switches a machine off and removes what it was; done again for one that is half gone.
    func end(_ record: InstanceRecord) async throws(ServiceFailure) {
        let machine = folder.machineFolder(record.id)
        try await host.stop(machine)
        host.remove(machine)
        guard record.phase != .terminated else { return }
        var record = record
        record.phase = .terminated
        record.until = host.now()
        try folder.keep(record)
    }

    /// Removes evidence whose time is over, and what is remembered of machines that ended long ago.
    func prune() async throws(ServiceFailure) {
        let now = host.now()
        for record in try folder.records() {
            switch (record.phase, record.until) {
            case (.kept, let until?) where now >= until: try await end(record)
            case (.terminated, let until?) where now.since(until) >= Self.memory: folder.forget(record.id)
            default: break
            }
        }
    }

    /// The switch goes with the last machine of the network, whichever fleet it belongs to.
    private func stopIdleSwitch() async throws(ServiceFailure) {
        guard try folder.records().allSatisfy({ $0.phase != .live }) else { return }
        try await host.stopSwitch(folder)
    }
}
