import Layers
import RootTree
import Testing

@Suite struct HostPolicyTests {
    private func policy(_ change: (inout HostPolicy) -> Void) -> HostPolicy {
        var policy = HostPolicy()
        change(&policy)
        return policy
    }

    private func globs(_ texts: String...) throws -> GlobSet {
        GlobSet(try texts.map { try #require(Glob($0)) })
    }

    private static let matching: [(String, String, Bool)] = [
        ("/usr/share/doc", "usr/share/doc", true), ("/usr/share/doc", "usr/share/doc/a/b", true),
        ("/usr/share/doc", "usr/share/docs", false), ("/usr/share/doc/**", "usr/share/doc", false),
        ("/usr/share/doc/**", "usr/share/doc/a", true), ("/usr/*/doc", "usr/share/doc", true),
        ("/usr/*/doc", "usr/a/b/doc", false), ("/usr/**/doc", "usr/a/b/doc", true), ("/usr/**/doc", "usr/doc", true),
        ("/**/x", "x", true), ("/**/x", "a/b/c/x/y", true), ("/**/x", "a/b/xx", false), ("/**/a/**/b", "a/a/c/b", true),
        ("/a?c", "abc", true), ("/a?c", "ac", false), ("/[a-c]x", "bx", true), ("/[!a-c]x", "bx", false),
        ("/[]]x", "]x", true), ("/*.pyc", "a.pyc", true), ("/*a*b*c*", "xaxbxcx", true), ("/*a*b*c*", "xaxcxbx", false),
        ("/**", "anything", true), ("/*", ".hidden", true),
    ]

    @Test(arguments: matching) func `patterns match as they say`(pattern: String, path: String, matches: Bool) throws {
        #expect(try globs(pattern).matches(Array(path.utf8)) == matches)
        let parts = path.split(separator: "/")
        guard parts.count < 6 else { return }
        // Removing from the tree and filtering the stream must agree.
        let outcome = try read(["f('\(path)')"], policy: policy { $0.removed = (try? globs(pattern)) ?? GlobSet() })
        #expect((outcome.paths["/" + path] == nil) == matches)
        #expect(outcome.offered.isEmpty == matches)
    }

    @Test(arguments: ["usr", "", "/", "/a/../b", "/./a", "/[a"]) func `texts that are no pattern are refused`(
        text: String
    ) {
        #expect(Glob(text) == nil)
    }

    @Test func `a pattern takes no more time than the product of its lengths`() throws {
        let stars = try globs(
            "/" + String(repeating: "a*", count: 100) + "b", "/" + String(repeating: "**/a/", count: 100) + "b")
        let long = Array(String(repeating: "a", count: 255).utf8)
        let deep = Array(String(repeating: "a/", count: 200).utf8)
        #expect(!stars.matches(long))
        #expect(!stars.matches(deep))
    }

    @Test func `a file that is removed under one name and lives under another is kept`() throws {
        let outcome = try read(
            ["f('doc/a', 'text'); h('b', 'doc/a')"], policy: policy { $0.removed = (try? globs("/doc")) ?? GlobSet() })
        #expect(outcome.paths == ["/": "dir", "/b": "file text"])
    }

    @Test func `paths move with all that is below`() throws {
        let moved = policy {
            $0.moves = [
                .init(Array("var".utf8), to: Array("usr/share/factory/var".utf8)),
                .init(Array("no".utf8), to: Array("x".utf8)),
            ]
        }
        let outcome = try read(["d('var', mode=0o700); f('var/a/b', '1'); f('usr/x')"], policy: moved)
        #expect(outcome.paths["/var"] == nil)
        #expect(outcome.paths["/usr/share/factory/var/a/b"] == "file 1")
        #expect(outcome.node("/usr/share/factory/var")?.attributes.mode == 0o700)
    }

    @Test func `files, links and directories are written`() throws {
        let attributes = Attributes(mode: 0o640, user: 1, group: 2, modified: 3)
        let written = policy {
            $0.moves = [.init(Array("home".utf8), to: Array("old".utf8))]
            $0.written = [
                .init(Array("etc/a".utf8), .file(Array("first".utf8)), attributes),
                .init(Array("etc/b".utf8), .file(Array("second".utf8)), attributes),
                .init(Array("home".utf8), .symbolicLink(Array("var/home".utf8)), attributes),
                .init(Array("srv".utf8), .symbolicLink(Array("var/srv".utf8)), attributes),
                .init(Array("d/e".utf8), .directory, attributes),
            ]
        }
        let outcome = try read(["f('etc/a', 'old'); f('home/x', 'h'); d('srv')"], policy: written)
        #expect(outcome.paths["/etc/a"] == "file first")
        #expect(outcome.paths["/etc/b"] == "file second")
        #expect(outcome.paths["/home"] == "link var/home")
        #expect(outcome.paths["/srv"] == "link var/srv")
        #expect(outcome.node("/d/e")?.attributes == attributes)
        #expect(outcome.root.written == [Array("first".utf8), Array("second".utf8)])
        guard case .file(let content) = outcome.node("/etc/b")?.kind else { Issue.record("no file"); return }
        #expect(content.source == ContentSource(layer: 1, ordinal: 1))
    }

    @Test func `what is in the way is an error, and all are told`() throws {
        let bad = policy {
            $0.moves = [.init([0x61], to: [0x62]), .init([0x61], to: Array("a/b".utf8))]
            $0.written = [
                .init([0x61], .file([]), Attributes(mode: 0)), .init([0x61], .symbolicLink([1]), Attributes(mode: 0)),
                .init([0x62], .directory, Attributes(mode: 0)), .init([], .directory, Attributes(mode: 0)),
            ]
        }
        let found = try problems(["f('a/x'); f('b')"], policy: bad)
        #expect(found.map(\.code) == [.occupied, .badMove, .occupied, .occupied, .occupied, .occupied])
    }

    @Test func `every package manager is found, with what to remove`() throws {
        let files = [
            "usr/bin/apt-get", "usr/bin/dpkg", "bin/rpm", "usr/local/bin/pip3.11", "opt/node/bin/npm",
            "usr/bin/microdnf",
            "usr/sbin/yum", "var/lib/dpkg/status", "usr/share/factory/var/lib/apt/lists/x", "etc/yum.repos.d/a.repo",
            "usr/lib/python3/dist-packages/pip/__init__.py", "usr/lib/node_modules/npm/index.js",
            "usr/lib/sysimage/rpm/rpmdb.sqlite",
        ]
        let allowed = [
            "usr/bin/rapt", "usr/bin/pipewire", "usr/share/apt-utils", "usr/bin/dnfx", "etc/npm", "var/lib/rpmx/a",
        ]
        let body = (files + allowed).map { "f('\($0)')" }.joined(separator: "; ")
        var strict = policy { $0.forbidsPackageManagers = true }
        let found = try problems([body], policy: strict)
        #expect(found.allSatisfy { $0.code == .packageManager })
        let expected = [
            "bin/rpm", "etc/yum.repos.d", "opt/node/bin/npm", "usr/bin/apt-get", "usr/bin/dpkg", "usr/bin/microdnf",
            "usr/lib/node_modules/npm", "usr/lib/python3/dist-packages/pip", "usr/lib/sysimage/rpm",
            "usr/local/bin/pip3.11",
            "usr/sbin/yum", "usr/share/factory/var/lib/apt", "var/lib/dpkg",
        ]
        #expect(found.map(\.entry) == expected)
        #expect(found.first?.remedy == "add `/bin/rpm` to `remove`")
        // What the message says helps.
        strict.removed = GlobSet(expected.compactMap { Glob("/" + $0) })
        #expect(try problems([body], policy: strict).isEmpty)
    }
}
