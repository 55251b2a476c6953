// swift-tools-version: 6.2
import PackageDescription

/// One settings array for every target of ours; dependencies keep their own.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "basalt",
    products: [.executable(name: "basalt", targets: ["basalt"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        .executableTarget(name: "basalt", dependencies: ["Commands"]),
        .target(
            name: "Commands",
            dependencies: [
                "AWS", "BootDisk", "CLinux", "Debian", "Documents", "Fleet", "FleetEC2", "FleetLocal", "FleetSimulator",
                "HTTP", "Ignition", "Images", "Inventory", "Layers", "Machines", "Profiles", "Provisioning",
                "Publishing",
                "RootTree", "SquashFS", "Values", "Workloads",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // Common ground
        .target(name: "Values"),
        .target(name: "Documents", dependencies: ["Values", .product(name: "Yams", package: "Yams")]),
        .target(
            name: "Archives",
            dependencies: ["CArchive", "CISAL", "CZlib", "CZstd", .product(name: "Crypto", package: "swift-crypto")]),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),

        .target(
            name: "HTTP",
            dependencies: [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),

        // What a host is
        .target(name: "Ignition", dependencies: ["Archives", "Documents", "Values"]),
        .target(name: "Profiles", dependencies: ["Documents", "Ignition", "Values"]),
        .target(
            name: "Provisioning",
            dependencies: [
                "Archives", "Documents", "Ignition", "Profiles", "Values",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),

        // What an image is
        .target(name: "RootTree"),
        .target(name: "Layers", dependencies: ["Archives", "CLinux", "Documents", "RootTree", "Values"]),
        .target(
            name: "Debian",
            dependencies: [
                "Archives", "Documents", "Layers", "Values",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .systemLibrary(name: "CLinux"),
        .target(
            name: "SquashFS",
            dependencies: [
                "Archives", "CLinux", "RootTree", "Values", .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(name: "Inventory", dependencies: ["Documents", "Values"]),
        .target(name: "BootDisk", dependencies: ["Values", .product(name: "Crypto", package: "swift-crypto")]),
        .target(
            name: "Images",
            dependencies: [
                "Archives", "BootDisk", "CLinux", "Documents", "Inventory", "Layers", "RootTree", "SquashFS",
                "Values",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),

        // How fleets change
        .target(
            name: "Fleet", dependencies: ["Documents", "Values", .product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "FleetEC2", dependencies: ["AWS", "Documents", "Fleet", "Values"]),
        .target(name: "FleetLocal", dependencies: ["Documents", "Fleet", "Machines", "Values"]),
        .target(
            name: "Workloads",
            dependencies: [
                "Documents", "Fleet", "HTTP", "Values", .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .target(name: "FleetSimulator", dependencies: ["Documents", "Fleet", "Values"]),
        .executableTarget(name: "fleet-simulator", dependencies: ["Fleet", "FleetSimulator"]),

        // Where it runs
        .target(
            name: "AWS",
            dependencies: [
                "Documents", "HTTP", "Values", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .target(
            name: "Publishing",
            dependencies: ["AWS", "Documents", "Images", "Values", .product(name: "Crypto", package: "swift-crypto")]),
        .target(
            name: "Machines",
            dependencies: [
                "Documents", "Values", .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),

        // Tests
        .target(name: "TestSupport", dependencies: ["Documents", "Ignition", "Values"], path: "Tests/TestSupport"),
        .testTarget(name: "AWSTests", dependencies: ["AWS", "Documents", "HTTP", "TestSupport", "Values"]),
        .testTarget(name: "HTTPTests", dependencies: ["HTTP", "TestSupport"]),
        .testTarget(
            name: "PublishingTests",
            dependencies: [
                "AWS", "basalt", "Documents", "Images", "Publishing", "TestSupport", "Values",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .testTarget(name: "DebianTests", dependencies: ["Archives", "Debian", "Layers", "TestSupport", "Values"]),
        .testTarget(name: "FleetSimulatorTests", dependencies: ["Fleet", "FleetSimulator", "Values"]),
        .testTarget(
            name: "FleetEC2Tests",
            dependencies: ["AWS", "Documents", "Fleet", "FleetEC2", "Publishing", "TestSupport", "Values"]),
        .testTarget(
            name: "FleetLocalTests",
            dependencies: ["Documents", "Fleet", "FleetLocal", "Machines", "TestSupport", "Values"]),
        .testTarget(
            name: "WorkloadsTests",
            dependencies: ["Documents", "Fleet", "HTTP", "TestSupport", "Values", "Workloads"]),
        .testTarget(name: "FleetTests", dependencies: ["Documents", "Fleet", "TestSupport", "Values"]),
        .testTarget(name: "ValuesTests", dependencies: ["TestSupport", "Values"]),
        .testTarget(name: "DocumentsTests", dependencies: ["Documents", "TestSupport", "Values"], exclude: ["Golden"]),
        .testTarget(name: "ArchivesTests", dependencies: ["Archives", "TestSupport"]),
        .testTarget(
            name: "LayersTests", dependencies: ["Archives", "Layers", "RootTree", "TestSupport", "Values"]),
        .testTarget(
            name: "ProvisioningTests",
            dependencies: ["Archives", "Documents", "Ignition", "Profiles", "Provisioning", "TestSupport", "Values"],
            exclude: ["Golden"]),
        .testTarget(name: "ProfilesTests", dependencies: ["Documents", "Profiles", "TestSupport", "Values"]),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "AWS", "Commands", "Documents", "Layers", "Machines", "TestSupport", "Values", "basalt",
            ],
            exclude: ["Face/Golden", "Golden"]),
        .testTarget(
            name: "SquashFSTests",
            dependencies: [
                "Archives", "RootTree", "SquashFS", "TestSupport", .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .testTarget(
            name: "InventoryTests", dependencies: ["Documents", "Inventory", "TestSupport", "Values"],
            exclude: ["Golden"]),
        .testTarget(name: "BootDiskTests", dependencies: ["BootDisk", "TestSupport", "Values"]),
        .testTarget(
            name: "ImagesTests",
            dependencies: [
                "Archives", "Documents", "Images", "Layers", "RootTree", "SquashFS", "TestSupport", "Values",
            ]),
        .testTarget(
            name: "MachinesTests", dependencies: ["Machines", "TestSupport", "Values"], exclude: ["Golden"]),
        .testTarget(name: "IgnitionTests", dependencies: ["Documents", "Ignition", "TestSupport", "Values"]),
    ]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = settings
}

// Tests rotate thousands of simulated fleets: without an optimised engine they would take minutes.
let optimised = ["Documents", "Fleet", "FleetSimulator", "Values", "fleet-simulator"]
for target in package.targets where optimised.contains(target.name) {
    target.swiftSettings?.append(.unsafeFlags(["-O"], .when(configuration: .debug)))
}

// `make fuzz`: the parsers, watched by libFuzzer for what they do.
if Context.environment["BASALT_FUZZ"] != nil {
    for target in package.targets where target.type == .regular {
        target.swiftSettings?.append(.unsafeFlags(["-sanitize=fuzzer,address"]))
    }
    package.targets += [("FuzzLayers", "Fuzz/Layers", "Layers"), ("FuzzSquashFS", "Fuzz/SquashFS", "SquashFS")].map {
        .executableTarget(
            name: $0, dependencies: ["Archives", .byName(name: $2)], path: $1,
            swiftSettings: settings + [.unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library"])],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])])
    }
}
