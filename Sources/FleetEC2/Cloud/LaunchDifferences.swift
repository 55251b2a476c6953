import AWS
package import Fleet

/// In what new hosts will differ from the old ones, for people: what a digest alone cannot say.
extension EC2Cloud {
    /// - Parameters:
    ///   - ids: hosts that were described last, and will be replaced.
    ///   - placements: where new hosts may stand.
    /// - Returns: one line for each difference, with how many of the hosts have it.
    package func differences(
        of ids: [String], from document: LaunchDocument, image: FleetResolver.Image, placements: [Placement]
    ) -> [String] {
        let types = Set(placements.map(\.type))
        let subnets = Set(placements.map(\.subnet))
        var counts: [String: Int] = [:]
        for host in ids.compactMap({ seen[$0] }) {
            for line in Self.lines(host, document, image, types, subnets) { counts[line, default: 0] += 1 }
        }
        return counts.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value) of \(ids.count))" }
    }

    private static func lines(
        _ host: EC2.Instance, _ document: LaunchDocument, _ image: FleetResolver.Image, _ types: Set<String>,
        _ subnets: Set<String>
    ) -> [String] {
        let settings = document.settings
        var lines: [String] = []
        func add(_ name: String, _ old: String?, _ new: String?) {
            let old = old ?? "none"
            let new = new ?? "none"
            if old != new { lines.append("\(name): \(old) -> \(new)") }
        }
        add("image", host.imageId, image.id)
        if let type = host.instanceType, !types.contains(type) {
            add("instance type", type, settings.instanceTypes.joined(separator: " or "))
        }
        if let subnet = host.subnetId, !subnets.contains(subnet) {
            add("subnet", subnet, settings.subnets.joined(separator: " or "))
        }
        add("market", host.instanceLifecycle ?? "on-demand", settings.market.rawValue)
        let groups = (host.securityGroups ?? []).compactMap(\.groupId).sorted()
        if !settings.securityGroups.isEmpty {
            add(
                "security groups", groups.joined(separator: ", "),
                settings.securityGroups.sorted().joined(separator: ", "))
        }
        let profile = host.iamInstanceProfile?.arn.flatMap { $0.split(separator: "/").last.map(String.init) }
        add("instance profile", profile, settings.instanceProfile?.split(separator: "/").last.map(String.init))
        if let tokens = host.metadataOptions?.httpTokens {
            add("metadata tokens", tokens, document.metadata.tokens)
        }
        if let hops = host.metadataOptions?.httpPutResponseHopLimit {
            add("metadata hop limit", String(hops), String(document.metadata.hopLimit))
        }
        return lines
    }
}
