import AWS
import Documents
import Foundation
import TestSupport
import Testing
import Values

func parsed(_ text: String) throws -> Node {
    var diagnostics = Diagnostics()
    let file = SourceFile(name: "test", directory: nil, text: text)
    return try #require(JSONReader.read(file, into: &diagnostics), "\(diagnostics.all.map(\.message))")
}

/// botocore's answers to questions, in their order. `Tests/Fixtures/botocore_peer.py` says what can be asked.
func askBotocore(_ questions: [Node]) throws -> [Node] {
    let lines = questions.map { JSONWriter.text($0, .compact) + "\n" }.joined()
    let result = try runTool(
        ReferenceTools.privateTool("python/bin/python"), ["-B", ReferenceTools.fixture("botocore_peer.py")],
        input: Array(lines.utf8))
    try #require(result.status == 0, "\(result.errorText)")
    return try result.text.split(separator: "\n").map { try parsed(String($0)) }
}

/// What a shape holds, by the names of its properties, as `botocore_peer.py` writes values.
/// - Parameter showsAbsent: whether members without a value are null, instead of left out.
func reflected(_ value: Any, showsAbsent: Bool = false) -> Node? {
    switch value {
    case let text as String: JSON.text(text)
    case let flag as Bool: JSON.flag(flag)
    case let number as Int: JSON.number(number)
    case let number as Double: JSON.seconds(number)
    case let time as Timestamp: JSON.mapping(["$time": JSON.number(time.seconds)])
    case let blob as Blob: JSON.mapping(["$bytes": JSON.text(Base64.encode(blob.bytes))])
    case let shape as any Shape:
        JSON.mapping(
            Mirror(reflecting: shape).children.compactMap { child in
                child.label.flatMap { label in
                    (reflected(child.value, showsAbsent: showsAbsent) ?? (showsAbsent ? JSON.null : nil))
                        .map { (label, $0) }
                }
            })
    default:
        switch Mirror(reflecting: value).displayStyle {
        case .optional:
            Mirror(reflecting: value).children.first.flatMap { reflected($0.value, showsAbsent: showsAbsent) }
        case .collection:
            JSON.list(
                Mirror(reflecting: value).children.compactMap { reflected($0.value, showsAbsent: showsAbsent) })
        case .dictionary:
            JSON.mapping(
                Mirror(reflecting: value).children.compactMap { child in
                    let pair = Mirror(reflecting: child.value).children.map(\.value)
                    return (pair[0] as? String).flatMap { key in reflected(pair[1]).map { (key, $0) } }
                })
        default: nil
        }
    }
}

/// Fills shapes with random values; some members stay empty.
struct RandomCoder: FieldCoder {
    var generator: SeededGenerator
    var depth = 0

    mutating func field<Value: WireValue>(_ name: FieldName, _ value: inout Value?) {
        guard name.place == .path || Int.random(in: 0..<10, using: &generator) < (depth < 3 ? 7 : 4) else { return }
        value = make(Value.self, name.place) as? Value
    }

    mutating func make(_ type: Any.Type, _ place: FieldName.Place) -> Any {
        switch type {
        case is String.Type: return text(place)
        case is Int.Type: return Int.random(in: 0...(1 << 40), using: &generator)
        case is Double.Type: return Double(Int.random(in: 0...1000, using: &generator)) + 0.25
        case is Bool.Type: return Bool.random(using: &generator)
        case is Timestamp.Type: return Timestamp(seconds: Int64.random(in: 0...4_000_000_000, using: &generator))
        case is Blob.Type: return Blob(generator.bytes(count: Int.random(in: 0...9, using: &generator)))
        case let shape as any Shape.Type:
            var value = shape.init()
            depth += 1
            value.fields(&self)
            depth -= 1
            return value
        case let list as any RandomCollection.Type: return list.make(&self, place)
        default: return ()
        }
    }

    mutating func text(_ place: FieldName.Place) -> String {
        let plain = ["a", "web-1.2", "arn:aws:iam::123456789012:role/x", "1 2", "a=b&c", "x~_."]
        let wide = ["ä€😀", "<&>\"'", "100%25", "a/b/../c", "line\nbreak", "tab\tq?#"]
        return generator.pick(place == .header || place == .headers ? plain : plain + wide)
    }
}

protocol RandomCollection {
    static func make(_ coder: inout RandomCoder, _ place: FieldName.Place) -> Any
}

extension Array: RandomCollection {
    static func make(_ coder: inout RandomCoder, _ place: FieldName.Place) -> Any {
        (0..<Int.random(in: 0...3, using: &coder.generator)).compactMap { _ in
            coder.make(Element.self, place) as? Element
        }
    }
}

extension Dictionary: RandomCollection where Key == String {
    static func make(_ coder: inout RandomCoder, _ place: FieldName.Place) -> Any {
        var made: [String: Value] = [:]
        for key in ["kind", "x-1"] { made[key] = coder.make(Value.self, place) as? Value }
        return made
    }
}
