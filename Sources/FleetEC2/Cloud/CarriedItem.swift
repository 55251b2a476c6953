import AWS
import Fleet

/// A thing that moves from a host to its replacement, as journals and plans name it: `volume vol-1 /dev/sdf`,
/// `interface eni-1 1`, `address eipalloc-1`.
enum CarriedItem: Equatable, CustomStringConvertible {
    case volume(String, device: String)
    case interface(String, index: Int)
    /// An Elastic IP address, by its allocation.
    case address(String)

    var description: String {
        switch self {
        case .volume(let id, let device): "volume \(id) \(device)"
        case .interface(let id, let index): "interface \(id) \(index)"
        case .address(let id): "address \(id)"
        }
    }

    /// nil for what is no such name.
    init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        switch (words.first, words.count) {
        case ("volume"?, 3): self = .volume(words[1], device: words[2])
        case ("interface"?, 3):
            guard let index = Int(words[2]) else { return nil }
            self = .interface(words[1], index: index)
        case ("address"?, 2): self = .address(words[1])
        default: return nil
        }
    }

    /// What an instance has of that which the fleet file wants carried.
    static func items(
        of instance: EC2.Instance, _ wanted: [LaunchSettings.Carried], address: String?
    ) -> [CarriedItem] {
        wanted.compactMap { wish in
            switch wish {
            case .volume(let device):
                instance.blockDeviceMappings?.first { $0.deviceName == device && $0.ebs?.status != "detached" }?.ebs?
                    .volumeId.map { .volume($0, device: device) }
            case .networkInterface(let index):
                instance.networkInterfaces?.first {
                    $0.attachment?.deviceIndex == index && $0.attachment?.status != "detached"
                }?.networkInterfaceId.map { .interface($0, index: index) }
            case .elasticIP: address.map { .address($0) }
            }
        }
    }
}
