import Fleet

extension Setup {
    /// A rotation with everything chosen by its seed: size, strategy, faults, kills, requests.
    package static func random(seed: UInt64) -> Setup {
        var random = SplitMix(seed: seed ^ 0xBA5A17)
        // Every hundredth fleet is large; the others have a geometric size with a median of 5.
        let hosts = seed % 100 == 0 ? random.number(101...140) : geometric(&random)
        var setup = Setup(hosts: hosts, order: random.once(in: 4) ? .rolling : .surge)
        setup.seed = seed
        setup.zones = random.number(1...3)
        if random.once(in: 8) { setup.missing = random.number(1...2) }
        setup.choosePolicy(&random)
        setup.chooseManagers(&random)
        setup.chooseLaunchFaults(&random)
        setup.chooseHostFaults(&random)
        setup.chooseWeather(&random)
        setup.lives = (0..<random.number(1...3)).map { _ in random.number(1...(20 * min(hosts, 30))) }
        if random.once(in: 3) {
            setup.hasSecondRunner = true
            setup.faults.launches[random.number(1...min(hosts, 6))] = .slow
            // The first runner must live to be late.
            setup.lives[0] = 10_000
        }
        if random.once(in: 6) {
            let request = [Request.rollback, .abort, .pause][random.number(0...2)]
            setup.requests = [(random.number(0...(300 * min(hosts, 10))), request)]
        }
        setup.repairs = 4
        // Random numbers of their own, so that known seeds stay what they are.
        var others = SplitMix(seed: seed ^ 0xCA44_1ED0)
        setup.carries = setup.policy.order == .rolling && others.once(in: 4)
        if setup.carries, others.once(in: 4) { setup.faults.olds[others.number(1...hosts)] = .holdsCarried }
        if others.once(in: 10) { setup.faults.olds[others.number(1...hosts)] = .cordonedBefore }
        if others.once(in: 20) { setup.faults.olds[others.number(1...hosts)] = .stops(after: others.number(0...900)) }
        return setup
    }

    /// A large fleet in which one host or call in twenty has a fault of some kind.
    package static func large(hosts: Int, seed: UInt64) -> Setup {
        var random = SplitMix(seed: seed)
        var setup = Setup(hosts: hosts)
        setup.seed = seed
        setup.policy.maxSurge = max(1, hosts / 4)
        setup.policy.waves = [100]
        setup.policy.canaryBake = .minutes(2)
        setup.policy.failureBudget = hosts
        let kinds: [Faults.Host] = [
            .neverBoots, .impaired, .neverJoins, .neverWell, .endsAtOnce, .hidden(seconds: 90), .stale,
            .diesAfter(seconds: 30),
        ]
        let calls: [Faults.Launch] = [.lostAfter, .lostBefore, .partial, .twice, .refused(.throttled)]
        for number in 1...hosts where random.once(in: 20) {
            setup.faults.hosts[hosts + number] = kinds[random.number(0...(kinds.count - 1))]
            setup.faults.launches[number] = calls[random.number(0...(calls.count - 1))]
            setup.faults.olds[number] = random.once(in: 2) ? .lateTask : .deregistrationRefused(times: 3)
        }
        setup.faults.throttledDescribe = 20
        setup.faults.shortDescribe = 20
        return setup
    }

    private static func geometric(_ random: inout SplitMix) -> Int {
        var size = 1
        // 2^(-1/5) of the fleets of each size are larger: half of all have more than 5 hosts.
        while size < 60, random.number(1...10_000) > 1294 { size += 1 }
        return size
    }

    private mutating func choosePolicy(_ random: inout SplitMix) {
        policy.maxSurge = policy.order == .surge ? random.number(1...max(1, hosts / 3)) : 0
        policy.maxUnavailable = policy.order == .rolling ? random.number(1...max(1, hosts / 4)) : 0
        policy.canaries = hosts > 1 ? random.number(0...min(2, hosts - 1)) : 0
        policy.canaryBake = .minutes(random.number(1...5))
        policy.usesTargets = random.once(in: 2)
        policy.rollsBack = !random.once(in: 4)
        policy.drain.forces = random.once(in: 4)
        policy.staysInZone = !random.once(in: 4)
        policy.patience = .minutes(30)
        if random.once(in: 3) { policy.waves = [100] }
        if random.once(in: 10) { hasPrevious = false }
    }

    private mutating func chooseManagers(_ random: inout SplitMix) {
        guard random.once(in: 4) else { return }
        managers = random.number(1...min(3, hosts))
        otherManagers = random.number(0...2)
        faults.isManagerDown = random.once(in: 8)
    }

    private mutating func chooseLaunchFaults(_ random: inout SplitMix) {
        let codes: [ServiceFailure.Code] = [
            .capacity, .capacity, .capacity, .addresses, .throttled, .unavailable, .profile, .tokenMismatch, .quota,
            .image, .key, .template, .denied,
        ]
        for _ in 0..<random.number(0...3) {
            let call = random.number(1...max(2, hosts))
            switch random.number(0...4) {
            case 0: faults.launches[call] = .lostAfter
            case 1: faults.launches[call] = .lostBefore
            case 2: faults.launches[call] = .partial
            default: faults.launches[call] = .refused(codes[random.number(0...(codes.count - 1))])
            }
        }
        if random.once(in: 20) { faults.zones["zone-0"] = .refused(.capacity) }
    }

    private mutating func chooseHostFaults(_ random: inout SplitMix) {
        let late = random.number(1...600)
        let kinds: [Faults.Host] = [
            .neverBoots, .impaired, .neverJoins, .neverWell, .flaps, .wrongImage, .endsAtOnce, .hidden(seconds: 90),
            .failsAfter(seconds: late), .diesAfter(seconds: late),
        ]
        for _ in 0..<random.number(0...2) {
            faults.hosts[hosts + random.number(1...(hosts + 2))] = kinds[random.number(0...(kinds.count - 1))]
        }
        if random.once(in: 12) { faults.images["ami-new"] = kinds[random.number(0...4)] }
        let olds: [Faults.Old] = [
            .neverDrains, .attached, .stuckTarget, .protected, .uncordoned, .dies(after: random.number(0...2000)),
        ]
        if random.once(in: 3) {
            faults.olds[random.number(1...hosts)] = olds[random.number(0...(olds.count - 1))]
        }
    }

    private mutating func chooseWeather(_ random: inout SplitMix) {
        let start = random.number(0...1500)
        let range = start..<(start + random.number(30...900))
        if random.once(in: 4) { faults.throttledDescribe = random.number(2...10) }
        if random.once(in: 4) { faults.shortDescribe = random.number(2...20) }
        switch random.number(0...20) {
        case 0: faults.credentialsGone = range
        case 1: faults.storeDown = range
        case 2: faults.storeFull = range
        case 3:
            policy.gates.append(.alarm(name: "errors", blocksWithoutData: true))
            faults.alarm = (random.once(in: 2) ? .fail("errors") : .noData("errors"), range)
        case 4:
            policy.windows = [Window(days: [.mon], minutes: 0..<10, timezone: "UTC")]
            faults.windowClosed = range
        case 5: faults.deniesTerminate = true
        case 6: faults.previousImageGone = true
        // A clock that was always wrong is no jump: only a store with a clock of its own could tell.
        case 7: faults.clockJump = (start + 1, random.once(in: 2) ? 3600 : -3600)
        default: break
        }
    }
}
