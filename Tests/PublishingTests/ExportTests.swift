import Documents
import Foundation
import Publishing
import TestSupport
import Testing
import Values

extension WithStandIn {
    /// What others make of it: AWS's own command line and SDK, and Terraform.
    @Suite struct `What was published, for other tools` {
        private static let regions = ["eu-west-1", "us-east-1"]
        private static let modified = Timestamp(seconds: 1_795_250_645)

        private func published(_ folder: URL, on standIn: AWSStandIn) async throws -> AMIManifest {
            let image = try TestImage(folder, name: unique("web"), version: "1", [1, 0, 2])
            return try await publish(
                image.publication(Self.regions, accounts: ["210987654321"]), image.source(), on: standIn)
        }

        private func write(_ form: AMIExport, _ manifest: AMIManifest, to folder: URL, _ name: String) throws {
            let node = try form.node(manifest, channel: "stable", modified: Self.modified)
            try Data((JSONWriter.text(node, .pretty) + "\n").utf8).write(to: folder.appending(path: name))
        }

        /// Runs a module or script of the private Python with the stand-in's credentials.
        private func python(_ arguments: [String], on standIn: AWSStandIn) throws -> Node {
            let variables = standIn.variables.map { "\($0.key)=\($0.value)" }.sorted()
            let python = ReferenceTools.privateTool("python/bin/python")
            let result = try runTool("/usr/bin/env", ["-u", "AWS_PROFILE"] + variables + [python, "-B"] + arguments)
            try #require(result.status == 0, "\(arguments): \(result.errorText)")
            return try json(result.text)
        }

        @Test func `is found by the aws command: image, tags, permissions and parameter`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let manifest = try await published(folder, on: standIn)
                let region = "us-east-1"
                let id = try #require(manifest.regions[region]?.image)
                func aws(_ arguments: String...) throws -> Node {
                    try python(
                        ["-m", "awscli"] + arguments + ["--region", region, "--output", "json"], on: standIn)
                }
                let named = "Name=name,Values=\(manifest.imageName)"
                let images = try aws("ec2", "describe-images", "--owners", "self", "--filters", named)
                let image = try #require(images["Images"]?.items?.first)
                #expect(image["ImageId"]?.string == id && image["BootMode"]?.string == "uefi")
                let tags = Dictionary(
                    (image["Tags"]?.items ?? []).map { ($0["Key"]?.string ?? "", $0["Value"]?.string ?? "") }
                ) { first, _ in first }
                #expect(tags["basalt:digest"] == manifest.digest.description && tags["basalt:version"] == "1")
                let attribute = try aws(
                    "ec2", "describe-image-attribute", "--image-id", id, "--attribute", "launchPermission")
                #expect(attribute["LaunchPermissions"]?.items?.first?["UserId"]?.string == "210987654321")
                let name = try #require(manifest.parameter)
                let parameter = try aws("ssm", "get-parameter", "--name", name)
                #expect(parameter["Parameter"]?["Value"]?.string == id)
            }
        }

        @Test func `is read from amis.json by boto3, which finds each image in its region`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let manifest = try await published(folder, on: standIn)
                try write(.amis, manifest, to: folder, "amis.json")
                let script = """
                    import boto3, json, sys
                    found = {}
                    for region, ami in json.load(open(sys.argv[1])).items():
                        image, = boto3.client("ec2", region).describe_images(ImageIds=[ami["id"]])["Images"]
                        found[region] = {"same": image["Name"] == ami["name"] and not image["Public"],
                                         "users": [entry["userid"] for entry in ami["launch_permissions"]]}
                    print(json.dumps(found))
                    """
                let found = try python(["-c", script, folder.appending(path: "amis.json").path], on: standIn)
                #expect(found.mapping?.entries.map(\.key).sorted() == Self.regions)
                for region in Self.regions {
                    #expect(found[region]?["same"]?.boolean == true)
                    #expect(found[region]?["users"]?.strings == ["210987654321"])
                }
            }
        }

        @Test(.enabled(if: Terraform.path != nil, "terraform is not installed"))
        func `is planned with by Terraform, from its variables and from a stream`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let manifest = try await published(folder, on: standIn)
                try write(.terraform, manifest, to: folder, "terraform.tfvars.json")
                try write(.stream, manifest, to: folder, "stream.json")
                let plan = try Terraform.plan(in: folder)
                let resources = plan["planned_values"]?["root_module"]?["resources"]?.items ?? []
                for (region, state) in manifest.regions {
                    let host = resources.first { $0["index"]?.string == region }
                    let input = try #require(host?["values"]?["input"], "\(region)")
                    #expect(input["variable"]?.string == state.image && input["stream"]?.string == state.image)
                    #expect(input["version"]?.string == "1")
                }
                #expect(resources.count == Self.regions.count)
            }
        }

        @Test func `is not exported while a region lacks it`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                var manifest = try await published(folder, on: standIn)
                manifest.regions["us-east-1"]?.state = .pending
                for form in AMIExport.allCases {
                    let error = try #require(throws: PublishError.self) {
                        try form.node(manifest, channel: "stable", modified: Self.modified)
                    }
                    #expect(error.code == .difference && error.message.hasSuffix("in us-east-1"))
                }
            }
        }
    }
}

/// The reference consumer of `terraform.tfvars.json`.
private enum Terraform {
    static let path: String? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/terraform" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    /// One resource of the built-in provider for each region.
    private static let configuration = """
        variable "basalt_image_name" { type = string }
        variable "basalt_image_version" { type = string }
        variable "basalt_image_architecture" { type = string }
        variable "basalt_image_digest" { type = string }
        variable "basalt_image_ids" { type = map(string) }
        locals {
          stream = jsondecode(file("stream.json"))
          images = local.stream.architectures[var.basalt_image_architecture].images.aws.regions
        }
        resource "terraform_data" "host" {
          for_each = var.basalt_image_ids
          input = {
            variable = each.value
            version  = var.basalt_image_version
            stream   = local.images[each.key].image
          }
        }
        """

    /// - Returns: the plan as Terraform shows it.
    static func plan(in folder: URL) throws -> Node {
        try Data(configuration.utf8).write(to: folder.appending(path: "main.tf"))
        func run(_ arguments: String...) throws -> String {
            let result = try runTool(
                "/usr/bin/env", ["-u", "TF_CLI_CONFIG_FILE", path ?? "terraform", "-chdir=\(folder.path)"] + arguments)
            try #require(result.status == 0, "\(arguments): \(result.text) \(result.errorText)")
            return result.text
        }
        _ = try run("init", "-input=false", "-no-color")
        _ = try run("plan", "-input=false", "-no-color", "-out=plan")
        return try json(try run("show", "-json", "plan"))
    }
}
