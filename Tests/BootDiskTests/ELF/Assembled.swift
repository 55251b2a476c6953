import Foundation
import TestSupport

/// Object files that the real assembler makes.
enum Assembled {
    static func object(_ source: String) throws -> [UInt8] {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("object")
            let made = try runTool("/usr/bin/as", ["-o", file.path, "-"], input: Array(source.utf8))
            guard made.status == 0 else { throw Unreadable(description: made.errorText) }
            return Array(try Data(contentsOf: file))
        }
    }

    /// A kernel module as far as depmod looks at it.
    /// - Parameters:
    ///   - info: strings of `.modinfo`.
    ///   - exports: symbols for others.
    ///   - imports: symbols of others.
    static func module(_ info: [String], exports: [String] = [], imports: [String] = []) throws -> [UInt8] {
        var source = ".section .modinfo,\"a\"\n" + info.map { ".asciz \"\($0)\"\n" }.joined()
        source += ".section __ksymtab_strings,\"aMS\",%progbits,1\n"
        source += exports.map { "__kstrtab_\($0): .asciz \"\($0)\"\n" }.joined()
        source += ".section __ksymtab,\"a\"\n" + exports.map { "__ksymtab_\($0): .quad 0\n" }.joined()
        source += ".section __kcrctab,\"a\"\n" + exports.map { "__crc_\($0): .long 0\n" }.joined()
        source += ".data\n" + imports.map { ".quad \($0)\n" }.joined()
        return try object(source)
    }
}
