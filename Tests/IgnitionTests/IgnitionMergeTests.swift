import Documents
import Ignition
import TestSupport
import Testing

@Suite struct IgnitionMergeTests {
    private func merged(_ parent: String, _ child: String) throws -> Node {
        IgnitionMerge.merge(try json(parent, name: "parent"), try json(child, name: "child"))
    }

    /// Parent, child and result of one list.
    @Test(arguments: [
        (
            #"{"systemd":{"units":[{"name":"a.service","enabled":true}]}}"#,
            #"{"systemd":{"units":[{"name":"a.service","mask":true}]}}"#,
            #"{"systemd":{"units":[{"name":"a.service","enabled":true,"mask":true}]}}"#
        ),
        (
            #"{"storage":{"disks":[{"device":"/d","partitions":[{"number":1,"label":"a"},{"number":0,"label":"b"}]}]}}"#,
            #"{"storage":{"disks":[{"device":"/d","partitions":[{"label":"b","sizeMiB":1},{"number":1,"sizeMiB":2},{"label":"c"}]}]}}"#,
            #"{"storage":{"disks":[{"device":"/d","partitions":[{"number":1,"label":"a","sizeMiB":2},{"number":0,"label":"b","sizeMiB":1},{"label":"c"}]}]}}"#
        ),
        (
            #"{"storage":{"files":[{"path":"/a"},{"path":"/b"}]}}"#,
            #"{"storage":{"links":[{"path":"/a","target":"/b"}]}}"#,
            #"{"storage":{"files":[{"path":"/b"}],"links":[{"path":"/a","target":"/b"}]}}"#
        ),
        (
            #"{"passwd":{"users":[{"name":"u","groups":["a","b"],"sshAuthorizedKeys":["k"]}]}}"#,
            #"{"passwd":{"users":[{"name":"u","groups":["b","c"]}]}}"#,
            #"{"passwd":{"users":[{"name":"u","groups":["a","b","c"],"sshAuthorizedKeys":["k"]}]}}"#
        ),
        (
            #"{"storage":{"filesystems":[{"device":"/d","options":["-a"],"format":"xfs"}]}}"#,
            #"{"storage":{"filesystems":[{"device":"/d","options":["-a"],"format":"ext4"}]}}"#,
            #"{"storage":{"filesystems":[{"device":"/d","options":["-a","-a"],"format":"ext4"}]}}"#
        ),
        (
            #"{"ignition":{"version":"3.3.0","timeouts":{"httpTotal":1}}}"#, #"{"ignition":{"timeouts":null}}"#,
            #"{"ignition":{"version":"3.3.0","timeouts":{"httpTotal":1}}}"#
        ),
    ])
    func itemsJoinByTheirKeys(_ parent: String, _ child: String, _ expected: String) throws {
        let actual = try merged(parent, child)
        #expect(Conformance.canonical(actual) == Conformance.canonical(try json(expected)))
    }

    @Test func valuesRememberWhatTheyReplaced() throws {
        let node = try merged(
            #"{"storage":{"files":[{"path":"/a","mode":1}]}}"#, #"{"storage":{"files":[{"path":"/a","mode":2}]}}"#)
        let path = try #require(NodePath("storage.files[0].mode"))
        let mode = try #require(node[path])
        #expect(mode.integer == 2)
        #expect(mode.origin.file.name == "child")
        #expect(mode.replaced.map(\.integer) == [1])
        #expect(mode.replaced.first?.origin.file.name == "parent")
    }
}
