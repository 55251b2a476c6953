package import Fleet
package import Values

/// What the fleet file says of its machines.
package struct LocalSettings: Sendable, Equatable {
    package let fleet: String
    package let network: String
    package let memory: ByteSize
    package let processors: Int
    /// Ports of every machine that lead to it from this computer, each by a free one of 127.0.0.1: those of the gates.
    package let ports: [UInt16]
    /// Ports of 127.0.0.1 that lead to one of the machine's, by the machine's. Only one machine can have them.
    package let forwards: [UInt16: UInt16]

    package init(
        fleet: String, network: String, memory: ByteSize, processors: Int, ports: [UInt16],
        forwards: [UInt16: UInt16] = [:]
    ) {
        self.fleet = fleet
        self.network = network
        self.memory = memory
        self.processors = processors
        self.ports = ports
        self.forwards = forwards
    }

    package var placement: Placement {
        Placement(zone: "local", subnet: network, type: "\(memory.bytes >> 20)MiB-\(processors)")
    }

    /// What a host's digest is made of: everything that changes a machine, and nothing that does not.
    package var text: String {
        let forwards = forwards.sorted { $0.key < $1.key }.map { "\($0.value):\($0.key)" }
        let ports = ports.sorted().map(String.init)
        return [placement.type, network, ports.joined(separator: ","), forwards.joined(separator: ",")]
            .joined(separator: " ")
    }
}
