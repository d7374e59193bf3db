import Foundation
import TestSupport
import Testing

/// Runs that are killed at a call that changes a file, and taken up again.
@Suite(.enabled(if: Preload.library != nil, "needs cc, to build the library that kills"))
struct KilledRunTests {
  private static func input(_ name: String) -> String {
    var text = name == "in.xml" ? "<corpus>\n" : ""
    for number in 0..<40 {
      let isBad = number == 7
      switch name {
      case "in.jsonl":
        text += isBad ? "[]\n" : "{\"id\":\(number),\"text\":\"Train \(number) leaves Lisbon.\"}\n"
      case "in.xml": text += "<record><text>Train <b>\(number)</b> leaves &amp; stops.</text></record>\n"
      default:
        text += "# sent_id = \(number)\n1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdo\t_\t_\t_\t_\t_\t_\t_\t_\n"
        if !isBad { text += "2\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n" }
        text += "3\tgo\t_\t_\t_\t_\t_\t_\t_\tA=B\n\n"
      }
    }
    return name == "in.xml" ? text + "</corpus>\n" : text
  }

  /// Every second call that a run makes, `first` among them; the others have their turn in another format.
  @Test(arguments: [("in.jsonl", 1), ("in.xml", 2), ("in.conllu", 1), ("in.jsonl.gz", 2)])
  func killedAtACallARunGoesOnToTheSameBytes(name: String, first: Int) throws {
    let scratch = try Scratch()
    let plainName = name.replacing(".gz", with: "")
    _ = try scratch.file(plainName, Self.input(plainName))
    let output = name.replacing("in", with: "out")
    func run(_ options: String..., environment: [String: String] = [:]) throws -> Binary.Outcome {
      let faults = environment.isEmpty ? [:] : Preload.environment(scratch.folder.path)
      return try Binary.run(
        ["tag", "--quiet", plainName, "-o", output] + options, input: [], in: scratch.folder,
        environment: faults.merging(environment) { $1 })
    }
    let other = try Scratch()
    let log = other.folder.appendingPathComponent("log").path
    let whole = try run(environment: ["FAULTS_LOG": log])
    var expected: [String: [UInt8]] = [:]
    for name in scratch.names { expected[name] = scratch.bytes(name) }
    let calls = try #require(other.text("log")).split(separator: "\n").count
    #expect(calls > 15)
    for call in stride(from: first, through: calls, by: 2) {
      for name in scratch.names where name != plainName {
        try FileManager.default.removeItem(at: scratch.folder.appendingPathComponent(name))
      }
      let how = ["kill-before", "kill-torn", "kill-after"][call / 2 % 3]
      _ = try run(environment: ["FAULTS_HOW": how, "FAULTS_AT": String(call)])
      let resumed = try run("--resume")
      #expect(resumed.status == whole.status, "\(how) at call \(call): \(resumed.errors)")
      for (name, bytes) in expected where !name.hasSuffix(".journal") {
        #expect(scratch.bytes(name) == bytes, "\(name) after \(how) at call \(call)")
      }
      #expect(scratch.names.count == expected.count, "\(scratch.names) after \(how) at call \(call)")
    }
  }
}

/// The library of the journal's tests that stands between a program and the calls that change files.
enum Preload {
  /// The library; nil where there is no C compiler. Built once for all tests.
  static let library: String? = {
    let source = Binary.root.appendingPathComponent("Tests/JournalTests/Preload/faults.c").path
    let library = FileManager.default.temporaryDirectory.appendingPathComponent(
      "faults-\(UUID().uuidString).so")
    let line = "cc -O1 -shared -fPIC -o \(Shell.quoted(library.path)) \(Shell.quoted(source)) -ldl"
    return (try? Shell.run(line).status) == 0 ? library.path : nil
  }()

  /// What makes it count the calls on files of a folder.
  static func environment(_ folder: String) -> [String: String] {
    ["LD_PRELOAD": library ?? "", "FAULTS_UNDER": folder]
  }
}
