import Annotations
import Foundation
import JSON
import Records
import TestSupport
import Testing

struct CoNLLUTests {
  /// Comments, a multiword token, an empty node, MISC, a second sentence with CRLF and without a blank line.
  static let sample = """
    # newdoc id = d1
    # sent_id = s-1
    # text = Ana didn't go.
    1\tAna\tAna\tPROPN\tNNP\t_\t4\tnsubj\t_\tNER=B-PER
    2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
    2\tdid\tdo\tAUX\tVBD\tMood=Ind\t4\taux\t_\t_
    3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\tA=1|B=2
    4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
    4.1\tgone\tgo\t_\t_\t_\t_\t_\t0:x\t_
    5\t.\t.\t_\t.\t_\t4\tpunct\t_\t_


    # a comment of no sentence

    1\tÉté\t_\tNOUN\t_\t_\t_\t_\t_\t_\r

    """

  private func read(
    _ text: String, input: SentenceInput = .words, gold: CoNLLUColumn? = .upos, chunk: Int = 1 << 16
  ) throws -> [ReadItem] {
    let source = MemorySource(Array(text.utf8), chunk: chunk)
    return try items(of: CoNLLUReader(source, file: 0, input: input, gold: gold))
  }

  private func written(_ items: [ReadItem], _ column: CoNLLUColumn, _ label: (Int) -> String?) throws
    -> String
  {
    let writer = CoNLLUWriter(columns: [(key: "tag", column: column)])
    var output = writer.prologue
    for item in items {
      switch item {
      case .record(let record):
        guard case .words(let words) = record.fields else { continue }
        let tags = words.enumerated().map { word($0.element, nil, label($0.offset)) }
        output += try writer.render(record, [KeyedAnnotation("tag", Annotation(.words(tags)))])
      case .verbatim(let bytes): output += writer.verbatim(bytes)
      default: break
      }
    }
    return text(output + writer.epilogue)
  }

  @Test(arguments: [1, 5, 1 << 16])
  func sentencesAreReadAsSyntacticWords(_ chunk: Int) throws {
    let items = try read(Self.sample, chunk: chunk)
    #expect(items.count == 4)
    let first = try #require(items[0].record)
    #expect(first.fields == .words(["Ana", "did", "n't", "go", "."]))
    #expect(first.gold == .tags(["PROPN", "AUX", "PART", "VERB", nil]))
    #expect(first.id?.string == "s-1")
    #expect(first.place == Place(file: 0, line: 1, offset: 0))
    #expect(items[1].verbatim == [0x0A])
    #expect(items[2].verbatim.map(text) == "# a comment of no sentence\n\n")
    #expect(items[3].record?.fields == .words(["Été"]))
    #expect(items[3].record?.place.line == 15)
  }

  @Test func otherColumnsAreGoldToo() throws {
    #expect(try read(Self.sample, gold: .xpos)[0].record?.gold == .tags(["NNP", "VBD", "RB", "VB", "."]))
    #expect(
      try read(Self.sample, gold: CoNLLUColumn("misc:NER"))[0].record?.gold
        == .tags(["B-PER", nil, nil, nil, nil]))
    #expect(try read(Self.sample, gold: nil)[0].record?.gold == nil)
  }

  @Test func aFilledColumnIsKeptUnlessReplaced() throws {
    let text = "# sent_id = s\n1\ta\t_\tNOUN\t_\t_\t_\t_\t_\tNER=O\n2\tb\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
    func read(_ column: String, replace: Bool = false) throws -> ReadItem? {
      let plan = ReaderPlan(
        ReadingSettings(.textOrWords),
        policy: KeyPolicy(keys: ["tag"], columns: [try #require(CoNLLUColumn(column))], replace: replace))
      var reader = try RecordFormat.conllu.makeReader(MemorySource(Array(text.utf8)), plan)
      return try reader.next()
    }
    for filled in ["upos", "4", "misc:NER"] {
      let reject = try #require(try read(filled)?.reject, "\(filled)")
      #expect(reject.code == .keyExists && reject.id?.string == "s")
      #expect(try read(filled, replace: true)?.record != nil)
    }
    for free in ["xpos", "5", "misc:POS"] { #expect(try read(free)?.record != nil) }
    var target = AnnotationTarget(key: "tag", kind: .words)
    #expect(RecordFormat.conllu.lacks([target]) == nil)
    target.column = .column("7")
    #expect(
      RecordFormat.conllu.lacks([target])
        == .noColumn(name: "7", count: 5, names: ["upos", "xpos", "misc:KEY"]))
  }

  @Test func columnsHaveNames() {
    #expect(CoNLLUColumn("7") == .column("7") && CoNLLUColumn("NER") == .column("NER"))
    #expect(CoNLLUColumn("UPOS") == .upos)
    #expect(CoNLLUColumn("xpos") == .xpos)
    #expect(CoNLLUColumn("misc:NER") == .misc(key: "NER"))
    for name in ["", "misc", "misc:", "misc:a b", "misc:a=b", "misc:a|b", "a b", "0"] {
      #expect(CoNLLUColumn(name) == nil)
    }
  }

  @Test func nothingButTheColumnChanges() throws {
    let items = try read(Self.sample)
    #expect(try written(items, .upos) { _ in nil } == Self.sample)
    let tagged = try written(items, .upos) { "T\($0)" }
    let expected = Self.sample.replacing("\tPROPN\t", with: "\tT0\t").replacing("\tAUX\t", with: "\tT1\t")
      .replacing("\tPART\t", with: "\tT2\t").replacing("\tVERB\t", with: "\tT3\t")
      .replacing("5\t.\t.\t_", with: "5\t.\t.\tT4").replacing("\tNOUN\t", with: "\tT0\t")
    #expect(tagged == expected)
    let again = try read(tagged)
    #expect(again[0].record?.gold == .tags(["T0", "T1", "T2", "T3", "T4"]))
  }

  @Test func miscKeysAreFilledReplacedOrAdded() throws {
    let tagged = try written(try read(Self.sample), .misc(key: "NER")) { $0 == 1 ? nil : "X|Y\($0)" }
    #expect(tagged.contains("nsubj\t_\tNER=X_Y0\n"))
    #expect(tagged.contains("4\taux\t_\t_\n"))
    #expect(tagged.contains("\tA=1|B=2|NER=X_Y2\n"))
    #expect(tagged.contains("\tSpaceAfter=No|NER=X_Y3\n"))
    #expect(tagged.contains("punct\t_\tNER=X_Y4\n"))
    #expect(tagged.contains("\tNER=X_Y0\r\n"))
  }

  @Test func surfaceFollowsTheTextComment() throws {
    guard let sentence = try read(Self.sample)[0].record?.carrier as? CoNLLUSentence else {
      Issue.record("no sentence")
      return
    }
    let surface = sentence.surface
    #expect(surface.text == "Ana didn't go.")
    let bytes = Array(surface.text.utf8)
    #expect(surface.words.map { text(bytes[$0]) } == ["Ana", "did", "n't", "go", "."])
    #expect(try read(Self.sample, input: .text)[0].record?.fields == .text("Ana didn't go."))
  }

  @Test func surfaceIsMadeOfTokensWhereNoTextFits() throws {
    func surface(_ comment: String) throws -> CoNLLUSurface? {
      let rows = ["1-2\tau\t", "1\tà\t", "2\tle\t", "3\tx\u{A0}y\t"].map { $0 + "_\t_\t_\t_\t_\t_\t_\t_\n" }
      guard let sentence = try read(comment + rows.joined())[0].record?.carrier as? CoNLLUSentence else {
        return nil
      }
      return sentence.surface
    }
    #expect(try surface("") == CoNLLUSurface(text: "au x\u{A0}y", words: [0..<2, 0..<2, 3..<7]))
    #expect(try surface("# text = other\n")?.text == "au x\u{A0}y")
    #expect(try surface("# text = au \u{3000}x\u{A0}y\n")?.words == [0..<2, 0..<2, 6..<10])
  }

  private static let cells = "\t_\t_\t_\t_\t_\t_\t_\t_"

  @Test(
    arguments: [
      ("1\ta\n", .columns(found: 2), 1), ("1\t\(cells)\n", .emptyForm, 1),
      ("2\tb\(cells)\n", .order(expected: 1), 1),
      ("1\ta\(cells)\n1\tb\(cells)\n", .order(expected: 2), 2), ("x\ta\(cells)\n", .identifier, 1),
      ("1-\ta\(cells)\n", .identifier, 1), ("1.\ta\(cells)\n", .identifier, 1),
      ("2-1\ta\(cells)\n", .range, 1),
      ("1-2\ta\(cells)\n1\ta\(cells)\n", .range, 1),
      ("1-2\ta\(cells)\n1-2\ta\(cells)\n1\ta\(cells)\n", .range, 2),
      ("99999999999\ta\(cells)\n", .identifier, 1), ("# c\nhello\n", .columns(found: 1), 2),
    ] as [(String, CoNLLUProblem, Int)])
  func brokenSentencesAreRejectedAlone(_ broken: String, _ problem: CoNLLUProblem, _ line: Int) throws {
    let good = "1\tok\(Self.cells)\n\n"
    let items = try read(good + broken + "\n" + good)
    #expect(items.count == 3)
    let reject = try #require(items[1].reject)
    #expect(reject.reason == .conllu(problem))
    #expect(reject.place.line == 2 + line)
    #expect(text(reject.raw) == String(broken.dropLast()))
    #expect(items[2].record != nil)
  }

  @Test func otherBytesThanUTF8AreRejected() throws {
    let bytes = Array("# text = a\n1\t".utf8) + [0xE9] + Array("\(Self.cells)\n".utf8)
    let reject = try items(of: CoNLLUReader(MemorySource(bytes), file: 0)).first?.reject
    #expect(reject?.code == .utf8 && reject?.place.line == 2 && reject?.column == 3)
  }

  @Test func otherRecordsBecomeNewSentences() throws {
    let words = [word("Go", 0, "VERB"), word("on", 3, "ADP"), word("!", 5, "PUNCT"), word("\t", 7, nil)]
    let record = Record(
      place: Place(file: 0, line: 7, offset: 0), fields: .text("Go on!\n\t"),
      carrier: TextUnit(bytes: []))
    let writer = CoNLLUWriter(columns: [(key: "tag", column: .upos)])
    #expect(
      text(try writer.render(record, [KeyedAnnotation("tag", Annotation(.words(words)))]))
        == """
        # sent_id = line-7
        # text = Go on!\u{20}\u{20}
        1\tGo\t_\tVERB\t_\t_\t_\t_\t_\t_
        2\ton\t_\tADP\t_\t_\t_\t_\t_\tSpaceAfter=No
        3\t!\t_\tPUNCT\t_\t_\t_\t_\t_\t_
        4\t\u{20}\t_\t_\t_\t_\t_\t_\t_\t_


        """)
  }

  @Test func writtenSentencesCanBeRead() throws {
    let words = [word("a b", nil, "X Y"), word("", nil, "Z")]
    let record = Record(
      place: Place(file: 0, line: 1, offset: 0), id: .string("i\n1"), fields: .words(["a b", ""]),
      carrier: TextUnit(bytes: []))
    let writer = CoNLLUWriter(columns: [(key: "tag", column: .misc(key: "K"))])
    let output = text(try writer.render(record, [KeyedAnnotation("tag", Annotation(.words(words)))]))
    let read = try read(output, gold: .misc(key: "K"))
    #expect(read[0].record?.fields == .words(["a b", "_"]))
    #expect(read[0].record?.gold == .tags(["X_Y", "Z"]))
    #expect(read[0].record?.id?.string == "i 1")
  }
}

@Suite(.enabled(if: FileManager.default.fileExists(atPath: treebanks.path), "no ../shared/data/ud"))
struct CoNLLUTreebankTests {
  @Test(arguments: [
    ("en_ewt-ud-dev", 2001), ("en_ewt-ud-test", 2077), ("de_gsd-ud-test", 977), ("zh_gsd-ud-dev", 500),
  ])
  func treebanksComeBackWithOnlyUPOSChanged(_ name: String, _ sentences: Int) throws {
    let bytes = [UInt8](try Data(contentsOf: treebanks.appending(path: name + ".conllu")))
    let writer = CoNLLUWriter(columns: [(key: "tag", column: .upos)])
    var same: [UInt8] = []
    var changed: [UInt8] = []
    var count = 0
    var misaligned = 0
    for item in try items(of: CoNLLUReader(MemorySource(bytes), file: 0, gold: .upos)) {
      switch item {
      case .record(let record):
        guard case .words(let words) = record.fields, case .tags(let tags) = record.gold,
          let sentence = record.carrier as? CoNLLUSentence
        else { continue }
        count += 1
        func rendered(_ labels: [String?]) throws -> [UInt8] {
          let tagged = zip(words, labels).map { word($0, nil, $1) }
          return try writer.render(record, [KeyedAnnotation("tag", Annotation(.words(tagged)))])
        }
        same += try rendered(tags)
        changed += try rendered(tags.map { _ in "NEW" })
        let surface = sentence.surface
        if let text = sentence.text, !text.hasSameBytes(as: surface.text) { misaligned += 1 }
      case .verbatim(let bytes):
        same += bytes
        changed += bytes
      default: Issue.record("\(item)")
      }
    }
    #expect(same == bytes)
    #expect(count == sentences)
    #expect(misaligned == 0)
    let before = text(bytes).split(separator: "\n", omittingEmptySubsequences: false)
    let after = text(changed).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(before.count == after.count)
    for (old, new) in zip(before, after) where old != new {
      let cells = old.split(separator: "\t", omittingEmptySubsequences: false)
      #expect(cells.count == 10)
      #expect(new == (cells[..<3] + ["NEW"] + cells[4...]).joined(separator: "\t"))
    }
  }
}

private let treebanks = Repository.data.appending(path: "ud")
