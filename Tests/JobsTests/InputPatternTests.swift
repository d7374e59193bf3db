import Files
import Foundation
import Jobs
import TestSupport
import Testing

/// Patterns of names and paths, and what they find.
@Suite struct InputPatternTests {
  @Test(
    arguments: [
      ("*", ["a", "a.b", ""], [".a"]),
      (
        "*.jsonl", ["a.jsonl", ".jsonl.jsonl.jsonl"].filter { !$0.hasPrefix(".") },
        ["a.json", "jsonl", ".jsonl"]
      ),
      ("a*b*c", ["abc", "aXbYc", "abbcc", "abcbc"], ["ab", "abcd", "xabc"]),
      ("?", ["a", "é", "😀"], ["", "ab", "."]),
      ("[a-c]x", ["ax", "bx", "cx"], ["dx", "x", "abx"]),
      ("[!a-c]x", ["dx", "-x"], ["ax", "x"]),
      ("[]]", ["]"], ["a"]),
      (".*", [".a", "."], ["a"]),
      ("a.b", ["a.b"], ["aXb", "a.bc"]),
    ] as [(String, [String], [String])])
  func aPatternMatchesNames(pattern: String, matching: [String], other: [String]) throws {
    let names = try #require(NamePattern(pattern))
    for name in matching { #expect(names.matches(name), "\(pattern) should match \(name)") }
    for name in other { #expect(!names.matches(name), "\(pattern) should not match \(name)") }
  }

  @Test func aPatternOfManyStarsEnds() throws {
    let pattern = try #require(NamePattern(String(repeating: "a*", count: 30) + "b"))
    #expect(!pattern.matches(String(repeating: "a", count: 3000)))
  }

  @Test func bracketsAndBracesMustBeClosed() {
    for text in ["[a", "x/[a-", "{a,b", "a}", "[b-a]"] {
      #expect(throws: JobFault.Kind.unbalancedPattern(text)) { try PathPattern.patterns(text) }
    }
  }

  @Test(arguments: [
    ("data/*.jsonl", "data/a.jsonl", true), ("data/*.jsonl", "data/x/a.jsonl", false),
    ("data/**/*.jsonl", "data/a.jsonl", true), ("data/**/*.jsonl", "data/x/y/a.jsonl", true),
    ("data/**", "data/x/y", true), ("**/old/*", "a/b/old/c", true), ("**/old/*", "a/b/older/c", false),
    ("./data/a", "data/a", true), ("data", "data/x/y", true), ("data/x", "data/y", false),
    ("/srv/*", "/srv/a", true), ("/srv/*", "srv/a", false), ("{a,b}/c", "b/c", true),
  ])
  func aPatternMatchesPaths(pattern: String, path: String, isMatch: Bool) throws {
    #expect(try PathPattern.patterns(pattern).contains { $0.matches(path) } == isMatch)
  }

  /// Files of a folder by their names; a name that ends in a slash is a folder.
  private func tree(_ names: [String]) throws -> Scratch {
    let scratch = try Scratch()
    for name in names {
      let url = scratch.folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: name.hasSuffix("/") ? url : url.deletingLastPathComponent(), withIntermediateDirectories: true)
      if !name.hasSuffix("/") { try Data().write(to: url) }
    }
    return scratch
  }

  private func find(
    _ pattern: String, in scratch: Scratch, exclude: [String] = [], output: String? = nil,
    everyName: Bool = false
  ) throws -> [String] {
    let walk = InputWalk(
      folder: scratch.folder.path, excluded: try exclude.flatMap { try PathPattern.patterns($0) },
      outputFolder: output.flatMap { Path(scratch.path($0)).resolved },
      takesEveryName: everyName)
    return try PathPattern.patterns(pattern).flatMap { walk.inputs(of: $0).inputs }.map { input in
      let path = input.path.dropFirst(scratch.folder.path.count + 1)
      return path.hasSuffix(input.relative)
        ? "\(path.dropLast(input.relative.count))|\(input.relative)"
        : "\(path) is not below \(input.relative)"
    }
  }

  private static let names = [
    "data/b.jsonl", "data/a.jsonl", "data/x/c.jsonl", "data/x/y/d.tsv", "data/x/notes.md",
    "data/.hidden.jsonl",
    "data/.git/e.jsonl", "data/a.jsonl.journal", "data/a.jsonl.rejects.jsonl", "data/a.jsonl.rejects",
    "data/a.jsonl.rejects.2", "data/f.json", "data/empty/",
    "other.txt",
  ]

  @Test func patternsFindFilesInTheOrderOfTheirNames() throws {
    let scratch = try tree(Self.names)
    #expect(try find("data/*.jsonl", in: scratch) == ["data/|a.jsonl", "data/|b.jsonl"])
    #expect(
      try find("data/**/*.jsonl", in: scratch) == ["data/|a.jsonl", "data/|b.jsonl", "data/|x/c.jsonl"])
    #expect(try find("data/**/y/*", in: scratch) == ["data/|x/y/d.tsv"])
    #expect(try find("**/*.{tsv,txt}", in: scratch) == ["|data/x/y/d.tsv", "|other.txt"])
    #expect(try find("data/.*.jsonl", in: scratch) == ["data/|.hidden.jsonl"])
    #expect(try find("data/*.xml", in: scratch) == [])
    #expect(try find("data/x/c.jsonl", in: scratch) == ["data/x/|c.jsonl"])
    #expect(try find("nowhere/z.jsonl", in: scratch) == ["nowhere/|z.jsonl"])
  }

  @Test func aFolderGivesTheFilesWhoseNamesTellAFormat() throws {
    let scratch = try tree(Self.names)
    let found = ["data/|a.jsonl", "data/|b.jsonl", "data/|f.json", "data/|x/c.jsonl", "data/|x/y/d.tsv"]
    #expect(try find("data", in: scratch) == found)
    #expect(try find("data", in: scratch, everyName: true).contains("data/|x/notes.md"))
    #expect(
      try find("data", in: scratch, exclude: ["data/x", "**/b.*"]) == ["data/|a.jsonl", "data/|f.json"])
  }

  @Test func theOutputFolderIsNoInput() throws {
    let scratch = try tree(Self.names + ["out/a.jsonl", "data/t.jsonl", "data/t.jsonl.manifest.json"])
    #expect(try find("**/*.jsonl", in: scratch, output: "out").allSatisfy { !$0.contains("out") })
    let own = try find("data/*.jsonl", in: scratch, output: "data")
    #expect(own == ["data/|a.jsonl", "data/|b.jsonl"])
    #expect(try find("data/*.jsonl", in: scratch, output: "out").contains("data/|t.jsonl"))
  }

  @Test func linksToFoldersAreFollowedButNeverInCircles() throws {
    let scratch = try tree(Self.names)
    let folder = scratch.folder.appendingPathComponent("data")
    try FileManager.default.createSymbolicLink(
      at: folder.appendingPathComponent("x/loop"), withDestinationURL: folder)
    #expect(try find("data/**/*.tsv", in: scratch) == ["data/|x/y/d.tsv"])
  }
}

/// Templates of outputs' names.
@Suite struct OutputNameTests {
  private func name(
    _ template: String, _ relative: String, format: String? = nil, task: String = "tag"
  ) throws -> String {
    try OutputName(template).path(
      for: relative, format: format.flatMap { .init(named: $0) }, task: task)
  }

  @Test func theStandardKeepsFoldersAndTellsTheFormat() throws {
    let standard = OutputName.standard
    #expect(try name(standard, "a.jsonl") == "a.jsonl")
    #expect(try name(standard, "x/y/a.b.jsonl.gz") == "x/y/a.b.jsonl.gz")
    #expect(try name(standard, "a.txt") == "a.jsonl")
    #expect(try name(standard, "a.txt", format: "words") == "a.txt")
    #expect(try name(standard, "a.xml", format: "jsonl") == "a.jsonl")
    #expect(try name(standard, "a.tsv.gz", format: "jsonl") == "a.jsonl.gz")
    #expect(try name(standard, "a.tsv.zst", format: "jsonl") == "a.jsonl.zst")
    #expect(try name(standard, "a.jsonl.zst") == "a.jsonl.zst")
    // What is only read has no outputs.
    #expect(try name(standard, "a.jsonl.bz2") == "a.jsonl")
    #expect(try name(standard, "a.txt.xz") == "a.jsonl")
    #expect(try name(standard, "a.json") == "a.json")
    #expect(try name(standard, "noext") == "noext")
    #expect(try name(standard, ".dotted") == ".dotted")
  }

  @Test func placeholdersStandForPartsOfTheInput() throws {
    #expect(try name("{path}", "x/a.txt") == "x/a.txt")
    #expect(try name("{name}.out", "x/a.txt") == "a.txt.out")
    #expect(try name("{task}/{stem}.{task}.{ext}", "x/a.tsv", task: "nli") == "nli/a.nli.tsv")
    #expect(try OutputName("{task}/{name}").isPerTask)
    #expect(try !OutputName("{name}").isPerTask)
  }

  @Test func aTemplateWithStrangePartsIsRefused() {
    #expect(throws: JobFault.Kind.unbalancedTemplate("{a")) { try OutputName("{a") }
    #expect(throws: JobFault.Kind.unbalancedTemplate("a}")) { try OutputName("a}") }
    do throws(JobFault.Kind) {
      _ = try OutputName("{steam}.x")
      Issue.record("an unknown placeholder was taken")
    } catch {
      let told = JobFault(line: 3, column: 9, error).message(file: "j.yaml")
      #expect(told == "j.yaml:3:9: unknown placeholder '{steam}', did you mean '{stem}'?")
    }
  }
}
