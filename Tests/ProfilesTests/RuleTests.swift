import Documents
import Profiles
import Testing

@Suite struct `Rules between fields` {
    struct Case: CustomTestStringConvertible, Sendable {
        let what: String
        let body: String
        var os = "flatcar"
        /// `code line:column`; the body starts at line 5.
        let places: [String]
        var testDescription: String { what }
    }

    private static let volume =
        "storage: {volumes: [{name: d, match: {ebs_device: /dev/sdf}, format: ext4, mount: {path: /var/lib/docker}}]}"

    /// Two containers with these `ports`.
    private static func containers(_ first: String, _ second: String) -> String {
        let image = "nginx@sha256:\(String(repeating: "0", count: 64))"
        return """
            docker: {}
            containers:
            - {name: aa, image: \(image), ports: \(first)}
            - {name: bb, image: \(image), ports: \(second)}
            """
    }

    static let cases = [
        Case(what: "an empty host", body: "", places: []),
        Case(
            what: "log-opts that are no strings", body: "docker: {daemon: {log-opts: {max-file: 5}}}",
            places: ["wrong-type 5:40"]),
        Case(
            what: "an unknown engine setting warns", body: "docker: {daemon: {log-drivr: local}}",
            places: ["unknown-key 5:19"]),
        Case(
            what: "hosts given twice", body: "docker: {daemon: {hosts: [\"tcp://0.0.0.0\"]}}",
            places: ["engine-conflict 5:19"]),
        Case(
            what: "live-restore in a swarm",
            body: """
                docker: {daemon: {live-restore: true}}
                cluster: {swarm: {action: init, secrets: {manager_token: {ssm_parameter: /m}}}}
                """, places: ["engine-conflict 5:33"]),
        Case(
            what: "engine 29 without a volume for containerd", body: "docker: {version: \"29.0\"}\n" + volume,
            places: ["engine-conflict 6:90"]),
        Case(
            what: "engine 29 with the old image store",
            body: "docker: {version: \"29.0\", daemon: {features: {containerd-snapshotter: false}}}\n" + volume,
            places: []),
        Case(
            what: "engine 29 with a file system in the place of a volume",
            body:
                "docker: {version: \"29.0\"}\nstorage: {filesystems: [{device: /dev/disk/by-id/d, format: ext4, path: /var/lib/docker, with_mount_unit: true}]}",
            places: ["engine-conflict 6:73"]),
        Case(
            what: "engine 29 with its folder elsewhere",
            body:
                "docker: {version: \"29.0\", daemon: {data-root: /var/data/docker}}\nstorage: {volumes: [{name: d, match: {ebs_device: /dev/sdf}, format: ext4, mount: {path: /var/data}}]}",
            places: ["engine-conflict 6:90"]),
        Case(
            what: "engine 29 with everything on one volume",
            body:
                "docker: {version: \"29.0\"}\nstorage: {volumes: [{name: d, match: {ebs_device: /dev/sdf}, format: ext4, mount: {path: /var/lib}}]}",
            places: []),
        Case(
            what: "engine 29 with user namespaces keeps the old image store",
            body: "docker: {version: \"29.0\", daemon: {userns-remap: default}}\n" + volume, places: []),
        Case(what: "engine 28 needs no such volume", body: "docker: {version: \"28.5\"}\n" + volume, places: []),
        Case(what: "an image for another system", body: "image: {layers: []}", places: ["unsupported-by-target 5:1"]),
        Case(
            what: "a layer with two sources", body: "image: {layers: [{directory: {path: a}, tar: {source: b}}]}",
            os: "basalt",
            places: ["conflicting-values 5:18"]),
        Case(
            what: "a layer from the network without a digest",
            body: "image: {layers: [{tar: {source: \"https://example.com/a.tar\"}}]}",
            os: "basalt", places: ["missing-value 5:33"]),
        Case(
            what: "a layer from the network without a digest, in capitals",
            body: "image: {layers: [{docker-archive: {source: \"HTTPS://example.com/a.tar\"}}]}", os: "basalt",
            places: ["missing-value 5:44"]),
        Case(
            what: "layers by other ways than https",
            body: "image: {layers: [{tar: {source: \"http://x/y.tar\"}}, {tar: {source: \"s3://bucket/y.tar\"}}]}",
            os: "basalt", places: ["wrong-value 5:33", "wrong-value 5:68"]),
        Case(
            what: "a mount point outside /var on a read-only root",
            body: "storage: {volumes: [{name: d, match: {ebs_device: /dev/sdf}, format: ext4, mount: {path: /data}}]}",
            os: "basalt", places: ["unsupported-by-target 5:90"]),
        Case(
            what: "two ways to find a disk",
            body:
                "storage: {volumes: [{name: d, match: {ebs_device: /dev/sdf, label: x}, format: ext4, mount: {path: /data}}]}",
            places: ["conflicting-values 5:38"]),
        Case(
            what: "two volumes in one place",
            body: """
                storage:
                  volumes:
                    - {name: a, match: {ebs_device: /dev/sdf}, format: ext4, mount: {path: /data}}
                    - {name: b, match: {ebs_device: /dev/sdg}, format: xfs, label: thirteen-long, mount: {path: /data}}
                """, places: ["wrong-value 8:68", "two-owners 8:97"]),
        Case(
            what: "a quoted mode", body: "storage: {files: [{path: /etc/a, mode: \"0644\"}]}",
            places: ["wrong-type 5:40"]),
        Case(
            what: "a swarm without an engine",
            body: "cluster: {swarm: {action: init, secrets: {manager_token: {ssm_parameter: /m}}}}",
            places: ["missing-value 5:18"]),
        Case(
            what: "a joining host that says nothing", body: "docker: {}\ncluster: {swarm: {action: join}}",
            places: ["missing-value 6:27", "missing-value 6:27"]),
        Case(
            what: "a worker without its token",
            body:
                "docker: {}\ncluster: {swarm: {action: join, as: worker, join_addr: [\"m:2377\"], secrets: {manager_token: {file: /etc/t}}}}",
            places: ["missing-value 6:27"]),
        Case(
            what: "an init host that would make a second swarm", body: "docker: {}\ncluster: {swarm: {action: init}}",
            places: ["missing-value 6:27"]),
        Case(
            what: "tokens that are published nowhere",
            body: "docker: {}\ncluster: {swarm: {action: init, publish_tokens: true}}",
            places: ["missing-value 6:49", "missing-value 6:49"]),
        Case(
            what: "a secret with a value instead of a place", body: "secrets: [{name: token, value: hunter2}]",
            places: ["conflicting-values 5:11", "unknown-key 5:25"]),
        Case(
            what: "an announced port that nobody serves",
            body: """
                docker: {}
                containers:
                  - name: web
                    image: nginx@sha256:0000000000000000000000000000000000000000000000000000000000000000
                    ports: ["80:8080"]
                    announce: {port: 8080, target_group: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/w/0123456789abcdef"}
                """, places: ["conflicting-values 10:22"]),
        Case(
            what: "an announced port within a range",
            body: """
                docker: {}
                containers:
                  - name: web
                    image: nginx@sha256:0000000000000000000000000000000000000000000000000000000000000000
                    ports: ["8000-8010:9000-9010"]
                    announce: {port: 8005, target_group: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/w/0123456789abcdef"}
                """, places: []),
        Case(
            what: "two containers on one port", body: containers("[\"80:8080\"]", "[\"79-81:79-81\"]"),
            places: ["two-owners 8:108"]),
        Case(
            what: "two containers on one port, one of them at one address",
            body: containers("[\"80:8080\"]", "[\"127.0.0.1:80:80/tcp\"]"), places: ["two-owners 8:108"]),
        Case(
            what: "two containers on ports that differ in protocol or address, or that the engine chooses",
            body: containers(
                "[\"127.0.0.1:80:80\", \"53:53/udp\", \"90-99:90\"]", "[\"10.0.0.1:80:80\", \"53:53\", \"90-99:90\"]"),
            places: []),
        Case(
            what: "a port beside a container on the host's network",
            body: containers("[\"80:8080\"]", "[\"80:80\"], network: host"), places: []),
        Case(
            what: "a port without a form", body: containers("[\"\", \"/\"]", "[\":\"]"),
            places: ["wrong-value 7:108", "wrong-value 7:112", "wrong-value 8:108"]),
        Case(
            what: "an image without a digest warns", body: "docker: {}\ncontainers: [{name: web, image: \"nginx:1\"}]",
            places: ["wrong-value 6:33"]),
        Case(
            what: "a baked image by the name that a registry knows",
            body: "image: {layers: [], containers: [\"redis:7\"]}", os: "basalt", places: ["wrong-type 5:34"]),
        Case(
            what: "a baked image from a registry",
            body: "image: {layers: [], containers: [{name: \"a:1\", docker-archive: {source: \"docker://a:1\"}}]}",
            os: "basalt", places: ["wrong-value 5:73"]),
        Case(
            what: "a baked image from nowhere", body: "image: {layers: [], containers: [{name: \"a:1\"}]}",
            os: "basalt", places: ["conflicting-values 5:34"]),
        Case(
            what: "two baked images of one name",
            body: """
                image:
                  layers: []
                  containers:
                    - {name: "a:1", oci: {layout: x}}
                    - {name: "a:1", oci: {layout: y}}
                """, os: "basalt", places: ["two-owners 9:14"]),
        Case(
            what: "a baked image by its digest warns, and by its tag needs none",
            body: """
                docker: {}
                image: {layers: [], containers: [{name: "a:1", oci: {layout: x}}]}
                containers:
                  - {name: xx, image: "a:1"}
                  - {name: yy, image: "a:1@sha256:\(String(repeating: "0", count: 64))"}
                """, os: "basalt", places: ["wrong-value 9:23"]),
        Case(
            what: "an include of two things", body: "include: [{template: time, butane: a.bu}]",
            places: ["conflicting-values 5:11"]),
    ]

    @Test(arguments: cases) func `say what is wrong at its place`(example: Case) {
        let (host, diagnostics) = resolve(["main.yaml": profile(example.body, os: example.os)])
        #expect(diagnostics.places == example.places)
        #expect((host == nil) == diagnostics.hasErrors)
        for diagnostic in diagnostics.all where diagnostic.severity == .error && diagnostic.code != .wrongValue {
            #expect(
                diagnostic.remedy != nil || diagnostic.code == .conflictingValues, "no remedy: \(diagnostic.message)")
        }
    }
}
