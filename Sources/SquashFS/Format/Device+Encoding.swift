package import RootTree

/// A device number in 32 bits.
///
///      31              20 19            8 7             0
///     | minor, bits 19-8 | major, 12 bits | minor, bits 7-0 |
///
/// Source: include/linux/kdev_t.h (`new_encode_dev`).
extension Device {
    /// nil where major or minor do not fit.
    package var encoded: UInt32? {
        guard major < 1 << 12, minor < 1 << 20 else { return nil }
        return minor & 0xFF | major << 8 | (minor & 0xFFF00) << 12
    }

    init(encoded: UInt32) {
        self.init(major: (encoded >> 8) & 0xFFF, minor: encoded & 0xFF | (encoded >> 12) & 0xFFF00)
    }
}
