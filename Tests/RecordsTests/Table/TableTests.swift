import Annotations
import Foundation
import JSON
import Records
import TestSupport
import Testing

struct TableTests {
  private func read(
    _ text: String, _ dialect: TableDialect = .tsv, _ selection: FieldSelection = FieldSelection(.pairOrText),
    keys: [String] = ["pair"], replace: Bool = false, columns: [String]? = nil, chunk: Int = 1 << 16
  ) throws(RecordsError) -> [ReadItem] {
    let reader = TableReader(
      MemorySource(Array(text.utf8), chunk: chunk), file: 0, dialect: dialect, selection: selection,
      policy: KeyPolicy(keys: keys, replace: replace), settings: TableSettings(columns: columns),
      gold: GoldSelection(.label))
    return try items(of: reader)
  }

  private func written(
    _ items: [ReadItem], _ annotation: Annotation, replace: Bool = false
  ) throws -> String {
    let writer = TableWriter(
      adding: [AnnotationTarget(key: "pair", kind: annotation.value.kind)], replace: replace)
    var output: [UInt8] = []
    for item in items {
      switch item {
      case .record(let record): output += try writer.render(record, [KeyedAnnotation("pair", annotation)])
      case .header(let line): output += writer.header(line)
      case .verbatim(let bytes): output += writer.verbatim(bytes)
      case .reject: break
      }
    }
    return text(output)
  }

  private let label = Annotation(.label(LabelAnnotation(label: "x,\"y\"\t", score: 0.5)), truncatedTokens: 9)

  @Test func headersNameTheFields() throws {
    let items = try read("\u{FEFF}Premise\tHypothesis\tLabel\tid\r\na b\tc\tyes\t7\r\n\r\nd\t\"e\t-\t8")
    #expect(items.count == 4)
    #expect(items[0].header.map(text) == "\u{FEFF}Premise\tHypothesis\tLabel\tid\r\n")
    #expect(items[1].record?.fields == .pair("a b", "c"))
    #expect(items[1].record?.gold == .label("yes"))
    #expect(items[1].record?.id?.string == "7")
    #expect(items[1].record?.place == Place(file: 0, line: 2, offset: 32))
    #expect(items[2].verbatim == [0x0D, 0x0A])
    #expect(items[3].record?.fields == .pair("d", "\"e"))
    #expect(items[3].record?.gold == .label(nil))
  }

  @Test func tablesWithoutHeaderGetOne() throws {
    let items = try read("a b\r\nc d\r\n")
    #expect(items[0].header.map(text) == "text\r\n")
    #expect(items[1].record?.fields == .pair("a b", nil) && items[1].record?.place.line == 1)
    let named = try read("\u{FEFF}1\tx\ty\n", columns: ["n", "sentence2", "sentence1"])
    #expect(named[0].header.map(text) == "\u{FEFF}n\tsentence2\tsentence1\n")
    #expect(named[1].record?.fields == .pair("y", "x"))
    #expect(named[1].record?.gold == nil)
    #expect(
      try written(named, label).hasSuffix(
        "sentence1\tpair\tpair_score\tpair_truncated\n1\tx\ty\tx,\"y\" \t0.5\ttrue\n"))
  }

  @Test func askedColumnsMakeAHeader() throws {
    var selection = FieldSelection(.pairOrText)
    selection.pair = ("#1 String", "#2 String")
    let items = try read("Quality\t#1 String\t#2 String\n1\ta\tb\n", .tsv, selection)
    #expect(items[0].header != nil)
    #expect(items[1].record?.fields == .pair("a", "b"))
  }

  @Test func rowsMustFitTheColumns() throws {
    let items = try read("text\tlabel\na\tb\tc\na\n\u{e9}\tx\n")
    #expect(items[1].reject?.reason == .columns(expected: 2, found: 3))
    #expect(items[2].reject?.reason == .columns(expected: 2, found: 1))
    #expect(items[2].reject?.place.line == 3)
    #expect(items[3].record != nil)
  }

  @Test func otherBytesThanUTF8AreRejected() throws {
    let reader = TableReader(
      MemorySource(Array("text\nab".utf8) + [0xFF, 0x0A]), file: 0, dialect: .csv,
      selection: FieldSelection(.text), policy: KeyPolicy(keys: []))
    let reject = try items(of: reader)[1].reject
    #expect(reject?.code == .utf8 && reject?.column == 3 && reject?.place.line == 2)
  }

  @Test(arguments: [1, 3, 1 << 16])
  func quotedCellsMaySpanLines(_ chunk: Int) throws {
    let input = "id,text,label\r\n1,\"a, \"\"b\"\"\r\nc\n\n\",x\r\n2,\"\",\"y\"\r\n3,a\"b\"c,\n"
    let items = try read(input, .csv, chunk: chunk)
    #expect(items.count == 4)
    #expect(items[1].record?.fields == .pair("a, \"b\"\r\nc\n\n", nil))
    #expect(items[1].record?.gold == .label("x"))
    #expect(items[2].record?.fields == .pair("", nil))
    #expect(items[2].record?.gold == .label("y"))
    #expect(items[2].record?.place.line == 6)
    #expect(items[3].record?.fields == .pair("a\"b\"c", nil))
    #expect(items[3].record?.gold == .label(nil))
    #expect(
      try written(items, label)
        == input.replacing("label\r\n", with: "label,pair,pair_score,pair_truncated\r\n")
        .replacing(",x\r\n", with: ",x,\"x,\"\"y\"\"\t\",0.5,true\r\n")
        .replacing("\"y\"\r\n2", with: "2").replacing(
          "\"y\"\r\n3", with: "\"y\",\"x,\"\"y\"\"\t\",0.5,true\r\n3"
        )
        .replacing("c,\n", with: "c,,\"x,\"\"y\"\"\t\",0.5,true\n"))
  }

  @Test func straysQuotesSpoilOneRowOnly() throws {
    let items = try read("text,label\n\"a,b\nc,d\ne,f\n", .csv)
    #expect(items.count == 4)
    #expect(items[1].reject?.reason == .quoting)
    #expect(items[1].reject.map { text($0.raw) } == "\"a,b")
    #expect(items[2].record?.place.line == 3)
    #expect(items[3].record?.fields == .pair("e", nil))
    let misquoted = try read("text,label\n\"a\"b,c\n\"a\nb\"c,\"d\"\n", .csv)
    #expect(misquoted.map { $0.reject?.reason } == [nil, .quoting, .quoting, nil])
    #expect(misquoted[1].reject?.column == 4)
    #expect(misquoted[3].record?.fields == .pair("b\"c", nil))
  }

  @Test func tabsAndLineEndsCannotStandInTSV() throws {
    let items = try read("text\na")
    #expect(
      try written(items, label) == "text\tpair\tpair_score\tpair_truncated\na\tx,\"y\" \t0.5\ttrue\n")
    // A carriage return at the end of the file is half of a line end.
    #expect(try written(try read("text\na\r"), label).hasSuffix("\na\tx,\"y\" \t0.5\ttrue\r\n"))
  }

  @Test func otherAnnotationsHaveTheirColumns() throws {
    let items = try read("text\na b\n")
    let words = Annotation(.words([word("a", 0, "X"), word("b c", 2, nil)]))
    #expect(try written(items, words) == "text\tpair\na b\ta_X b\u{A0}c\n")
    let best = AnswerCandidate(
      text: "a", span: TextSpan(bytes: 0..<1, start: 0, end: 1), score: 0.25, startLogit: 0, endLogit: 0)
    let answer = AnswerAnnotation(best: best, nullScore: 0.125, nullLogit: 0, nullOdds: 0)
    #expect(
      try written(items, Annotation(.answer(answer)))
        == "text\tpair\tpair_start\tpair_end\tpair_score\tpair_null_score\na b\ta\t0\t1\t0.25\t0.125\n")
    #expect(
      try written(try read("text\na b\n", .csv), Annotation(.vector([1, 2.5])))
        == "text,pair\na b,\"[1,2.5]\"\n")
  }

  @Test func columnsThatAreThereAreReplacedWhenAsked() throws {
    let input = "pair\ttext\tpair_score\nold\ta\t1\n"
    #expect(throws: RecordsError.columnExists(name: "pair")) { try read(input) }
    let items = try read(input, replace: true)
    #expect(
      try written(items, label, replace: true)
        == "pair\ttext\tpair_score\tpair_truncated\nx,\"y\" \ta\t0.5\ttrue\n")
  }

  @Test func rowsGoToJSONLinesToo() throws {
    let items = try read("id\tpremise\thypothesis\n5\ta\tb\n")
    let record = try #require(items[1].record)
    let writer = JSONLinesWriter(passesVerbatim: false)
    #expect(writer.verbatim([0x0A]).isEmpty)
    #expect(
      text(try writer.render(record, [KeyedAnnotation("tag", Annotation(.words([])))]))
        == #"{"id":"5","premise":"a","hypothesis":"b","tag":[]}"# + "\n")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: pairs.path), "no ../shared/data/pairs"))
  func realPairsAreRead() throws {
    let expected = [
      ("snli/snli-dev.tsv", 9842), ("snli/snli-test.tsv", 9824), ("conjnli/conj_dev.tsv", 623),
      ("cad_nli/test.tsv", 2000), ("cad_nli/dev.tsv", 1000),
    ]
    for (name, rows) in expected {
      let bytes = [UInt8](try Data(contentsOf: pairs.appending(path: name)))
      let isNamed = !name.hasPrefix("snli")
      let items = try read(
        text(bytes), columns: isNamed ? nil : ["gold_label", "premise", "hypothesis"])
      let records = items.compactMap(\.record)
      #expect(records.count == rows, "\(name)")
      #expect(records.allSatisfy { if case .pair(_, .some) = $0.fields { true } else { false } })
      #expect(records.count { $0.gold == .label("entailment") } > rows / 5)
      var same = isNamed ? items.first?.header ?? [] : []
      for record in records {
        if let row = record.carrier as? TableRow { same += row.bytes }
      }
      #expect(same == bytes)
    }
  }
}

private let pairs = Repository.data.appending(path: "pairs")
