import Documents

/// Fleets of the stand-in, which `Tests/Fixtures/aws_fleets.py` plays.
extension AWSStandIn {
    /// Instances of an image, registered with a target group, and what it takes to replace them.
    package struct Fleet: Sendable {
        package let name: String
        package let region: String
        /// AMIs of versions 1, which the instances run, and 2.
        package let images: [String]
        /// The ARN of their target group.
        package let group: String
        package let instances: [String]
        /// One in each of three zones.
        package let subnets: [String]
    }

    /// Something that was changed, in the order in which it became so.
    package struct Change: Sendable, Hashable {
        /// `launch`, `register`, `deregister`, `drained`, `terminate`.
        package let what: String
        package let id: String
        /// A terminated instance that a target group still sent connections to.
        package let isEarly: Bool
        /// Of a launch.
        package let type: String?
        package let zone: String?
    }

    package func makeFleet(_ name: String, count: Int, in region: String = "eu-west-1") throws -> Fleet {
        let node = try control("fleet?region=\(region)&name=\(name)&count=\(count)", post: "")
        return Fleet(
            name: name, region: region, images: node["images"]?.strings ?? [], group: node["group"]?.string ?? "",
            instances: node["instances"]?.strings ?? [], subnets: node["subnets"]?.strings ?? [])
    }

    package func changes() throws -> [Change] {
        (try control("events").items ?? []).map { node in
            Change(
                what: node["what"]?.string ?? "", id: node["id"]?.string ?? "",
                isEarly: node["early"]?.boolean ?? false, type: node["type"]?.string, zone: node["zone"]?.string)
        }
    }
}
