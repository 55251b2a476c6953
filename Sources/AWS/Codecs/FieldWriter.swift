/// Collects the members that have a value.
package struct FieldWriter: FieldCoder {
    package private(set) var fields: [WireField] = []

    package init() {}

    package mutating func field<Value: WireValue>(_ name: FieldName, _ value: inout Value?) {
        if let value { fields.append(WireField(name: name, value: value.wire)) }
    }
}
