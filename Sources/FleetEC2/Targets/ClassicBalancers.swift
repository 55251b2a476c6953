import AWS
import Fleet

/// Classic load balancers, by name: groups whose names are no ARNs.
struct ClassicBalancers: Sendable {
    let client: AWSClient

    /// A host that is let go and still drains is in service for the load balancer, and only the description tells.
    ///
    /// Source: Elastic Load Balancing API reference (2012-06-01), `InstanceState`.
    func targets(of name: String) async throws(ServiceFailure) -> [TargetGroups.Target] {
        let answer = try await ofAWS { () async throws(AWSError) in
            try await client.send(ClassicLoadBalancing.DescribeInstanceHealth { $0.loadBalancerName = name })
        }
        return (answer.instanceStates ?? []).compactMap { state in
            state.instanceId.map { TargetGroups.Target(group: name, id: $0, port: nil, state: Self.state(state)) }
        }
    }

    private static func state(_ state: ClassicLoadBalancing.InstanceState) -> Member.Target {
        if state.description?.contains("deregistration currently in progress") == true { return .draining }
        switch (state.state, state.reasonCode) {
        case ("InService", _): return .healthy
        case (_, "ELB"): return .initial
        default: return .unhealthy
        }
    }

    func register(_ id: String, in name: String) async throws(ServiceFailure) {
        try await ofAWS { () async throws(AWSError) in
            _ = try await client.send(
                ClassicLoadBalancing.RegisterInstancesWithLoadBalancer {
                    $0.loadBalancerName = name
                    $0.instances = [ClassicLoadBalancing.Instance { $0.instanceId = id }]
                })
        }
    }

    func deregister(_ id: String, from name: String) async throws(ServiceFailure) {
        try await ofAWS { () async throws(AWSError) in
            _ = try await client.send(
                ClassicLoadBalancing.DeregisterInstancesFromLoadBalancer {
                    $0.loadBalancerName = name
                    $0.instances = [ClassicLoadBalancing.Instance { $0.instanceId = id }]
                })
        }
    }
}
