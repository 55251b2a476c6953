import Fleet
import FleetSimulator
import Testing

/// Each invariant is shown a bug that it must see: an engine with another policy than the approved one, or a service
/// that lies.
@Suite struct `A planted bug` {
    private func broken(
        _ hosts: Int = 4, _ order: Policy.Order = .surge, _ change: (inout Setup) -> Void
    ) async -> Set<Invariant> {
        Set(await simulate(hosts, order, change).violations.map(\.invariant))
    }

    @Test func `1 too many hosts missing is seen`() async {
        let found = await broken(6, .rolling) {
            $0.approved = $0.policy
            $0.policy.maxUnavailable = 3
            $0.policy.waves = [100]
            $0.policy.canaries = 0
        }
        #expect(found.contains(.availability))
    }

    @Test func `2 too many hosts at a time are seen`() async {
        let found = await broken {
            $0.approved = $0.policy
            $0.policy.maxSurge = 3
            $0.policy.canaries = 0
            $0.policy.waves = [100]
        }
        #expect(found.contains(.surge))
    }

    @Test func `3 a failed host that only seems ended is seen`() async {
        let found = await broken(1) {
            $0.faults.hosts = [2: .neverWell]
            $0.policy.keptHosts = 0
            $0.lies = [.ended]
        }
        #expect(found.contains(.oneNewHost))
    }

    @Test func `4 an unproven replacement is seen`() async {
        let found = await broken {
            $0.faults.images["ami-new"] = .neverWell
            $0.policy.usesTargets = false
            $0.policy.gates = []
            $0.lies = [.well]
        }
        #expect(found.contains(.provenReplacement))
    }

    @Test func `5 a host that still gets requests is seen`() async {
        let found = await broken {
            $0.faults.olds = [1: .stuckTarget]
            $0.lies = [.unused]
        }
        #expect(found.contains(.deregistered))
    }

    @Test func `6 tasks that are left are seen`() async {
        let found = await broken {
            $0.faults.olds = [1: .neverDrains]
            $0.lies = [.drained]
        }
        #expect(found.contains(.drained))
    }

    @Test func `7 a quorum that is lost is seen`() async {
        let found = await broken(1, .rolling) {
            $0.managers = 1
            $0.otherManagers = 1
            $0.faults.isManagerDown = true
            $0.lies = [.quorum]
        }
        #expect(found.contains(.quorum))
    }

    @Test func `9 a protected host is seen`() async {
        let found = await broken {
            $0.faults.lateProtection = 1
            $0.lies = [.unprotected]
        }
        #expect(found.contains(.untouchable))
    }

    @Test func `8 10 21 changes that no journal announced are seen`() async {
        let found = await broken { $0.lies = [.forgetful] }
        #expect(found.contains(.journaledFirst))
    }

    @Test func `11 a runner whose lock has expired is seen`() async {
        let found = await broken {
            $0.hasSecondRunner = true
            $0.faults.launches = [1: .slow]
            $0.lies = [.frozenClock]
        }
        #expect(found.contains(.fenced))
    }

    @Test func `13 a cordon of somebody else that is taken back is seen`() async {
        var found: Set<Invariant> = []
        for time in stride(from: 200, to: 800, by: 10) {
            found.formUnion(
                await broken(1) {
                    $0.faults.olds = [1: .cordonedBefore]
                    $0.lies = [.schedulable]
                    $0.requests = [(time, .rollback)]
                })
        }
        #expect(found.contains(.restoresOwn))
    }

    @Test func `16 a host of an image that nobody approved is seen`() async {
        let found = await broken { $0.approvedImage = "other" }
        #expect(found.contains(.oneImage))
    }

    @Test func `14 a canary that is not alone is seen`() async {
        let found = await broken {
            $0.approved = $0.policy
            $0.policy.canaries = 0
            $0.policy.waves = [100]
            $0.policy.maxSurge = 3
        }
        #expect(found.contains(.canaryAlone))
    }

    @Test func `15 launches after too many failures are seen`() async {
        let found = await broken {
            $0.approved = $0.policy
            $0.policy.failureBudget = 10
            $0.policy.retries = 1
            $0.faults.images["ami-new"] = .neverBoots
        }
        #expect(found.contains(.failureBudget))
    }

    @Test func `17 a rollback image that is gone is seen`() async {
        let found = await broken {
            $0.faults.previousImageGone = true
            $0.lies = [.launchable]
        }
        #expect(found.contains(.rollbackPossible))
    }

    @Test func `18 a host that nobody knows of is seen`() async {
        #expect(await broken { $0.lies = [.hiddenDuplicate] }.contains(.noOrphan))
    }

    @Test func `19 hosts without their tags are replaced again, which is seen`() async {
        #expect(await broken { $0.lies = [.untagged] }.contains(.convergence))
    }

    @Test func `20 a wait without an end is seen`() async {
        let found = await broken(1) {
            $0.approved = $0.policy
            $0.policy.boot = Span("30d") ?? .hours(1)
            $0.faults.images["ami-new"] = .neverBoots
        }
        #expect(found.contains(.boundedWaits))
    }

    @Test func `21 a journal that loses a line is seen`() async {
        let found = await broken {
            $0.lies = [.lossy]
            $0.lives = [120]
        }
        #expect(found.contains(.journalSuffices))
    }

    @Test func `20 a slot that launches again and again is seen, and the simulation ends`() async {
        let found = await broken(2) {
            $0.policy.failureBudget = 1000
            $0.policy.keptHosts = 0
            $0.approved = $0.policy
            $0.policy.retries = 1000
            $0.faults.images["ami-new"] = .endsAtOnce
        }
        #expect(found.contains(.boundedWaits))
    }

    @Test func `22 a host in another zone is seen`() async {
        let found = await broken(6) {
            $0.approved = $0.policy
            $0.policy.staysInZone = false
            $0.faults.zones = ["zone-0": .refused(.capacity)]
        }
        #expect(found.contains(.zones))
    }

    @Test func `23 a client that calls too often is seen`() async {
        let found = await broken(24) {
            $0.zones = 24
            $0.share = 10
            $0.policy.canaries = 0
            $0.policy.waves = [100]
            $0.policy.maxSurge = 24
        }
        #expect(found.contains(.rate))
    }

    @Test func `24 a secret in the journal is seen`() async {
        #expect(await broken { $0.lies = [.secrets] }.contains(.noSecrets))
    }

    @Test func `25 missing rights that count as failing hosts are seen`() async {
        let found = await broken {
            $0.faults.credentialsGone = 60..<4000
            $0.policy.usesTargets = false
            $0.lies = [.rightsAsHealth]
        }
        #expect(found.contains(.rightsAreNotHealth))
    }

    @Test func `26 a volume that moves without a copy is seen`() async {
        let found = await broken(2, .rolling) {
            $0.carries = true
            $0.lies = [.copied]
        }
        #expect(found.contains(.carried))
    }
}
