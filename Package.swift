// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target of ours: language mode 6, and a warning is an error.
let house: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
/// Rooms without unsafe pointers; the compiler holds them to it. Only Compute and Checkpoints are left out.
let strict = house + [.strictMemorySafety()]

let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

/// A room: a target under `Sources`, and the rooms below it that it imports.
func room(
  _ name: String, _ imports: [Target.Dependency] = [], _ settings: [SwiftSetting] = strict
) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: settings)
}

/// A room's tests; `fixtures` are folders that the tests read where they lie.
func tests(_ room: String, also others: [String] = [], fixtures: [String] = []) -> Target {
  .testTarget(
    name: "\(room)Tests", dependencies: ([room, "TestSupport"] + others).map { .init(stringLiteral: $0) },
    exclude: fixtures, swiftSettings: house)
}

/// What the rooms from the loading of models on can import.
let ground: [Target.Dependency] = [
  "Faults", "Files", "JSON", "Metrics", "BatchRuntime", "Journal", "Compute", "Tokenizers", "Annotations",
  "Records", "Checkpoints", "Encoders", "Tasks",
]

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
    .target(name: "CSHA256"),
    .target(name: "COutOfMemory"),
    .target(name: "CMemoryGuard", dependencies: ["COutOfMemory"]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CMalloc"),
    .target(name: "CCodecs", linkerSettings: [.linkedLibrary("dl")]),

    room("Faults"),
    room("JSON", ["Faults"]),
    room("Metrics", ["Faults"]),
    room("BatchRuntime", ["COutOfMemory"]),
    room("Files", ["Faults"]),
    room("Journal", ["Faults", "Files", "CSHA256"]),
    room("Compute", ["Faults", "COneDNN", "CKernels", "COutOfMemory"], house),
    room("Tokenizers", ["Faults", "JSON"]),
    room("Annotations", ["JSON"]),
    room("Records", ["Faults", "JSON", "Annotations", "CLibXML2", "CZlib", "CCodecs"]),
    room("Checkpoints", ["Faults", "JSON", "Files", "CZlib"], house),
    room("Encoders", ["Faults", "JSON", "Files", "CMalloc", "Compute", "Checkpoints"]),
    room(
      "Tasks",
      [
        "Faults", "JSON", "Files", "Annotations", "Records", "Tokenizers", "Compute", "Checkpoints",
        "Encoders",
      ]),
    room("Models", ground),
    room("Training", ground),
    room("Reporting", ["Faults", "Files", "JSON", "Journal", "Compute", logging]),
    room("Runs", ground + ["Models", "Reporting", logging]),
    room("Jobs", ground + ["Models", "Training", "Reporting", "Runs", logging, yams]),
    room("Evaluation", ground + ["Models", "Reporting", "Runs", logging]),
    room("Measuring", ground + ["Models", "Reporting", "Runs"]),
    room("HTMLReport", ground + ["Reporting", "Runs", mustache]),
    room(
      "Commands",
      ground + [
        "Models", "Training", "Reporting", "Runs", "Jobs", "Evaluation", "Measuring", "HTMLReport", logging,
      ]),
    .executableTarget(
      name: "bertrun",
      dependencies: ground + [
        "Models", "Training", "Reporting", "Runs", "Jobs", "Evaluation", "HTMLReport", "Commands",
        "CMemoryGuard",
        argumentParser,
      ], swiftSettings: strict),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: house),
    .testTarget(name: "TestSupportTests", dependencies: ["TestSupport"], swiftSettings: house),
    tests("CKernels"),
    tests("JSON"),
    tests("Metrics", fixtures: ["Fixtures"]),
    tests("BatchRuntime"),
    tests("Files"),
    .executableTarget(
      name: "JournalWriter", dependencies: ["Journal"], path: "Tests/JournalTests/Writer",
      swiftSettings: house),
    tests("Journal", also: ["Files", "CSHA256", "JournalWriter"], fixtures: ["Preload", "Writer"]),
    tests("Compute"),
    tests("Tokenizers", also: ["AllocationCount"], fixtures: ["Fixtures"]),
    tests("Records", also: ["JSON", "Annotations", "CLibXML2"]),
    tests("Checkpoints", also: ["Files"], fixtures: ["Fixtures"]),
    .target(name: "AllocationCount", path: "Tests/EncodersTests/AllocationCount"),
    tests(
      "Encoders", also: ["AllocationCount", "Files", "Compute", "Checkpoints"],
      fixtures: ["AllocationCount", "Fixtures"]),
    tests(
      "Tasks", also: ["JSON", "Compute", "Annotations", "Records", "Tokenizers", "Checkpoints", "Encoders"],
      fixtures: ["Fixtures"]),
    tests(
      "Training",
      also: [
        "Files", "JSON", "Compute", "Annotations", "Records", "Tokenizers", "Checkpoints", "Encoders",
        "Tasks",
      ],
      fixtures: ["Fixtures"]),
    tests("Reporting", also: ["JSON", "Faults", "Journal"]),
    tests("Models", also: ["Compute", "Checkpoints", "Tasks"]),
    tests("Runs"),
    tests(
      "Evaluation",
      also: ["Faults", "JSON", "BatchRuntime", "Checkpoints", "Metrics", "Reporting"],
      fixtures: ["Fixtures"]),
    tests(
      "Jobs",
      also: ["Training", "Faults", "Files", "JSON", "Journal", "Records", "Checkpoints", "Tasks", "bertrun"]),
    tests("Measuring", also: ["Compute", "Encoders", "Checkpoints", "Tasks", "bertrun"]),
    tests(
      "HTMLReport", also: ["Faults", "JSON", "Annotations", "Records", "Tokenizers", "bertrun"],
      fixtures: ["Snapshots"]),
    tests(
      "Commands",
      also: [
        "Faults", "Files", "JSON", "Journal", "Compute", "Annotations", "Records", "Tokenizers",
        "Checkpoints",
        "Encoders", "Metrics", "Tasks", "Models", "Runs", "Jobs", "Evaluation", "Measuring", "HTMLReport",
        "bertrun",
      ], fixtures: ["Fixtures"]),
  ])
