package import AWS
package import Fleet
import Synchronization

/// The load balancers that a fleet's hosts are registered with: target groups of ELBv2, and Classic Load Balancers.
package struct TargetGroups: Sendable {
    let client: AWSClient
    /// ARNs of target groups, names of Classic Load Balancers.
    package let groups: [String]

    package init(_ client: AWSClient, _ groups: [String]) {
        self.client = client
        self.groups = groups
    }

    /// A target as a group knows it; one host may have several ports.
    struct Target: Sendable, Hashable {
        let group: String
        let id: String
        let port: Int?
        let state: Member.Target
    }

    /// Refuses groups whose targets are no instances: nothing is known of addresses here.
    package func check() async throws(ServiceFailure) {
        let arns = groups.filter(Self.isTargetGroup)
        guard !arns.isEmpty else { return }
        let answer = try await ofAWS { () async throws(AWSError) in
            try await client.send(LoadBalancing.DescribeTargetGroups { $0.targetGroupArns = arns })
        }
        for group in answer.targetGroups ?? [] where group.targetType.map({ $0 != "instance" }) ?? false {
            throw ServiceFailure(
                .refused,
                "\(group.targetGroupArn ?? "") has targets of the type \(group.targetType ?? ""), not `instance`")
        }
    }

    private static func isTargetGroup(_ group: String) -> Bool { group.hasPrefix("arn:") }

    private var classic: ClassicBalancers { ClassicBalancers(client: client) }

    func targets() async throws(ServiceFailure) -> [Target] {
        var found: [Target] = []
        for group in groups {
            guard Self.isTargetGroup(group) else {
                found += try await classic.targets(of: group)
                continue
            }
            let answer = try await ofAWS { () async throws(AWSError) in
                try await client.send(LoadBalancing.DescribeTargetHealth { $0.targetGroupArn = group })
            }
            for description in answer.targetHealthDescriptions ?? [] {
                guard let id = description.target?.id else { continue }
                found.append(
                    Target(
                        group: group, id: id, port: description.target?.port,
                        state: TargetState.state(description.targetHealth?.state)))
            }
        }
        return found
    }

    func register(_ id: String, in group: String) async throws(ServiceFailure) {
        guard Self.isTargetGroup(group) else { return try await classic.register(id, in: group) }
        try await ofAWS { () async throws(AWSError) in
            _ = try await client.send(
                LoadBalancing.RegisterTargets {
                    $0.targetGroupArn = group
                    $0.targets = [LoadBalancing.TargetDescription { $0.id = id }]
                })
        }
    }

    /// With all ports under which the group knows the host: without them only the group's own port would be taken away.
    func deregister(_ id: String, ports: [Int?], from group: String) async throws(ServiceFailure) {
        guard Self.isTargetGroup(group) else { return try await classic.deregister(id, from: group) }
        try await ofAWS { () async throws(AWSError) in
            _ = try await client.send(
                LoadBalancing.DeregisterTargets {
                    $0.targetGroupArn = group
                    $0.targets = ports.map { port in
                        LoadBalancing.TargetDescription {
                            $0.id = id
                            $0.port = port
                        }
                    }
                })
        }
    }
}
