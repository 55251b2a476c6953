import Documents

/// Fields of the image: read and validated here, built by `basalt build`.
extension ProfileSchema {
    static let image = ObjectType([
        Field(
            "layers", .list(.object(layer), merge: .replace), "Layers of the root file system, bottom to top.",
            required: true),
        Field("kernel_arguments", .strings(.kernelArgument), "Arguments added to the kernel command line."),
        Field("filesystem", .object(filesystem), "How the root file system is packed."),
        Field("remove", .strings(.absolutePath), "Paths and globs that are left out of the image."),
        Field(
            "containers", .list(.object(bakedImage), merge: .byKey(["name"])),
            "Container images that are baked in, and that the engine has before its first container starts."),
        Field("tests", .list(.object(test), merge: .replace), "Commands that `basalt test` runs on the booted host."),
    ])

    static let bakedImage = ObjectType(
        [
            Field(
                "name", .string(.taggedImage), "What the engine calls it: the `NAME:TAG` that containers ask for.",
                required: true),
            Field("docker-archive", .object(archiveFile), "An image file as `docker save` writes it."),
            Field("oci", .object(oci), "An image in an OCI layout: a folder, or a tar file of one."),
        ], alternatives: ["docker-archive", "oci"],
        remedyOfText: { reference in
            let plain = reference.prefix { $0 != "@" }
            let isTagged = plain.split(separator: "/").last?.contains(":") == true
            return "no registry is asked: `skopeo copy docker://\(reference) docker-archive:image.tar`, then write "
                + "`- {name: \(plain)\(isTagged ? "" : ":TAG"), docker-archive: {source: image.tar}}`"
        })

    static let layer = ObjectType([
        Field("debian", .object(debian), "Debian packages, installed with their scripts."),
        Field("debs", .object(debs), "Debian packages that are only unpacked."),
        Field("oci", .object(oci), "An image in an OCI layout folder."),
        Field("docker-archive", .object(archiveFile), "An image file as `docker save` writes it."),
        Field("tar", .object(archiveFile), "A tar file, plain or compressed, local or https."),
        Field("directory", .object(folder), "A folder of files."),
    ])

    static let debian = ObjectType(
        [Field("suite", .string(.name), "Debian's release, such as `trixie`.", required: true)] + packages)
    static let debs = ObjectType(
        [Field("suite", .string(.name), "Debian's release; the one of the `debian` layer by default.")] + packages)

    static let packages = [
        Field("packages", .strings(.packageName), "Package names.", required: true),
        Field(
            "repositories", .list(.object(repository), merge: .replace),
            "Archives beside Debian's own; one of the layer's suite is a mirror and stands in for all of Debian's."),
        Field("snapshot", .string(.timestamp), "The state of the archive, such as `20261101T000000Z`."),
        Field("lock", .string(.nonEmpty), "The lock file, relative to this profile."),
    ]

    static let repository = ObjectType([
        Field("url", .string(.httpURL), "The archive's address.", required: true),
        Field("suite", .string(.nonEmpty), "The suite in that archive.", required: true),
        Field("components", .strings(.nonEmpty), "Its components, such as `main`."),
        Field("keyring", .string(.nonEmpty), "The file of keys that sign the archive."),
    ])

    static let oci = ObjectType([
        Field("layout", .string(.nonEmpty), "The OCI layout folder.", required: true),
        Field("reference", .string(.nonEmpty), "The image in it: a tag or a digest."),
    ])

    static let archiveFile = ObjectType([
        Field("source", .string(.nonEmpty), "A file relative to this profile, or an https address.", required: true),
        Field("sha256", .string(.sha256), "The file's SHA-256; required for https."),
    ])

    static let folder = ObjectType([
        Field("path", .string(.nonEmpty), "The folder, relative to this profile.", required: true)
    ])

    static let filesystem = ObjectType([
        Field("type", .text(["squashfs"]), "The root file system's type."),
        Field("compression", .text(["zstd", "gzip", "none"]), "How blocks are compressed; `zstd` by default."),
        Field(
            "level", .oneOf([.integer(1...22), .text(["fast", "release"])]),
            "The compression level: a number, `fast` or `release`."),
        Field("block_size", .string(.blockSize), "Bytes a block: a power of two from 4KiB to 1MiB; 128KiB by default."),
        Field(
            "boot_order", .string(.nonEmpty),
            "A list of files in the order in which a boot reads them, as `basalt test --trace` writes it; that of docker-host by default."
        ),
    ])

    static let test = ObjectType([
        Field("name", .string(.singleLine), "What the test shows."),
        Field("run", .string(.nonEmpty), "A command for `/bin/sh` on the host; it must exit with 0.", required: true),
        Field("expect", .string(.nonEmpty), "A text that the output must hold."),
    ])
}
