import Fleet

/// What stands for SSM parameters in one private network: a file each, for this user alone.
struct ParameterStore {
    let folder: NetworkFolder

    enum Answer: Equatable {
        case value(String)
        case done, missing, exists
        /// A name that SSM would not take, or that is too long here.
        case badName
    }

    func get(_ name: String) throws(ServiceFailure) -> Answer {
        guard let file = Self.file(name) else { return .badName }
        return try folder.read(file).map { .value(String(decoding: $0, as: UTF8.self)) } ?? .missing
    }

    func put(_ name: String, _ value: String, overwrites: Bool) throws(ServiceFailure) -> Answer {
        guard let file = Self.file(name) else { return .badName }
        do throws(ServiceFailure) { try folder.write(Array(value.utf8), to: file, isNew: !overwrites) } catch {
            guard error.code == .refused, !overwrites else { throw error }
            return .exists
        }
        return .done
    }

    /// `/swarm/token` is the file `parameters/=swarm=token`.
    ///
    /// Source: AWS Systems Manager, "Requirements and constraints for parameter names".
    private static func file(_ name: String) -> String? {
        let isAllowed = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || [0x2D, 0x2E, 0x2F, 0x5F].contains(byte)
        }
        guard isAllowed, (1...200).contains(name.utf8.count), !name.hasPrefix(".") else { return nil }
        return "parameters/" + name.replacing("/", with: "=")
    }
}
