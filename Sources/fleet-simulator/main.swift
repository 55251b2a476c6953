import Fleet
import FleetSimulator

let rotation = Rotation(Setup(hosts: 5))
let report = await rotation.run()
print(report.ending, report.violations, report.turns, report.seconds)
for event in report.events { print(event.line) }
