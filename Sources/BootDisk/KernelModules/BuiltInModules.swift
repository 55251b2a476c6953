/// What is built into a kernel and would otherwise be a module.
///
/// `modules.builtin` has a path in each line. `modules.builtin.modinfo` has strings that each end with a zero:
/// `NAME.KEY=VALUE`.
///
/// Source: Linux, Documentation/kbuild/kbuild.rst, "modules.builtin" and "modules.builtin.modinfo".
struct BuiltInModules: Sendable {
    /// In the order of the file.
    let names: [ModuleName]
    /// Patterns of devices that a built-in module serves, in the order of the file.
    let aliases: [(alias: String, name: ModuleName)]

    init(list: [UInt8], info: [UInt8]) {
        names = list.split(separator: 0x0A).compactMap { ModuleName(path: String(decoding: $0, as: UTF8.self)) }
        aliases = info.split(separator: 0).compactMap { record in
            let text = String(decoding: record, as: UTF8.self)
            guard let equals = text.firstIndex(of: "="), let dot = text[..<equals].firstIndex(of: "."),
                text[dot..<equals] == ".alias"
            else { return nil }
            return (String(text[equals...].dropFirst()), ModuleName(text[..<dot]))
        }
    }
}
