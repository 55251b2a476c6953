import Documents
import Fleet
import Values

/// `instances/ID.json`: sorted keys, version 1.
extension InstanceRecord {
    var json: [UInt8] {
        let ports = self.ports.sorted { $0.key < $1.key }.map { ("\($0.key)", JSON.number($0.value)) }
        return JSONWriter.bytes(
            JSON.mapping([
                ("v", JSON.number(1)), ("id", JSON.text(id)), ("fleet", JSON.text(fleet)), ("token", JSON.text(token)),
                ("parameters", JSON.text(parameters)), ("number", JSON.number(number)),
                ("zone", JSON.text(placement.zone)), ("subnet", JSON.text(placement.subnet)),
                ("type", JSON.text(placement.type)), ("image", JSON.text(spec.image)),
                ("image-name", JSON.text(spec.imageName)), ("digest", JSON.text(spec.digest.description)),
                ("host", tags.host.map { JSON.text($0.description) }), ("run", tags.run.map(JSON.text)),
                ("slot", tags.slot.map(JSON.text)), ("attempt", tags.attempt.map { JSON.number($0) }),
                ("launched", JSON.text(launchedAt.description)), ("ports", JSON.mapping(ports)),
                ("phase", JSON.text(phase.rawValue)), ("started", JSON.flag(hasStarted)),
                ("until", until.map { JSON.text($0.description) }),
            ]), .pretty)
    }

    /// nil for what is no such record.
    init?(json bytes: [UInt8]) {
        guard let node = Record.read(bytes, name: "instance"), node["v"]?.integer == 1,
            let id = node["id"]?.string, let fleet = node["fleet"]?.string, let token = node["token"]?.string,
            let parameters = node["parameters"]?.string,
            let number = node["number"]?.integer, HostAddress.numbers.contains(number),
            let zone = node["zone"]?.string, let subnet = node["subnet"]?.string, let type = node["type"]?.string,
            let image = node["image"]?.string, let imageName = node["image-name"]?.string,
            let digest = (node["digest"]?.string).flatMap(HostDigest.init),
            let launched = (node["launched"]?.string).flatMap(Timestamp.init),
            let phase = (node["phase"]?.string).flatMap(Phase.init), let hasStarted = node["started"]?.boolean
        else { return nil }
        var ports: [UInt16: UInt16] = [:]
        for entry in node["ports"]?.mapping?.entries ?? [] {
            guard let guest = UInt16(entry.key), let host = entry.value.integer.flatMap(UInt16.init(exactly:)) else {
                return nil
            }
            ports[guest] = host
        }
        self.init(
            id: id, fleet: fleet, token: token, parameters: parameters, number: number,
            placement: Placement(zone: zone, subnet: subnet, type: type),
            spec: HostSpec(image: image, imageName: imageName, digest: digest),
            tags: HostTags(
                host: (node["host"]?.string).flatMap(HostDigest.init), run: node["run"]?.string,
                slot: node["slot"]?.string, attempt: node["attempt"]?.integer),
            launchedAt: launched, ports: ports, phase: phase, hasStarted: hasStarted,
            until: (node["until"]?.string).flatMap(Timestamp.init))
    }
}
