// swift-tools-version: 6.2
import PackageDescription

// The dependency rule, from what knows nothing to what knows all; Tests/ArchitectureTests proves it.
//
//   CLibPQ → Postgres → Kernel → Console → plugins → App
//   CCMark → Documents ─────────────────↗
//            Signals ───────────────────↗
//
//   Accounts ← Moderation
//   Accounts, Moderation, Site ← Topics
//   Topics, Moderation, Site ← Providers ← Credentials
//   Topics, Moderation, Site ← Articles
//   Topics, Site ← Ads

/// Warnings are errors, in our own targets only.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

/// A plugin and its tests: the same folders in each.
func plugin(_ name: String, requires: [Target.Dependency], folders: [String] = []) -> [Target] {
    [
        .target(
            name: name,
            dependencies: ["Postgres", "Kernel", "Console", hummingbird, logging, crypto] + requires,
            path: "Plugins/\(name)", exclude: ["Tests"], sources: ["Sources"],
            resources: (["Migrations", "Templates"] + folders).map { .copy($0) },
            swiftSettings: strict),
        .testTarget(
            name: "\(name)Tests",
            dependencies: [.target(name: name), "TestSupport", "Postgres", "Kernel", "Console"] + requires,
            path: "Plugins/\(name)/Tests", swiftSettings: strict),
    ]
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: strict)
}

let plugins: [Target] =
    plugin(
        "Accounts", requires: ["CArgon2", .product(name: "NIOPosix", package: "swift-nio")],
        folders: ["Reference"])
    + plugin("Site", requires: ["CZlib"], folders: ["Assets"])
    + plugin("Moderation", requires: ["Accounts"], folders: ["Assets"])
    + plugin("Topics", requires: ["Accounts", "Moderation", "Site", "Documents"])
    + plugin(
        "Providers", requires: ["Accounts", "Topics", "Moderation", "Site", "Documents", "Signals"],
        folders: ["Reference"])
    + plugin(
        "Credentials", requires: ["Accounts", "Topics", "Moderation", "Site", "Providers"],
        folders: ["Reference"])
    + plugin("Articles", requires: ["Accounts", "Topics", "Moderation", "Site", "Documents"])
    + plugin("Ads", requires: ["Accounts", "Topics", "Site"])

let pluginNames: [Target.Dependency] = [
    "Accounts", "Site", "Moderation", "Topics", "Providers", "Credentials", "Articles", "Ads",
]

let package = Package(
    name: "stet",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "stet", targets: ["App"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache.git", exact: "2.1.1"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", exact: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", exact: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams.git", exact: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CLibPQ", path: "Sources/CLibPQ", pkgConfig: "libpq"),
        .systemLibrary(name: "CArgon2", path: "Sources/CArgon2", pkgConfig: "libargon2"),
        .systemLibrary(name: "CCMark", path: "Sources/CCMark", pkgConfig: "libcmark-gfm"),
        .systemLibrary(name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib"),
        .target(
            name: "Postgres", dependencies: ["CLibPQ", logging], path: "Sources/Postgres",
            swiftSettings: strict),
        .target(
            name: "Documents", dependencies: ["CCMark", .product(name: "Yams", package: "Yams")],
            path: "Sources/Documents", swiftSettings: strict),
        .target(
            name: "Signals", path: "Sources/Signals", resources: [.copy("Reference")], swiftSettings: strict),
        .target(
            name: "Kernel",
            dependencies: [
                "Postgres", hummingbird, logging, crypto, .product(name: "Yams", package: "Yams"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            path: "Sources/Kernel", resources: [.copy("Bootstrap"), .copy("Migrations")],
            swiftSettings: strict),
        .target(
            name: "Console",
            dependencies: [
                "Postgres", "Kernel", hummingbird, httpTypes, logging, crypto,
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            path: "Sources/Console", resources: [.copy("Templates"), .copy("Assets")], swiftSettings: strict),
        .target(name: "DemoData", path: "Sources/DemoData", swiftSettings: strict),
        .executableTarget(
            name: "App",
            dependencies: [
                "Postgres", "Kernel", "Console", "Documents", "Signals", "DemoData", hummingbird, logging,
                crypto,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ] + pluginNames,
            path: "Sources/App", swiftSettings: strict),
        .target(
            name: "TestSupport",
            dependencies: [
                "Postgres", "Kernel", "Console", "Accounts", hummingbird, logging, crypto,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            path: "Sources/TestSupport", swiftSettings: strict),
        tests("PostgresTests", ["Postgres", logging]),
        tests("DocumentsTests", ["Documents"]),
        tests("DemoDataTests", ["DemoData", "Documents"]),
        tests("SignalsTests", ["Signals", "Documents", "DemoData"]),
        tests("KernelTests", ["Kernel", "Postgres", "TestSupport"]),
        tests(
            "ConsoleTests",
            ["Postgres", "Kernel", "Console", "Accounts", "TestSupport", hummingbird, httpTypes, logging]),
        tests("AppTests", ["App", "Postgres", "Kernel", "Console", "DemoData", "TestSupport"] + pluginNames),
        tests("ArchitectureTests", ["Postgres", "Kernel", "Console", "TestSupport"] + pluginNames),
    ] + plugins
)
