package import Documents

/// The part of cloud-config that is rendered here: what release 22.4 and the current release both accept. Keys that
/// only one of them knows are left out on purpose (`doas`, `write_files[].source`, a list of `sudo` rules).
///
/// Source: cloud-init's `schema-cloud-config-v1.json` and its module reference.
package enum CloudConfigSchema {
    package static let document = ObjectType(
        files + accounts + storage + commands + system)

    private static let files = [
        Field(
            "write_files",
            .list(
                .object(
                    ObjectType([
                        Field("path", .string(.nonEmpty), "Where the file is written.", required: true),
                        Field("content", .anything, "The file's text, or its bytes."),
                        Field("owner", .text, "User and group, `user:group`."),
                        Field(
                            "permissions", .string(CloudConfigText.permissions), "The mode, as a quoted octal number."),
                        Field("encoding", .text(encodings), "How `content` is encoded."),
                        Field("append", .boolean, "Adds to the file instead of replacing it."),
                        Field("defer", .boolean, "Writes the file after users and packages are there."),
                    ])), merge: .replace),
            "Files that are written at the first boot."),
        Field(
            "ca_certs",
            .object(
                ObjectType([
                    Field("remove_defaults", .boolean, "Removes the certificates that the system brings."),
                    Field("trusted", .strings(), "Certificates in PEM form."),
                ])), "Certificate authorities that the system trusts."),
    ]

    private static let encodings = [
        "gz", "gzip", "gz+base64", "gzip+base64", "gz+b64", "gzip+b64", "b64", "base64", "text/plain",
    ]

    private static let members = ValueType.map(.oneOf([.text, .strings()]))

    private static let accounts = [
        Field(
            "groups", .oneOf([.text, members, .list(.oneOf([.text, members]), merge: .replace)]),
            "Groups, alone or with their members."),
        Field(
            "users", .list(.oneOf([.text, .strings(), .object(user)]), merge: .replace), "Users, by name or described."),
        Field("ssh_authorized_keys", .strings(), "Keys that may log in as the default user."),
        Field(
            "ssh_pwauth", .oneOf([.boolean, .text(["yes", "no", "unchanged"])]), "Whether ssh takes passwords."),
        Field("disable_root", .boolean, "Whether root may not log in by ssh."),
    ]

    private static let user = ObjectType([
        Field("name", .string(.nonEmpty), "The login name.", required: true),
        Field("expiredate", .string(CloudConfigText.date), "The day on which the account ends, `YYYY-MM-DD`."),
        Field("gecos", .text, "The user's real name."),
        Field("groups", .oneOf([.text, .strings()]), "Further groups."),
        Field("homedir", .text, "The home folder."),
        Field("inactive", .text, "Days after the password's end until the account is closed."),
        Field("lock_passwd", .boolean, "Whether no password may be used."),
        Field("lock-passwd", .boolean, "The former name of `lock_passwd`."),
        Field("no_create_home", .boolean, "Makes no home folder."),
        Field("no_log_init", .boolean, "Leaves the login databases alone."),
        Field("no_user_group", .boolean, "Makes no group named after the user."),
        Field("passwd", .text, "The password's hash, for a new user."),
        Field("hashed_passwd", .text, "The password's hash, for any user."),
        Field("plain_text_passwd", .text, "The password."),
        Field("create_groups", .boolean, "Makes the groups that are missing."),
        Field("primary_group", .text, "The primary group."),
        Field("selinux_user", .text, "The SELinux user."),
        Field("shell", .text, "The login shell."),
        Field("ssh_authorized_keys", .strings(), "Keys that may log in."),
        Field("ssh_import_id", .strings(), "Where keys are taken from, such as `gh:name`."),
        Field("ssh_redirect_user", .boolean, "Turns ssh logins away to the default user."),
        Field("sudo", .text, "One sudo rule."),
        Field("system", .boolean, "Makes a system account."),
        Field("uid", .count, "The numeric user."),
    ])

    private static let layout = ValueType.oneOf([
        .boolean, .text(["remove"]),
        .list(.oneOf([.integer(1...100), .list(.count, merge: .replace)]), merge: .replace),
    ])

    private static let storage = [
        Field(
            "disk_setup",
            .map(
                .object(
                    ObjectType([
                        Field("table_type", .text(["mbr", "gpt"]), "The kind of partition table."),
                        Field("layout", layout, "Partitions in percent of the disk, each alone or with its type."),
                        Field("overwrite", .boolean, "Whether a partition table that is there is replaced."),
                    ]))), "Partition tables, by device."),
        Field(
            "fs_setup",
            .list(
                .object(
                    ObjectType([
                        Field("label", .text, "The file system's label."),
                        Field("filesystem", .string(.nonEmpty), "Its type.", required: true),
                        Field("device", .string(.nonEmpty), "The device.", required: true),
                        Field("partition", .text(["auto", "any", "none"]), "Which partition of the device."),
                        Field("overwrite", .boolean, "Whether a file system that is there is replaced."),
                        Field("replace_fs", .text, "The type of file system that may be replaced."),
                        Field("extra_opts", .oneOf([.text, .strings()]), "Options for mkfs."),
                        Field("cmd", .oneOf([.text, .strings()]), "The command that makes the file system."),
                    ])), merge: .replace), "File systems that are made."),
        Field(
            "mounts", .list(.strings(), merge: .replace), "Lines of fstab, with up to six columns."),
        Field(
            "swap",
            .object(
                ObjectType([
                    Field("filename", .text, "The swap file."),
                    Field("size", .oneOf([.count, .string(CloudConfigText.swapSize)]), "Its size, or `auto`."),
                    Field("maxsize", .oneOf([.count, .string(CloudConfigText.size)]), "The most that `auto` takes."),
                ])), "The swap file."),
        Field(
            "growpart",
            .object(
                ObjectType([
                    Field(
                        "mode", .oneOf([.text(["auto", "growpart", "gpart", "off"]), .boolean]), "The tool, or off."),
                    Field("devices", .strings(), "Mount points or devices whose partitions grow."),
                    Field("ignore_growroot_disabled", .boolean, "Grows even where `/etc/growroot-disabled` is there."),
                ])), "Partitions that grow to the size of their disk."),
        Field("resize_rootfs", .oneOf([.boolean, .text(["noblock"])]), "Whether the root file system grows."),
    ]

    private static let command = ValueType.list(.oneOf([.text, .strings()]), merge: .replace)

    private static let commands = [
        Field("bootcmd", command, "Commands that run early, at every boot."),
        Field("runcmd", command, "Commands that run late, at the first boot."),
        Field("packages", command, "Packages, by name or with a version."),
        Field("package_update", .boolean, "Refreshes the package lists."),
        Field("package_upgrade", .boolean, "Upgrades what is installed."),
        Field("final_message", .text, "The last line on the console."),
        Field(
            "power_state",
            .object(
                ObjectType([
                    Field("mode", .text(["poweroff", "reboot", "halt"]), "What is done.", required: true),
                    Field("delay", .oneOf([.count, .string(CloudConfigText.delay)]), "Minutes until then, or `now`."),
                    Field("message", .text, "What users are told."),
                    Field("timeout", .count, "Seconds that cloud-init may take to end."),
                    Field("condition", .oneOf([.text, .boolean, .strings()]), "The command that decides."),
                ])), "What happens when cloud-init is done."),
    ]

    private static let ntpConfig = ObjectType([
        Field("confpath", .text, "The configuration file."),
        Field("check_exe", .text, "The program that must be there."),
        Field("packages", .strings(), "Packages that are installed."),
        Field("service_name", .text, "The service that is restarted."),
        Field("template", .text, "The configuration's template."),
    ])

    private static let system = [
        Field(
            "ntp",
            .object(
                ObjectType([
                    Field("pools", .strings(CloudConfigText.host), "Pools of time servers."),
                    Field("servers", .strings(CloudConfigText.host), "Time servers."),
                    Field("ntp_client", .text, "The client."),
                    Field("enabled", .boolean, "Whether time is kept."),
                    Field("config", .object(ntpConfig), "How the client is configured."),
                ])), "Time servers."),
        Field("hostname", .text, "The host name."),
        Field("fqdn", .text, "The full host name."),
        Field("preserve_hostname", .boolean, "Leaves the host name alone."),
        Field("timezone", .text, "The time zone, such as `Europe/Vienna`."),
        Field("locale", .text, "The locale."),
    ]
}
