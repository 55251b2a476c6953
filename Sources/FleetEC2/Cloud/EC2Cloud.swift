package import AWS
package import Fleet
package import Values

/// Hosts as EC2 instances. Nothing is kept but what was seen last: the fleet is found by its tags, and what hosts are
/// launched with by their digests.
package struct EC2Cloud: Cloud, Sendable {
    let client: AWSClient
    /// The fleet's name, for the tags of new hosts.
    let fleet: String
    /// The tags that make an instance one of the fleet.
    let select: [String: String]
    /// What the fleet file lets its hosts carry.
    let carry: [LaunchSettings.Carried]
    package let documents: any LaunchDocuments
    let now: @Sendable () -> Timestamp
    /// What instances looked like when they were described last.
    package let seen = SeenInstances()

    package init(
        _ client: AWSClient, fleet: String, select: [String: String], carry: [LaunchSettings.Carried] = [],
        documents: any LaunchDocuments, now: @escaping @Sendable () -> Timestamp = { SystemClock().now() }
    ) {
        self.now = now
        self.client = client
        self.fleet = fleet
        self.select = select
        self.carry = carry
        self.documents = documents
    }

    /// Whether a tag is not the fleet file's to set.
    package static func isReservedTag(_ name: String) -> Bool { name.hasPrefix("basalt:") || name.hasPrefix("aws:") }

    /// The private address of an instance, as it was described last.
    package func address(of id: String) -> String? { seen[id]?.privateIpAddress }

    package func console(_ id: String) async throws(ServiceFailure) -> String {
        do throws(AWSError) {
            return try await console(id, isLatest: true)
        } catch {
            // Only instances of the Nitro system have output before they are stopped.
            guard error.code == "UnsupportedOperation" else { throw ServiceFailure(error) }
            return try await ofAWS { () async throws(AWSError) in try await console(id, isLatest: false) }
        }
    }

    private func console(_ id: String, isLatest: Bool) async throws(AWSError) -> String {
        let answer = try await client.send(
            EC2.GetConsoleOutput {
                $0.instanceId = id
                $0.latest = isLatest ? true : nil
            })
        let text = answer.output.map { $0.filter { !$0.isWhitespace } }.flatMap(Base64.decode) ?? []
        return String(decoding: text, as: UTF8.self)
    }

    package func isLaunchable(_ image: String) async throws(ServiceFailure) -> Bool {
        do throws(AWSError) {
            let answer = try await client.send(EC2.DescribeImages { $0.imageIds = [image] })
            return answer.images?.first?.state == "available"
        } catch {
            let failure = ServiceFailure(error)
            guard failure.code != .image, failure.code != .notFound else { return false }
            throw failure
        }
    }

    package func alarm(_ name: String) async throws(ServiceFailure) -> GateReading {
        let answer = try await ofAWS { () async throws(AWSError) in
            try await client.send(
                CloudWatch.DescribeAlarms {
                    $0.alarmNames = [name]
                    $0.alarmTypes = ["MetricAlarm", "CompositeAlarm"]
                })
        }
        let state = answer.metricAlarms?.first?.stateValue ?? answer.compositeAlarms?.first?.stateValue
        switch state {
        case "OK": return .pass
        case "ALARM": return .fail(name)
        case nil: return .noData("there is no alarm \(name)")
        default: return .noData(name)
        }
    }
}
