// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target of ours: language mode 6, and a warning is an error.
let house: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
/// Rooms without unsafe pointers; the compiler holds them to it. Only Compute and Checkpoints are left out.
let strict = house + [.strictMemorySafety()]

/// A room's tests; `fixtures` are folders that the tests read where they lie.
func tests(_ room: String, also others: [String] = [], fixtures: [String] = []) -> Target {
  .testTarget(
    name: "\(room)Tests", dependencies: ([room] + others).map { .init(stringLiteral: $0) }, exclude: fixtures,
    swiftSettings: house)
}

let package = Package(
  name: "bertrun",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "COneDNN", linkerSettings: [.linkedLibrary("dnnl")]),
    .target(name: "CKernels"),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CMalloc"),
    .target(name: "Faults", swiftSettings: strict),
    .target(name: "JSON", dependencies: ["Faults"], swiftSettings: strict),
    .target(name: "Metrics", dependencies: ["Faults"], swiftSettings: strict),
    .target(name: "BatchRuntime", swiftSettings: strict),
    .target(name: "Journal", dependencies: ["Faults"], swiftSettings: strict),
    .target(name: "Compute", dependencies: ["Faults", "COneDNN", "CKernels"], swiftSettings: house),
    .target(name: "Tokenizers", dependencies: ["Faults", "JSON"], swiftSettings: strict),
    .target(name: "Records", dependencies: ["Faults", "JSON", "CLibXML2", "CZlib"], swiftSettings: strict),
    .target(name: "Checkpoints", dependencies: ["Faults", "JSON", "CZlib"], swiftSettings: house),
    .target(
      name: "Encoders", dependencies: ["Faults", "JSON", "CMalloc", "Compute", "Checkpoints"],
      swiftSettings: strict),
    .target(
      name: "Tasks",
      dependencies: ["Faults", "JSON", "Records", "Tokenizers", "Compute", "Checkpoints", "Encoders"],
      swiftSettings: strict),
    .target(
      name: "Models",
      dependencies: [
        "Faults", "Journal", "Compute", "Tokenizers", "Records", "Checkpoints", "Encoders", "Tasks",
      ], swiftSettings: strict),
    .target(
      name: "Reporting",
      dependencies: [
        "Faults", "JSON", "Journal", "Compute", .product(name: "Logging", package: "swift-log"),
      ], swiftSettings: strict),
    .target(
      name: "Runs",
      dependencies: [
        "Faults", "BatchRuntime", "Journal", "Compute", "Tokenizers", "Records", "Checkpoints", "Encoders",
        "Tasks", "Models", "Reporting", .product(name: "Logging", package: "swift-log"),
      ], swiftSettings: strict),
    .target(
      name: "Jobs",
      dependencies: [
        "Faults", "JSON", "BatchRuntime", "Journal", "Compute", "Tokenizers", "Records", "Checkpoints",
        "Encoders", "Tasks", "Models", "Reporting", "Runs", .product(name: "Logging", package: "swift-log"),
        .product(name: "Yams", package: "Yams"),
      ], swiftSettings: strict),
    .target(
      name: "Evaluation",
      dependencies: [
        "Faults", "JSON", "Metrics", "BatchRuntime", "Journal", "Tokenizers", "Records", "Checkpoints",
        "Tasks", "Models", "Reporting", "Runs", .product(name: "Logging", package: "swift-log"),
      ], swiftSettings: strict),
    .target(
      name: "Measuring",
      dependencies: [
        "Faults", "JSON", "Metrics", "BatchRuntime", "Compute", "Tokenizers", "Records", "Checkpoints",
        "Encoders", "Tasks", "Models", "Reporting", "Runs",
      ], swiftSettings: strict),
    .target(
      name: "HTMLReport",
      dependencies: [
        "Faults", "JSON", "Journal", "Tokenizers", "Records", "Reporting", "Runs",
        .product(name: "Mustache", package: "swift-mustache"),
      ], swiftSettings: strict),
    .target(
      name: "Commands",
      dependencies: [
        "Faults", "JSON", "Metrics", "BatchRuntime", "Journal", "Compute", "Tokenizers", "Records",
        "Checkpoints", "Encoders", "Tasks", "Models", "Reporting", "Runs", "Jobs", "Evaluation", "Measuring",
        "HTMLReport", .product(name: "Logging", package: "swift-log"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "bertrun",
      dependencies: [
        "Faults", "Journal", "Compute", "Tokenizers", "Records", "Checkpoints", "Encoders", "Metrics",
        "Tasks", "Models",
        "Reporting", "Runs", "Jobs", "Evaluation", "HTMLReport", "Commands",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: house),
    tests("CKernels"),
    tests("JSON"),
    tests("Metrics", fixtures: ["Fixtures"]),
    tests("BatchRuntime"),
    .executableTarget(
      name: "JournalWriter", dependencies: ["Journal"], path: "Tests/JournalTests/Writer",
      swiftSettings: house),
    tests("Journal", also: ["JournalWriter"], fixtures: ["Preload", "Writer"]),
    tests("Compute"),
    tests("Tokenizers", also: ["AllocationCount"], fixtures: ["Fixtures"]),
    tests("Records", also: ["JSON", "CLibXML2"]),
    tests("Checkpoints", fixtures: ["Fixtures"]),
    .target(name: "AllocationCount", path: "Tests/EncodersTests/AllocationCount"),
    tests(
      "Encoders", also: ["AllocationCount", "Compute", "Checkpoints"],
      fixtures: ["AllocationCount", "Fixtures"]),
    tests(
      "Tasks", also: ["JSON", "Compute", "Records", "Tokenizers", "Checkpoints", "Encoders"],
      fixtures: ["Fixtures"]),
    tests("Reporting", also: ["TestSupport", "JSON", "Faults", "Journal"]),
    tests("Runs"),
    tests(
      "Jobs",
      also: ["TestSupport", "Faults", "JSON", "Journal", "Records", "Checkpoints", "Tasks", "bertrun"]),
    tests("Measuring", also: ["TestSupport", "Compute", "Encoders", "Checkpoints", "Tasks", "bertrun"]),
    tests(
      "HTMLReport", also: ["TestSupport", "Faults", "JSON", "Records", "Tokenizers", "bertrun"],
      fixtures: ["Snapshots"]),
    tests(
      "Commands",
      also: [
        "TestSupport", "Faults", "JSON", "Journal", "Compute", "Records", "Tokenizers", "Checkpoints",
        "Encoders",
        "Metrics", "Tasks", "Models", "Runs", "Jobs", "Evaluation", "Measuring", "HTMLReport", "bertrun",
      ]),
  ])
