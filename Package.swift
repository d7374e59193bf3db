// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours: Swift 6, a warning is an error.
let house: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
/// Rooms without unsafe pointers: the compiler holds them to it. Only Compute and Checkpoints are left out.
let strict: [SwiftSetting] = house + [.strictMemorySafety()]
/// C kernels: no contraction of multiply and add behind our back, so that a row's bits do not depend on its place.
let kernels: [CSetting] = [.unsafeFlags(["-O3", "-ffp-contract=off", "-Wall", "-Wextra", "-Werror"])]

let package = Package(
  name: "bertrun",
  products: [.executable(name: "bertrun", targets: ["bertrun"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  ],
  targets: [
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "JSON", swiftSettings: strict),
    .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: house),
  ])
