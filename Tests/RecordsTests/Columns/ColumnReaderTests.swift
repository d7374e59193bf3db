import Annotations
import JSON
import Records
import Testing

struct ColumnReaderTests {
  private func words(_ items: [ReadItem]) -> [[String]] {
    items.compactMap { item in
      if case .words(let words)? = item.record?.fields { words } else { nil }
    }
  }

  private func gold(_ items: [ReadItem]) -> [[String?]] {
    items.compactMap { item in
      if case .tags(let tags)? = item.record?.gold { tags } else { nil }
    }
  }

  @Test(arguments: ColumnSamples.all.indices, [1, 1 << 16])
  func everyKindIsRead(_ sample: Int, _ chunk: Int) throws {
    let kind = ColumnSamples.all[sample]
    let items = try ColumnSamples.read(kind.text, chunk: chunk)
    #expect(words(items) == kind.words, "\(kind.name)")
    #expect(gold(items) == kind.gold, "\(kind.name)")
    #expect(!items.contains { $0.reject != nil }, "\(kind.name)")
    // Nothing is lost: all bytes are in the items, in order.
    let back = items.flatMap { item -> [UInt8] in
      switch item {
      case .record(let record): (record.carrier as? ColumnSentence)?.bytes ?? []
      case .header(let line): line.bytes
      case .verbatim(let bytes): bytes
      case .reject(let reject): reject.raw
      }
    }
    #expect(text(back) == kind.text, "\(kind.name)")
  }

  @Test(arguments: ColumnSamples.all.indices, [1, 40, 1 << 16])
  func everyKindIsKnownByItsContent(_ sample: Int, _ chunk: Int) throws {
    let kind = ColumnSamples.all[sample]
    for name in [nil, "x", "x.txt", "dir/x.tsv", "x.conll"] {
      let opened = try OpenedInput(MemorySource(Array(kind.text.utf8), chunk: chunk), name: name)
      #expect(opened.format == .columns, "\(kind.name) as \(name ?? "nothing")")
    }
  }

  @Test(
    arguments: [
      ("Hello, you there\nAnd me\n\n", .text), ("CHAPTER I\n\nCHAPTER II\n\n", .text),
      ("A B\nC D\n\nE F\n", .text),
      ("Act ONE\nScene TWO\nEnter HAMLET\n\nBlow WINDS\n", .text), ("# Heading\n\nText\n", .text),
      ("text\tlabel\nI like it\tPOS\n", .tsv), ("I like it\tPOS\n\nI hate it\tNEG\n", .tsv),
      ("great\tPOS\nbad\tNEG\nfine\tPOS\n", .tsv), ("id\ttext\n1\tGood\n2\tBad\n\n3\tFine\n", .tsv),
      ("1\ta\tb\n2\tc\td\n", .tsv),
      ("1\tGood film\tpos\n2\tBad\tneg\n\n", .tsv), ("1\tA\t_\t_\t_\t_\t_\t_\t_\t_\n\n", .conllu),
      ("Quality\t#1 ID\n1\t702876\n", .tsv), ("label\tsentence\n1\thide new secretions\n", .tsv),
    ] as [(String, RecordFormat)])
  func otherFilesAreNone(_ text: String, _ format: RecordFormat) throws {
    for chunk in [1, 1 << 16] {
      let opened = try OpenedInput(MemorySource(Array(text.utf8), chunk: chunk), name: nil)
      #expect(opened.format == format, "\(text)")
      if format != .conllu {
        let named = try OpenedInput(
          MemorySource(Array(text.utf8), chunk: chunk), name: "x." + (format == .text ? "txt" : "tsv"))
        #expect(named.format == format, "\(text)")
      }
    }
    let conllu = "# sent_id = 1\n1\tA\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
    #expect(try OpenedInput(MemorySource(Array(conllu.utf8)), name: "x.conll").format == .conllu)
    #expect(try OpenedInput(MemorySource(Array(conllu.utf8)), name: "x.txt").format == .conllu)
  }

  @Test func columnsCanBeNamed() throws {
    let text = "x\tAna\tO\tN\nx\truns\tO\tV\n\n"
    #expect(words(try ColumnSamples.read(text) { $0.selection.text = "2" }) == [["Ana", "runs"]])
    let named = try ColumnSamples.read(text, gold: "pos") {
      $0.table.columns = ["doc", "word", "ner", "pos"]
    }
    #expect(words(named) == [["Ana", "runs"]] && gold(named) == [["N", "V"]])
    #expect(gold(try ColumnSamples.read(text, gold: "-1")) == [["N", "V"]])
    #expect(gold(try ColumnSamples.read(text, gold: "3")) == [["O", "O"]])
    #expect(throws: RecordsError.noColumn(name: "5", count: 4, names: [])) {
      try ColumnSamples.read(text, gold: "5")
    }
    #expect(throws: RecordsError.noColumn(name: "ner", count: 4, names: [])) {
      try ColumnSamples.read(text, gold: "ner")
    }
  }

  @Test func aSentenceMayBeOneMark() throws {
    let items = try ColumnSamples.read("Ana B-PER\nruns O\n\n# O\n\n# two words\n\n# note\n\n")
    #expect(words(items) == [["Ana", "runs"], ["#"]])
  }

  @Test func raggedSentencesAreRejects() throws {
    let items = try ColumnSamples.read("a O\nb O\n\nc O\nd\n\ne B-X O\n\nf O\n")
    #expect(words(items) == [["a", "b"], ["e"], ["f"]])
    let reject = try #require(items.compactMap(\.reject).first)
    #expect(reject.reason == .columns(expected: 2, found: 1) && reject.place.line == 5)
    #expect(text(reject.raw) == "c O\nd")
    let bytes = Array("a O\n\nb\u{1}O O\n\n".utf8).map { $0 == 1 ? 0xFF : $0 }
    let broken = try items_(bytes)
    #expect(broken.last?.reject?.code == .utf8 && broken.last?.reject?.place.line == 3)
  }

  private func items_(_ bytes: [UInt8]) throws -> [ReadItem] {
    try items(
      of: ColumnReader(
        MemorySource(bytes), file: 0, settings: ReadingSettings(.textOrWords), policy: KeyPolicy(keys: [])))
  }

  @Test func rowsGoToJSONLinesWithAllColumns() throws {
    let record = try #require(try ColumnSamples.read(ColumnSamples.germEval.text).compactMap(\.record).first)
    let line = try JSONLinesWriter(passesVerbatim: false).render(
      record, [KeyedAnnotation("tag", Annotation(.words([])))])
    #expect(
      text(line)
        == #"{"line":1,"tokens":["Die","Uni","Köln"],"column3":["O","B-ORG","I-ORG"],"column4":["O","O","B-LOC"],"tag":[]}"#
        + "\n")
  }
}
