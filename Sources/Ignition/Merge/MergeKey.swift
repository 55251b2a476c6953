import Documents

/// What makes two items of a list the same item.
enum MergeKey {
    /// The value of the first key that is set, with the key's name; nil for none. Without keys the item is its own key.
    ///
    /// A number of 0 counts as not set: partitions use it for "the next free one".
    static func key(of item: Node, _ keys: [String]) -> String? {
        if keys.isEmpty { return item.scalar.map(\.text) }
        for key in keys {
            guard let value = item[key]?.scalar, value.value != .null, value.value != .integer(0) else { continue }
            return "\(key):\(value.text)"
        }
        return nil
    }

    /// Lists of one mapping whose items share their keys: two files, or a file and a link, cannot have one path, and an
    /// argument cannot be both wanted and unwanted.
    static func namespace(of field: Field) -> String {
        switch field.name {
        case "files", "directories", "links": "paths"
        case "shouldExist", "shouldNotExist", "should_exist", "should_not_exist": "arguments"
        default: field.name
        }
    }
}
