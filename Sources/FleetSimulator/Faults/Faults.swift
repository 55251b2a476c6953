package import Fleet

/// What goes wrong in a simulated rotation. Numbers count calls or hosts from 1.
package struct Faults: Sendable {
    /// What happens to one launch call.
    package enum Launch: Sendable, Hashable {
        /// The machines start, and the answer is lost.
        case lostAfter
        case lostBefore
        /// The answer comes after the lock has expired; another runner uses the time.
        case slow
        case partial
        /// The network delivers the call twice.
        case twice
        case refused(ServiceFailure.Code)
    }

    /// What is wrong with one new host.
    package enum Host: Sendable, Hashable {
        case neverBoots, impaired, neverJoins, neverWell, flaps, wrongImage, endsAtOnce
        /// Some descriptions say `pending` for a minute after it runs; its endpoint accepts and never answers.
        case stale, hangs
        case hidden(seconds: Int)
        case failsAfter(seconds: Int)
        case diesAfter(seconds: Int)
    }

    /// What is wrong with one old host.
    package enum Old: Sendable, Hashable {
        case neverDrains, attached, stuckTarget, protected, uncordoned
        /// Somebody cordoned it before the run.
        case cordonedBefore
        /// What it carries does not come off, unless it is taken by force.
        case holdsCarried
        /// A task that not even force removes; one that lands after the drain and ends a minute later.
        case finalizer, lateTask
        /// What is drained off it runs nowhere else for so long.
        case homeless(seconds: Int)
        /// It was stopped and started after the plan was made: the same ID, another launch time.
        case restarted
        /// Load balancers refuse so many calls to let it go.
        case deregistrationRefused(times: Int)
        case dies(after: Int)
        /// It stops, and is not terminated.
        case stops(after: Int)
    }

    package var launches: [Int: Launch] = [:]
    /// What happens to every launch call into a zone.
    package var zones: [String: Launch] = [:]
    /// What happens to every launch call.
    package var everyLaunch: Launch?
    package var hosts: [Int: Host] = [:]
    /// What is wrong with every new host of an image, by the image's ID.
    package var images: [String: Host] = [:]
    /// By place in the fleet, from 1.
    package var olds: [Int: Old] = [:]
    /// The old host, from 1, that somebody protects after the plan was made.
    package var lateProtection: Int?
    /// One description in so many is throttled, or leaves a host out; 0 for none.
    package var throttledDescribe = 0
    package var shortDescribe = 0
    /// Seconds after the start between which something holds.
    package var credentialsGone: Range<Int>?
    package var storeDown: Range<Int>?
    package var storeFull: Range<Int>?
    package var alarm: (reading: GateReading, times: Range<Int>)?
    package var windowClosed: Range<Int>?
    /// Whether only terminating is forbidden.
    package var deniesTerminate = false
    /// Whether the image that the fleet ran before is gone.
    package var previousImageGone = false
    /// Whether a manager beside those of the plan is down, always or for some time.
    package var isManagerDown = false
    package var otherManagerDown: Range<Int>?
    /// When the cluster's API does not answer, and whether it does not for 40 s after its leader was demoted.
    package var clusterDown: Range<Int>?
    package var losesLeader = false
    /// Whether every host holds a volume that is let go half a minute after the drain.
    package var carriesVolumes = false
    /// When the journal is lost, and whether the tags are taken away with it.
    package var journalLostAt: Int?
    package var stripsTags = false
    /// The clock of the first runner jumps by so many seconds at that time.
    package var clockJump: (at: Int, by: Int)?

    package init() {}
}

/// A broken fake, planted to see whether the invariants notice.
package enum Lie: Sendable, Hashable {
    /// Descriptions call failed hosts ended, hosts well, targets unused, tasks gone, managers many, hosts unprotected.
    case ended, well, unused, drained, quorum, unprotected
    /// Launches ignore tokens and hide the second instance; they put hosts into other zones; they change the image.
    case hiddenDuplicate, otherZone, otherImage
    /// The store forgets what it was told; it loses the last line only when it is read back.
    case forgetful, lossy
    /// The runner's clock stands still for the lock.
    case frozenClock
    /// Members look schedulable until they are cordoned again.
    case schedulable
    /// Copies of what is carried are said to be begun.
    case copied
    /// Every image can be launched, they say.
    case launchable
    /// Tags are not kept.
    case untagged
    /// Missing rights look like failing hosts.
    case rightsAsHealth
    /// Journal lines hold what the service said, secrets too.
    case secrets
}
