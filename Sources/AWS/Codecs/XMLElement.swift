/// An element of an answer: elements, or text. Attributes and namespaces carry nothing that is read.
package struct XMLElement: Sendable, Equatable {
    package let name: String
    package let text: String
    package let children: [XMLElement]

    package init(name: String, text: String, children: [XMLElement]) {
        self.name = name
        self.text = text
        self.children = children
    }

    package subscript(name: String) -> XMLElement? { children.first { $0.name == name } }
}
