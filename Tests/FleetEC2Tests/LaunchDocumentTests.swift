import Documents
import Fleet
import Testing

@testable import FleetEC2

@Suite struct `What a host is launched with` {
    private func document(
        _ change: String = "", userData: String = "#!", metadata: String = "{}", subnets: String = "[subnet-1]"
    ) throws -> LaunchDocument {
        var diagnostics = Diagnostics()
        func node(_ text: String) throws -> Node {
            try #require(
                YAMLReader().read(SourceFile(name: "a", directory: nil, text: text), into: &diagnostics))
        }
        let settings = LaunchSettings(
            try node("instance_types: [m7i.large, m6i.large]\nsubnets: \(subnets)\n\(change)\n"))
        return LaunchDocument(
            settings, metadata: MetadataOptions(try node(metadata)),
            userData: try #require(LaunchUserData(Array(userData.utf8))), rootDevice: "/dev/xvda")
    }

    private func digest(_ document: LaunchDocument) -> HostDigest { document.digest(image: "ami-1") }

    @Test func `is the same after it was kept`() throws {
        let first = try document(
            "root_volume: {size: 30GiB, kms_key: alias/x}\ntags: {a: b}\nmarket: spot\ninstance_profile: w\n"
                + "volumes: [{device: /dev/sdf, size: 5GiB, type: gp2}]", metadata: "{http_tokens: optional}")
        let second = try #require(LaunchDocument(text: Array(first.text.utf8)))
        #expect(digest(second) == digest(first))
        #expect(second.text == first.text)
        #expect(second.settings.rootVolumeSize == first.settings.rootVolumeSize)
        #expect(second.userData == first.userData)
    }

    @Test(arguments: [
        "market: spot", "tags: {a: b}", "root_volume: {size: 30GiB}", "security_groups: [sg-1]", "instance_profile: w",
        "volumes: [{device: /dev/sdf, size: 5GiB}]",
    ])
    func `makes a host outdated where a setting changes`(change: String) throws {
        let (old, new) = (digest(try document()), digest(try document(change)))
        #expect(old.settings != new.settings)
        #expect(old.configuration == new.configuration)
    }

    @Test func `makes a host outdated where its user data or its metadata service changes, and not its subnets`() throws
    {
        let old = digest(try document())
        #expect(digest(try document(userData: "#?")).configuration != old.configuration)
        #expect(digest(try document(metadata: "{http_put_response_hop_limit: 2}")).settings != old.settings)
        #expect(digest(try document(subnets: "[subnet-1, subnet-2]")) == old)
    }

    @Test func `keeps what the user data names in S3`() throws {
        let data = try #require(LaunchUserData([1], object: ("s3://b/p/key.ign", [2, 3])))
        #expect(data.object?.bucket == "b")
        #expect(data.object?.key == "p/key.ign")
        #expect(LaunchUserData(data.json) == data)
        #expect(LaunchUserData([1], object: ("https://b/p", [2])) == nil)
    }

    @Test(arguments: ["volume vol-1 /dev/sdf", "interface eni-1 1", "address eipalloc-1"])
    func `names what is carried so that it can be read back`(text: String) {
        #expect(CarriedItem(text)?.description == text)
    }

    @Test(arguments: ["", "volume vol-1", "interface eni-1 x", "disk 1 2"])
    func `takes no other names for what is carried`(text: String) { #expect(CarriedItem(text) == nil) }
}
