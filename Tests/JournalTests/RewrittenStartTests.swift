import Journal
import TestSupport
import Testing

/// The beginning of an output may be written again at the end, when more is known.
@Suite struct RewrittenStartTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test(arguments: [5, 2_000_000])
  func theStartIsReplacedAndWritingGoesOnAtTheEnd(length: Int) throws {
    let file = try OutputFile.create(scratch.path("out"))
    let rest = String(repeating: "r", count: length)
    try file.write(Array("count=0;".utf8))
    try file.write(Array(rest.utf8))
    try file.rewriteStart(Array("count=7".utf8))
    #expect(file.length == 8 + length)
    try file.write(Array(" end".utf8))
    try file.rewriteStart(Array("count=8;".utf8))
    try file.commit()
    #expect(scratch.text("out") == "count=8;" + rest + " end")
  }

  @Test func nothingAndAllMayBeReplaced() throws {
    let file = try OutputFile.create(scratch.path("out"))
    try file.rewriteStart([])
    try file.write(Array("abc".utf8))
    try file.rewriteStart(Array("xyz".utf8))
    try file.commit()
    #expect(scratch.text("out") == "xyz")
  }
}
