/// A module of a kernel's tree.
package struct KernelModule: Equatable, Sendable {
    /// From the folder of the kernel's release: `kernel/drivers/md/dm-verity.ko.xz`.
    package let path: String
    package let info: ModuleInfo

    package init(path: String, info: ModuleInfo) {
        self.path = path
        self.info = info
    }
}
