package import Values

/// What a machine is made of and told.
package struct MachineSettings: Sendable, Equatable {
    /// A disk beside the image's: raw, on virtio.
    package struct DataDisk: Sendable, Equatable {
        package enum Content: Sendable, Equatable {
            /// A raw file that exists; the guest writes to it.
            case file(String)
            /// Blank, of so many bytes, and gone with the machine.
            case blank(ByteSize)
        }

        /// What the guest knows it by: 1 to 20 of `A-Z a-z 0-9 . _ -`. One that ends in `-sdf` is what the image takes
        /// for the EBS volume that was attached as `/dev/sdf`.
        package var serial: String
        package var content: Content

        package init(serial: String, content: Content) {
            self.serial = serial
            self.content = content
        }

        /// A blank disk that stands for the EBS volume attached as `device`, such as `/dev/sdf`.
        package init(device: String, size: ByteSize) {
            let name = device.split(separator: "/").last.map(String.init) ?? device
            self.init(serial: "ebs-" + name, content: .blank(size))
        }
    }

    /// A TCP port of 127.0.0.1 that leads to one of the guest's.
    package struct PortForward: Sendable, Hashable {
        package var host: UInt16
        package var guest: UInt16

        package init(host: UInt16, guest: UInt16) {
            self.host = host
            self.guest = guest
        }
    }

    package enum Network: Sendable, Equatable {
        case none
        /// Addresses by DHCP; outgoing connections are this machine's own.
        case user
        /// The same addresses, but nothing leads out or in except forwards and services.
        case isolated
    }

    /// A TCP service in the guest's own network. Each connection runs a program, whose standard input and output it is.
    package struct Service: Sendable, Hashable {
        /// An address of 10.0.2.0/24 that is not the guest's, its gateway's or its name server's.
        package var address: String
        package var port: UInt16
        /// The program's path and its arguments.
        package var command: [String]

        package init(address: String, port: UInt16, command: [String]) {
            self.address = address
            self.port = port
            self.command = command
        }
    }

    /// A second interface, on a network that machines share: a switch behind a UNIX socket.
    package struct SharedNetwork: Sendable, Hashable {
        /// The socket, on which each frame follows its length in four bytes, the highest first.
        package var socket: String
        /// `52:54:00:…`
        package var hardwareAddress: String

        package init(socket: String, hardwareAddress: String) {
            self.socket = socket
            self.hardwareAddress = hardwareAddress
        }
    }

    /// What the console is connected to.
    package enum Console: Sendable, Equatable {
        /// The guest is told and hears nothing; what it says is read.
        case listening
        /// Standard input is the guest's keyboard; Ctrl-A x ends the machine, Ctrl-A c is QEMU's monitor.
        case attached
        /// The guest hears nothing; what it says goes to a file as it comes, for a machine that outlives this process.
        case file(String)
    }

    /// A raw disk image. It is never written: a layer above it takes what the guest changes.
    package var image: String
    /// Where what the guest changes on the image's disk is kept; nil to lose it with the machine. A file that is there is
    /// taken up, and must lie above the same image.
    package var diskFile: String?
    /// What the guest sees; nil for the image's own size. What is more than that becomes the state partition.
    package var diskSize: ByteSize?
    package var memory = ByteSize(bytes: 1536 << 20)
    package var processors = 2
    /// For translated instructions, where the guest is emulated; nil for QEMU's choice, which is up to 1 GiB.
    package var translationBuffer: ByteSize?
    package var dataDisks: [DataDisk] = []
    package var network = Network.user
    package var forwards: [PortForward] = []
    package var services: [Service] = []
    package var sharedNetwork: SharedNetwork?
    /// The Ignition configuration.
    package var userData: [UInt8]?
    /// Files of QEMU's fw_cfg by their names, which begin with `opt/`: `opt/org.basalt/test` is what asks the host to
    /// report. See image/README.md.
    package var firmwareFiles: [String: [UInt8]] = [:]
    /// What the guest takes for its maker instead of `QEMU`: `Amazon EC2` makes it ask a metadata service.
    package var manufacturer: String?
    package var console = Console.listening
    /// Where the console's lines and their times are kept; nil to keep only the last of them in memory.
    package var consoleLog: String?
    /// Where the guest's report is kept as it came; nil to keep it only in the outcome.
    package var reportFile: String?

    package init(image: String) { self.image = image }

    /// Where the guest finds its user data.
    static let userDataName = "opt/com.coreos/config"
    /// The virtio port that the host reports on.
    static let reportPort = "org.basalt.report"
}
