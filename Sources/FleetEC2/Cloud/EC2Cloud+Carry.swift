import AWS
package import Fleet

extension EC2Cloud {
    /// The Elastic IP addresses of the account's instances, where the fleet carries them: allocations by instance.
    func addresses() async throws(ServiceFailure) -> [String: String] {
        guard carry.contains(.elasticIP) else { return [:] }
        let answer = try await ofAWS { () async throws(AWSError) in try await client.send(EC2.DescribeAddresses()) }
        let pairs = (answer.addresses ?? []).compactMap { address in
            address.instanceId.flatMap { id in address.allocationId.map { (id, $0) } }
        }
        return Dictionary(pairs) { first, _ in first }
    }

    package func carry(_ step: CarryStep, _ item: String, of id: String) async throws(ServiceFailure) {
        switch CarriedItem(item) {
        case .volume(let volume, let device): try await move(volume: volume, device: device, step, of: id)
        case .interface(let interface, let index): try await move(interface: interface, index: index, step, of: id)
        case .address(let address): try await move(address: address, step, of: id)
        case nil: throw ServiceFailure(.refused, "`\(item)` is nothing that hosts of EC2 carry")
        }
    }

    private func move(
        volume: String, device: String, _ step: CarryStep, of id: String
    ) async throws(ServiceFailure) {
        if step == .backUp { return try await snapshot(volume, of: id) }
        let answer = try await ofAWS { () async throws(AWSError) in
            try await client.send(EC2.DescribeVolumes { $0.volumeIds = [volume] })
        }
        let holder = answer.volumes?.first?.attachments?.first { $0.state != "detached" }
        guard try Self.isAsked(step, of: id, volume, holder: holder?.instanceId) else { return }
        try await ofAWS { () async throws(AWSError) in
            if step == .attach {
                _ = try await client.send(
                    EC2.AttachVolume {
                        $0.volumeId = volume
                        $0.instanceId = id
                        $0.device = device
                    })
            } else {
                _ = try await client.send(
                    EC2.DetachVolume {
                        $0.volumeId = volume
                        $0.instanceId = id
                        $0.force = step == .forceDetach ? true : nil
                    })
            }
        }
    }

    private func snapshot(_ volume: String, of id: String) async throws(ServiceFailure) {
        try await ofAWS { () async throws(AWSError) in
            _ = try await client.send(
                EC2.CreateSnapshot {
                    $0.volumeId = volume
                    $0.description = "basalt: before \(volume) leaves \(id)"
                    $0.tagSpecifications = [
                        EC2.TagSpecification {
                            $0.resourceType = "snapshot"
                            $0.tags = FleetTags.write(HostTags(), of: fleet, besides: [:])
                        }
                    ]
                })
        }
    }

    private func move(
        interface: String, index: Int, _ step: CarryStep, of id: String
    ) async throws(ServiceFailure) {
        guard step != .backUp else { return }
        let answer = try await ofAWS { () async throws(AWSError) in
            try await client.send(EC2.DescribeNetworkInterfaces { $0.networkInterfaceIds = [interface] })
        }
        let attachment = answer.networkInterfaces?.first?.attachment
        let holder = attachment?.status == "detached" ? nil : attachment?.instanceId
        guard try Self.isAsked(step, of: id, interface, holder: holder) else { return }
        try await ofAWS { () async throws(AWSError) in
            if step == .attach {
                _ = try await client.send(
                    EC2.AttachNetworkInterface {
                        $0.networkInterfaceId = interface
                        $0.instanceId = id
                        $0.deviceIndex = index
                    })
            } else {
                _ = try await client.send(
                    EC2.DetachNetworkInterface {
                        $0.attachmentId = attachment?.attachmentId
                        $0.force = step == .forceDetach ? true : nil
                    })
            }
        }
    }

    private func move(address: String, _ step: CarryStep, of id: String) async throws(ServiceFailure) {
        guard step != .backUp else { return }
        let answer = try await ofAWS { () async throws(AWSError) in
            try await client.send(EC2.DescribeAddresses { $0.allocationIds = [address] })
        }
        let association = answer.addresses?.first
        guard try Self.isAsked(step, of: id, address, holder: association?.instanceId) else { return }
        try await ofAWS { () async throws(AWSError) in
            if step == .attach {
                _ = try await client.send(
                    EC2.AssociateAddress {
                        $0.allocationId = address
                        $0.instanceId = id
                        $0.allowReassociation = false
                    })
            } else {
                _ = try await client.send(EC2.DisassociateAddress { $0.associationId = association?.associationId })
            }
        }
    }

    /// Whether a step is still to be asked for.
    /// - Throws: where another host holds it, from which nothing is taken.
    private static func isAsked(
        _ step: CarryStep, of id: String, _ name: String, holder: String?
    ) throws(ServiceFailure) -> Bool {
        let holder = holder.flatMap { $0.isEmpty ? nil : $0 }
        guard step == .attach else { return holder == id }
        if let holder, holder != id { throw ServiceFailure(.refused, "\(name) is attached to \(holder)") }
        return holder == nil
    }
}
