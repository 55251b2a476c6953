import AWS
import Synchronization

/// What instances looked like when they were described last, by ID.
package final class SeenInstances: Sendable {
    private let instances = Mutex<[String: EC2.Instance]>([:])

    subscript(id: String) -> EC2.Instance? { instances.withLock { $0[id] } }

    /// In the order of their IDs.
    var all: [EC2.Instance] {
        instances.withLock { $0.sorted { $0.key < $1.key }.map(\.value) }
    }

    func replace(by instances: [EC2.Instance]) {
        let entries = instances.compactMap { instance in instance.instanceId.map { ($0, instance) } }
        self.instances.withLock { $0 = Dictionary(entries) { first, _ in first } }
    }
}
