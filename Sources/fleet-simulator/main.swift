import Fleet
import FleetSimulator
import Glibc

let command = Command(Array(CommandLine.arguments.dropFirst()))
switch command {
case .soak(let seed, let rotations): exit(await soak(seed: seed, rotations: rotations))
case .replay(let seed): exit(await replay(seed: seed))
case .scale(let hosts): exit(await scale(hosts))
case .large(let hosts): exit(await large(hosts))
case nil:
    print("usage: fleet-simulator [--seed N] [--rotations N] | --replay SEED | --scale HOSTS,HOSTS,… | --large HOSTS")
    exit(64)
}
