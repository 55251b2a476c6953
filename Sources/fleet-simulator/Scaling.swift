import Fleet
import FleetSimulator
import Glibc

/// Large fleets, one after the other; 1 where one does not end well.
func scale(_ sizes: [Int]) async -> Int32 {
    let alone = await Scale.run(hosts: 100, share: 1).seconds
    print("100 hosts, held back by no limit: \(alone) s\n")
    print("hosts\tshare\trollout s\tforced s\tratio\tturns\tmean ms\tlongest\tpeak MiB\tending")
    var isGood = true
    for hosts in sizes {
        for share in [1.0, Estimate.share] {
            let result = await Scale.run(hosts: hosts, share: share)
            let forced = result.forced + alone
            let isDone = result.ending == .finished(.done)
            print(
                hosts, share, result.seconds, forced, hundredths(Double(result.seconds) / Double(forced)), result.turns,
                milliseconds(result.mean), milliseconds(result.longest), peakMemory(),
                isDone ? "done" : "\(result.ending)", separator: "\t")
            isGood = isGood && isDone
        }
    }
    return isGood ? 0 : 1
}

private func hundredths(_ number: Double) -> Double { (number * 100).rounded() / 100 }

private func milliseconds(_ duration: Duration) -> Double {
    hundredths(Double(duration.components.seconds) * 1000 + Double(duration.components.attoseconds) / 1e15)
}

/// The process's largest resident size so far, in MiB.
private func peakMemory() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1024
}
