import Documents
import Layers
import Profiles
import Values

extension ProfileStack {
    /// The container images that the profile bakes in, each a layer of its own.
    /// - Parameter modified: the time of their files.
    /// - Throws: `LayerErrors` with all that is wrong.
    func containers(modified: Timestamp) async throws -> [any Layer] {
        var layers: [any Layer] = []
        var problems: [LayerError] = []
        for item in profile.root["image"]?["containers"]?.items ?? [] {
            do {
                guard let name = item["name"]?.string, let source = try await image(item) else { continue }
                let archive = try source.container(named: name, opening.limits)
                layers.append(ContainerLayer(archive, modified: modified))
            } catch let error as LayerError { problems.append(error) }
        }
        if let errors = LayerErrors(problems) { throw errors }
        return layers
    }
}
