// Made by Scripts/embed from profiles/ and ignition-templates/. Do not edit.

/// The shipped files' names and texts, sorted by name.
package enum ShippedFiles {
    package struct File: Sendable {
        package let name: String
        package let text: String
    }

    package static let profiles: [File] = [
    ]

    package static let templates: [File] = [
    ]
}
