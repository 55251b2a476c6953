import Documents
import Values

extension Vocabulary {
    var storage: ObjectType {
        object([
            field("directories", list(directory, by: "path"), "Folders that must exist."),
            field("disks", list(disk, by: "device"), "Disks and their partitions."),
            field("files", list(file, by: "path"), "Files that are written."),
            field("filesystems", list(filesystem, by: "device"), "File systems that are made or reused."),
            field("links", list(link, by: "path"), "Symbolic and hard links."),
            field("luks", list(luks, by: "name"), "Encrypted volumes.", since: Specification.v3_2),
            field("raid", list(raid, by: "name"), "Software RAID arrays."),
            sugar(
                "trees", .list(.object(tree), merge: .append),
                "Local folders whose files and links are copied onto the host.", since: Specification.v3_1),
        ])
    }

    private func node(_ rows: [Row]) -> ObjectType {
        object(
            [
                field("path", .string(.path), "Where it stands on the host.", required: true),
                field("overwrite", .boolean, "Whether something else at this path is removed first."),
                field("user", .object(owner("user")), "The owner, root by default."),
                field("group", .object(owner("group")), "The group, root's by default."),
            ] + rows)
    }

    private func owner(_ what: String) -> ObjectType {
        object([
            field("id", .integer(0...Int(UInt32.max)), "The \(what)'s number."),
            field("name", .text, "The \(what)'s name."),
        ])
    }

    private var directory: ObjectType {
        node([field("mode", .mode, "The permissions, 0755 by default.")])
    }

    private var file: ObjectType {
        node([
            field(
                "contents", .object(resource(isFile: true)),
                "What the file holds; nothing keeps or creates an empty file."),
            field(
                "append", .list(.object(resource(isFile: true)), merge: .append),
                "Contents that are added to the end of the file."),
            field("mode", .mode, "The permissions, 0644 by default."),
        ])
    }

    private var link: ObjectType {
        node([
            field("target", .text, "What the link points to; a tree may supply it."),
            field("hard", .boolean, "Whether it is a hard link."),
        ])
    }

    private var tree: ObjectType {
        object([
            sugar(
                "local", .string(.nonEmpty), "The folder, relative to the files directory.", required: true,
                since: Specification.v3_1),
            sugar(
                "path", .string(.optionalPath), "Where the tree stands on the host, `/` by default.",
                since: Specification.v3_1),
            sugar("user", .object(owner("user")), "The owner of everything in it.", since: Specification.v3_6),
            sugar("group", .object(owner("group")), "The group of everything in it.", since: Specification.v3_6),
            sugar(
                "file_mode", .mode, "The permissions of its files; by default 0755 for executables, 0644 for others.",
                since: Specification.v3_6),
            sugar("dir_mode", .mode, "The permissions of its folders.", since: Specification.v3_6),
        ])
    }
}
