package import Documents
package import Values

/// What a host reads at boot.
package enum UserDataFormat: String, Sendable, CaseIterable {
    case ignition
    case cloudConfig = "cloud-config"
}

/// Rendered user data: the bytes, and how they were made to fit.
package struct UserData: Sendable {
    /// The way the configuration reaches the host.
    package enum Delivery: Sendable, Equatable {
        /// As it is.
        case plain
        /// gzip, which cloud-init unpacks itself.
        case gzip
        /// A stub that holds the configuration as a gzipped `data:` URL.
        case dataStub
        /// A stub that names an S3 object by its hash; `object` must be uploaded before a host boots.
        case s3Stub(key: String, object: [UInt8])

        /// The name in `--format json`.
        package var name: String {
            switch self {
            case .plain: "plain"
            case .gzip: "gzip"
            case .dataStub: "data-stub"
            case .s3Stub: "s3-stub"
            }
        }
    }

    package let format: UserDataFormat
    package let bytes: [UInt8]
    package let delivery: Delivery
    /// Bytes of the configuration before anything was done to fit it.
    package let originalSize: Int
    /// The platform's limit in bytes; nil where there is none.
    package let limit: Int?
    /// Ignition's specification; nil for cloud-config.
    package let specification: Version?
}

extension UserData {
    /// An Ignition configuration as it is, for a platform without a limit.
    package init(ignition config: Node) {
        let bytes = JSONWriter.bytes(config, .compact) + [0x0A]
        self.init(
            format: .ignition, bytes: bytes, delivery: .plain, originalSize: bytes.count, limit: nil,
            specification: config[["ignition", "version"]]?.string.flatMap { Version($0) })
    }
}
