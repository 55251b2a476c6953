import Fleet
import FleetSimulator
import Glibc

/// Large fleets, one after the other; 1 where one does not end well.
func scale(_ sizes: [Int]) async -> Int32 {
    print("hosts   share  rollout s  forced s  ratio  turns  decide ms: mean  longest  peak MiB")
    var isGood = true
    for hosts in sizes {
        for share in [1.0, Estimate.share] {
            let result = await Scale.run(hosts: hosts, share: share)
            let ratio = result.forced > 0 ? "\(tenths(Double(result.seconds) / Double(result.forced)))" : "-"
            print(
                hosts, share, result.seconds, result.forced, ratio, result.turns, milliseconds(result.mean),
                milliseconds(result.longest), peakMemory(), separator: "\t")
            isGood = isGood && result.ending == .finished(.done)
        }
    }
    return isGood ? 0 : 1
}

private func tenths(_ number: Double) -> Double { (number * 100).rounded() / 100 }

private func milliseconds(_ duration: Duration) -> Double {
    tenths(Double(duration.components.seconds) * 1000 + Double(duration.components.attoseconds) / 1e15)
}

/// The process's largest resident size so far, in MiB.
private func peakMemory() -> Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1024
}
