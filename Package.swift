// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target: what the compiler may not let pass.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error)
]

/// For the targets whose code runs for every element of a file: in a release build the checks for overlapping access
/// to a class's own properties are left out (a tenth of the time of `inspect`); debug builds and tests keep them.
let hot: [SwiftSetting] =
    strict + [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]

/// A release build brings Swift's libraries with it, for machines without Swift.
///
/// Without the detours of shared libraries `inspect` of 100 000 goods takes a twentieth less time, of 10 000 an eighth, and
/// `apply` 6 MB less memory. What Foundation stands on is named because the objects name the shared library, which brings
/// it itself.
let standalone: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-static-stdlib", "-lCoreFoundation", "-l_FoundationICU", "-l_FoundationCShims", "-l_FoundationCollections",
            "-lstdc++"
        ],
        .when(configuration: .release))
]

let package = Package(
    name: "obmen",
    products: [
        .executable(name: "obmen", targets: ["obmen"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        // Its author doesn't test on Linux, so the version that was tried here is the one that is used.
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0")
    ],
    targets: [
        .systemLibrary(name: "CLibxml2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CLinux"),
        .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(name: "CBareSAX", dependencies: ["CLibxml2"]),
        .target(name: "BenchSupport", swiftSettings: hot),
        .target(name: "XMLStream", dependencies: ["CLibxml2"], swiftSettings: hot),
        .target(name: "ExchangeModel", swiftSettings: hot),
        .target(name: "TabularFiles", dependencies: ["CZlib", "XMLStream"], swiftSettings: hot),
        .target(name: "CommerceML", dependencies: ["XMLStream", "ExchangeModel"], swiftSettings: hot),
        .target(name: "CRMFiles", dependencies: ["TabularFiles", "ExchangeModel"], swiftSettings: hot),
        .target(
            name: "Ledger",
            dependencies: [
                "CLinux", "CSQLite", "ExchangeModel",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift")
            ],
            swiftSettings: hot
        ),
        .target(name: "Reports", dependencies: ["ExchangeModel", "Ledger"], swiftSettings: strict),
        .target(
            name: "ExchangeEngine",
            dependencies: [
                "CLinux", "ExchangeModel", "TabularFiles", "CommerceML", "CRMFiles", "Ledger", "Reports",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "TOMLKit", package: "TOMLKit")
            ],
            swiftSettings: hot
        ),
        .target(
            name: "ExchangeCommands",
            dependencies: [
                "CLinux", "ExchangeEngine", "ExchangeModel", "CommerceML", "CRMFiles", "Ledger", "Reports",
                "TabularFiles",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "SystemPackage", package: "swift-system")
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "obmen-bench",
            dependencies: [
                "BenchSupport", "CBareSAX", .product(name: "ArgumentParser", package: "swift-argument-parser")
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "obmen-faults",
            dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "obmen",
            dependencies: [
                "ExchangeCommands", .product(name: "ArgumentParser", package: "swift-argument-parser")
            ],
            swiftSettings: strict,
            linkerSettings: standalone
        ),
        // What libFuzzer runs (Fuzzing/README.md); the tests run its corpus.
        .target(
            name: "FuzzTargets",
            dependencies: [
                "CommerceML", "ExchangeModel", "TabularFiles", "TestSupport", "XMLStream"
            ],
            path: "Fuzzing/Targets", swiftSettings: strict
        ),
        .testTarget(
            name: "FuzzCorpusTests", dependencies: ["FuzzTargets"], path: "Fuzzing/Tests", swiftSettings: strict),
        .target(name: "TestSupport", dependencies: ["CZlib"], path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(name: "XMLStreamTests", dependencies: ["TestSupport", "XMLStream"], swiftSettings: strict),
        .testTarget(name: "ExchangeModelTests", dependencies: ["ExchangeModel"], swiftSettings: strict),
        .testTarget(
            name: "CommerceMLTests",
            dependencies: ["CLibxml2", "CommerceML", "ExchangeModel", "TestSupport", "XMLStream"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "TabularFilesTests", dependencies: ["TabularFiles", "TestSupport"], swiftSettings: strict
        ),
        .testTarget(
            name: "CRMFilesTests", dependencies: ["CRMFiles", "ExchangeModel", "TestSupport"], swiftSettings: strict
        ),
        .testTarget(
            name: "LedgerTests", dependencies: ["ExchangeModel", "Ledger", "TestSupport"], swiftSettings: strict
        ),
        .testTarget(
            name: "ExchangeEngineTests",
            dependencies: [
                "CRMFiles", "ExchangeEngine", "ExchangeModel", "Ledger", "Reports", "TabularFiles", "TestSupport",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "SystemPackage", package: "swift-system")
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ExchangeCommandsTests",
            dependencies: [
                "ExchangeCommands", "ExchangeEngine", "ExchangeModel",
                .product(name: "ArgumentParser", package: "swift-argument-parser")
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "BadInputTests",
            dependencies: [
                "ExchangeEngine", "ExchangeModel", "Ledger", "TabularFiles", "TestSupport", "obmen",
                .product(name: "SystemPackage", package: "swift-system")
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "BenchSupportTests", dependencies: ["BenchSupport", "CBareSAX", "TestSupport"], swiftSettings: strict
        ),
        .testTarget(name: "EndToEndTests", dependencies: ["TestSupport", "obmen"], swiftSettings: strict)
    ]
)
