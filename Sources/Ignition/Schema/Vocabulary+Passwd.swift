import Documents
import Values

extension Vocabulary {
    var passwd: ObjectType {
        object([
            field("users", list(user, by: "name"), "Accounts that are created or changed."),
            field("groups", list(group, by: "name"), "Groups that are created or changed."),
        ])
    }

    private var user: ObjectType {
        object([
            field("name", .text, "The account's name."),
            field("passwordHash", .text, "The hash of the password."),
            field("sshAuthorizedKeys", texts, "Keys that may log in."),
            sugar(
                "ssh_authorized_keys_local", .strings(merge: .append),
                "Files, relative to the files directory, that hold keys, one a line.", since: Specification.v3_4),
            field("uid", .integer(0...Int(UInt32.max)), "The account's number."),
            field("gecos", .text, "The account's comment."),
            field("homeDir", .text, "The home folder."),
            field("noCreateHome", .boolean, "Whether the home folder is not made."),
            field("primaryGroup", .text, "The name of the primary group."),
            field("groups", texts, "Further groups."),
            field("noUserGroup", .boolean, "Whether no group of the same name is made."),
            field("noLogInit", .boolean, "Whether the account is left out of the login databases."),
            field("shell", .text, "The login shell."),
            field(
                "shouldExist", .boolean, "Whether the account must exist, true by default.", since: Specification.v3_2),
            field("system", .boolean, "Whether it is a system account."),
        ])
    }

    private var group: ObjectType {
        object([
            field("name", .text, "The group's name."),
            field("gid", .integer(0...Int(UInt32.max)), "The group's number."),
            field("passwordHash", .text, "The hash of the group's password."),
            field("shouldExist", .boolean, "Whether the group must exist, true by default.", since: Specification.v3_2),
            field("system", .boolean, "Whether it is a system group."),
        ])
    }
}
