/// The RAID levels that Ignition takes, in all their spellings.
enum RaidLevel {
    /// Levels that cannot have spares.
    static let withoutSpares = ["linear", "raid0", "0", "stripe"]
    static let all = withoutSpares + ["raid1", "1", "mirror", "raid4", "4", "raid5", "5", "raid6", "6", "raid10", "10"]
}
