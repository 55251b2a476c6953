package import Fleet

extension S3Store: RunArchive {
    package func runs() async throws(StoreFailure) -> [String] {
        try await objects.names("plans/").filter { $0.hasSuffix(".json") }.map {
            String($0.dropFirst("plans/".count).dropLast(".json".count))
        }
    }

    package func keep(_ text: String, as name: String, with run: String) async throws(StoreFailure) {
        try await keep(Array(text.utf8), "\(try folder(run))/\(try self.name(name))")
    }

    package func text(_ name: String, of run: String) async throws(StoreFailure) -> String? {
        try await objects.read("\(try folder(run))/\(try self.name(name))").map {
            String(decoding: $0.bytes, as: UTF8.self)
        }
    }

    package func evidence(of run: String) async throws(StoreFailure) -> [String] {
        let folder = "\(try folder(run))/evidence/"
        return try await objects.names(folder).filter { $0.hasSuffix(".txt") }.map {
            String($0.dropFirst(folder.count).dropLast(4))
        }
    }

    package func place(of name: String, with run: String) -> String { "\(place)runs/\(run)/\(name)" }
}

extension S3Store: LaunchDocuments {
    package func read(document name: String) async throws(StoreFailure) -> [UInt8]? {
        try await objects.read("ec2/\(try self.name(name)).json")?.bytes
    }

    package func keep(document bytes: [UInt8], as name: String) async throws(StoreFailure) {
        try await keep(bytes, "ec2/\(try self.name(name)).json")
    }
}
