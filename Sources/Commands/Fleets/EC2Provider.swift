import AWS
import Documents
import Fleet
import FleetEC2
import Provisioning
import Workloads

/// `provider.ec2`: instances that Basalt launches itself.
struct EC2Provider: FleetProvider {
    private let ec2: EC2Cloud
    private let resolver: FleetResolver
    private let settings: Fleet.EC2Provider
    private let context: FleetContext
    private let wanted = WantedHosts()
    let workload: any Workload

    /// Runs `body` with the provider; connections are closed afterwards.
    static func with<Result>(
        _ provider: Fleet.EC2Provider, _ context: FleetContext, _ body: (any FleetProvider) async throws -> Result
    ) async throws -> Result {
        let file = context.file
        try checkTags(provider, context.report)
        return try await FleetSession.with(role: file.account.assumedRole) { session in
            var region = file.account.region ?? ""
            if region.isEmpty {
                do throws(AWSError) { region = try await session.region() } catch {
                    throw context.report.failure(
                        .missingValue, error.message,
                        remedy: "write `account: {region: NAME}` into the fleet file, or set AWS_REGION",
                        ExitStatus.usage)
                }
            }
            let client = session.client(region)
            let cloud = EC2Cloud(
                client, fleet: file.name, select: provider.select, carry: provider.launch.carry,
                documents: context.state.documents)
            return try await FleetWorkloads.with(file.workload, EC2Hosts(cloud: cloud), context.report) { base in
                let groups = TargetGroups(client, file.workload.balancers)
                try await groups.check()
                return try await body(
                    EC2Provider(
                        ec2: cloud, resolver: FleetResolver(client), settings: provider, context: context,
                        workload: InstanceWorkload(base, groups, CommandGate(client))))
            }
        }
    }

    private init(
        ec2: EC2Cloud, resolver: FleetResolver, settings: Fleet.EC2Provider, context: FleetContext,
        workload: any Workload
    ) {
        self.ec2 = ec2
        self.resolver = resolver
        self.settings = settings
        self.context = context
        self.workload = workload
    }

    var cloud: any Cloud { ec2 }
    var clock: any Clock { SystemClock() }

    func target() async throws -> FleetTarget {
        let host = try context.withProfile { profile, diagnostics in
            profile.render(into: &diagnostics).map { (profile.devices, profile.instance, $0) }
        }
        try checkDevices(host.0)
        guard let userData = Self.launchData(host.2) else {
            throw context.report.failure(
                .wrongValue, "`instance.user_data_prefix` of the profile is no place in S3", ExitStatus.invalidInput)
        }
        let image = try await resolver.image(context.image, for: settings.launch.instanceTypes)
        let places = try await resolver.places(settings.launch)
        let document = LaunchDocument(
            settings.launch, metadata: MetadataOptions(host.1?["metadata_options"]), userData: userData,
            rootDevice: image.rootDevice)
        let digest = document.digest(image: image.id)
        wanted.hosts = (document, image, digest)
        return FleetTarget(
            count: settings.count, spec: HostSpec(image: image.id, imageName: image.name, digest: digest),
            placements: places.placements, addresses: places.addresses)
    }

    func keepTarget() async throws {
        guard let (document, _, digest) = wanted.hosts else { return }
        try await context.state.documents.keep(document, for: digest)
    }

    func differences(_ plan: Plan) -> [String] {
        guard let (document, image, _) = wanted.hosts else { return [] }
        return ec2.differences(
            of: plan.slots.compactMap { $0.old?.id }, from: document, image: image, placements: plan.placements)
    }

    private static func launchData(_ userData: UserData) -> LaunchUserData? {
        guard case .s3Stub(let key, let object) = userData.delivery else { return LaunchUserData(userData.bytes) }
        return LaunchUserData(userData.bytes, object: (key, object))
    }

    /// A host whose profile waits for a volume that it never gets would never come up.
    private func checkDevices(_ devices: [String]) throws {
        let carried = settings.launch.carry.compactMap { item in
            if case .volume(let device) = item { device } else { nil }
        }
        let known = Set(settings.launch.volumes.map(\.device) + carried)
        guard let device = devices.first(where: { !known.contains($0) }) else { return }
        throw context.report.failure(
            .missingValue, "the profile expects a volume at \(device), and the fleet file gives its hosts none",
            remedy: "add `volumes: [{device: \(device), size: 100GiB}]` to `provider.ec2.launch`, or carry it",
            ExitStatus.invalidInput)
    }

    /// What selects the fleet must not be what Basalt writes itself, and nothing else may begin like it.
    private static func checkTags(_ provider: Fleet.EC2Provider, _ report: Report) throws {
        let names = Array(provider.select.keys) + Array(provider.launch.tags.keys)
        if let name = names.sorted().first(where: EC2Cloud.isReservedTag) {
            throw report.failure(
                .wrongValue, "the tag `\(printable(name))` is not the fleet file's to set",
                remedy: "tags that begin with basalt: or aws: are others'", ExitStatus.invalidInput)
        }
    }
}

/// What the last plan wanted, for the differences to what is there.
private final class WantedHosts {
    var hosts: (LaunchDocument, FleetResolver.Image, HostDigest)?
}

/// Instances as the cluster and the gates reach them: by their private addresses.
private struct EC2Hosts: HostDirectory {
    let cloud: EC2Cloud

    func address(of id: String) -> String? { cloud.address(of: id) }

    func endpoint(of id: String, port: Int) -> HostPort? {
        cloud.address(of: id).map { HostPort(host: $0, port: port) }
    }
}
