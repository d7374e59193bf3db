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
    .target(name: "JSON", swiftSettings: strict),
    .target(name: "Metrics", swiftSettings: strict),
    .target(name: "BatchRuntime", swiftSettings: strict),
    .target(name: "Journal", swiftSettings: strict),
    .target(name: "Compute", dependencies: ["COneDNN", "CKernels"], swiftSettings: house),
    .target(name: "Tokenizers", dependencies: ["JSON"], swiftSettings: strict),
    .target(name: "Records", dependencies: ["JSON", "CLibXML2", "CZlib"], swiftSettings: strict),
    .target(name: "Checkpoints", dependencies: ["JSON", "CZlib"], swiftSettings: house),
    .target(
      name: "Encoders", dependencies: ["JSON", "CMalloc", "Compute", "Checkpoints"], swiftSettings: strict),
    .target(
      name: "Tasks", dependencies: ["JSON", "Records", "Tokenizers", "Compute", "Checkpoints", "Encoders"],
      swiftSettings: strict),
    .target(
      name: "Frontend",
      dependencies: [
        "JSON", "Metrics", "BatchRuntime", "Journal", "Compute", "Tokenizers", "Records", "Checkpoints",
        "Encoders",
        "Tasks", .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"), .product(name: "Yams", package: "Yams"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "bertrun",
      dependencies: ["Frontend", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),

    tests("CKernels"),
    tests("JSON"),
    tests("Metrics", fixtures: ["Fixtures"]),
    tests("BatchRuntime"),
    .executableTarget(
      name: "JournalWriter", dependencies: ["Journal"], path: "Tests/JournalTests/Writer",
      swiftSettings: house),
    tests("Journal", also: ["JournalWriter"], fixtures: ["Preload", "Writer"]),
    tests("Compute"),
    tests("Tokenizers", fixtures: ["Fixtures"]),
    tests("Records", also: ["JSON", "CLibXML2"]),
    tests("Checkpoints", fixtures: ["Fixtures"]),
    .target(name: "AllocationCount", path: "Tests/EncodersTests/AllocationCount"),
    tests(
      "Encoders", also: ["AllocationCount", "Compute", "Checkpoints"],
      fixtures: ["AllocationCount", "Fixtures"]),
    tests(
      "Tasks", also: ["JSON", "Compute", "Records", "Tokenizers", "Checkpoints", "Encoders"],
      fixtures: ["Fixtures"]),
    tests(
      "Frontend",
      also: [
        "JSON", "Journal", "Compute", "Records", "Tokenizers", "Checkpoints", "Encoders", "Metrics",
        "bertrun",
      ], fixtures: ["Report/Snapshots"]),
  ])
