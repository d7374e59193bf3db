import Checkpoints
import Encoders
import Foundation
import TestSupport
import Testing

/// What the README promises is what the code has.
@Suite struct ReadmeTests {
  private static let readme =
    (try? String(contentsOf: Binary.root.appendingPathComponent("README.md"), encoding: .utf8)) ?? ""

  @Test func theTableOfFamiliesIsTheCodes() {
    let columns: [HeadKind] = [.token, .span, .sequence, .choice, .maskedLM]
    let others: [(HeadKind, String)] = [
      (.nextSentence, "next sentence"), (.sentenceOrder, "sentence order"),
      (.replacedToken, "replaced token"),
      (.pooled, "pooler"),
    ]
    let rows = Family.all.map { family in
      let kinds = family.headKinds
      let cells =
        ["`\(family.modelType)`"] + columns.map { kinds.contains($0) ? "yes" : "no" }
        + [others.filter { kinds.contains($0.0) }.map(\.1).joined(separator: ", ")]
      return "| " + cells.joined(separator: " | ") + (cells.last == "" ? "|" : " |")
    }
    #expect(Self.readme.contains(rows.joined(separator: "\n")))
  }

  @Test func everyCommandIsListed() throws {
    let help = try Binary.run("--help").text
    let listing = try #require(help.components(separatedBy: "SUBCOMMANDS:").last)
    let commands = listing.split(separator: "\n").compactMap { line -> String? in
      guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return nil }
      return line.split(separator: " ").first.map { $0.trimmingCharacters(in: [","]) }
    }
    #expect(commands.count > 8)
    for command in commands where command != "See" {
      #expect(Self.readme.contains("| `\(command)"), "README.md lists no command '\(command)'")
    }
  }
}
