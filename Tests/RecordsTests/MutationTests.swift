import Annotations
import JSON
import Records
import TestSupport
import Testing

/// Random damage to inputs of every format: a result or a clear error, never a crash; every byte of an
/// accepted record is carried, and no record is lost between two good ones.
struct MutationTests {
  private let spice =
    Array("{}[]\",:\\u\t\n\r #.-_=|1<>&;".utf8) + [0x00, 0xC3, 0xA9, 0xED, 0xA0, 0xEF, 0xBB, 0xBF, 0xFF]

  /// Damages seeds over and over; `body` returns how many records it found, more than `least` in all.
  private func rounds(
    _ count: Int, _ seeds: [String], least: Int? = nil, _ body: ([UInt8], Int) throws -> Int
  ) rethrows {
    var random = SeededRandom(seed: UInt64(count))
    let seeds = seeds.map { Array($0.utf8) }
    var records = 0
    for round in 0..<count {
      let bytes = damaged(seeds[round % seeds.count], spice: spice, random: &random)
      records += try body(bytes, Int.random(in: 1...200, using: &random))
    }
    #expect(records > least ?? count / 2)
  }

  /// Reads and writes whatever is valid; returns the number of records.
  private func drain(
    _ reader: some RecordReader, _ writer: some RecordWriter, _ annotation: (Record) -> Annotation
  ) -> Int {
    guard let items = try? items(of: reader) else { return 0 }
    var records = 0
    for item in items {
      switch item {
      case .record(let record):
        records += 1
        _ = try? writer.render(record, [KeyedAnnotation("k", annotation(record))])
      case .verbatim(let bytes): _ = writer.verbatim(bytes)
      case .header(let line): _ = writer.header(line)
      case .reject(let reject):
        let line = reject.line(file: "f", message: reject.code.rawValue)
        #expect((try? JSONRecord(line)) != nil)
        #expect(reject.place.line >= 1 && reject.column ?? 1 >= 1)
      }
    }
    return records
  }

  private func tagged(_ record: Record) -> Annotation {
    guard case .words(let words) = record.fields else { return Annotation(.words([])) }
    return Annotation(.words(words.map { word($0, nil, "X") }))
  }

  @Test func jsonLines() {
    let parser = JSONLinesParser(
      FieldSelection(.anything), policy: KeyPolicy(keys: ["k"], replace: true), gold: GoldSelection(.tags))
    rounds(
      8000,
      [
        "{\"id\":1,\"text\":\"a \\u00e9\",\"k\":[1]}\n\n{\"tokens\":[\"a\",\"b\"],\"tags\":[\"X\",\"Y\"]}\r\n{\"question\":\"q\",\"context\":\"c\"}",
        "{\"reject\":1,\"file\":\"f\",\"line\":3,\"offset\":5,\"code\":\"json\",\"raw\":\"{\\\"text\\\":\\\"x\\\"}\"}\n",
      ]
    ) { bytes, chunk in
      let reader = JSONLinesReader(MemorySource(bytes, chunk: chunk), file: 0, parser: parser)
      return drain(reader, JSONLinesWriter(replace: true, passesVerbatim: true), tagged)
    }
  }

  @Test func conllu() throws {
    let writer = CoNLLUWriter(columns: [("k", .misc(key: "NER")), ("j", .upos)])
    try rounds(6000, [CoNLLUTests.sample]) { bytes, chunk in
      let reader = CoNLLUReader(MemorySource(bytes, chunk: chunk), file: 0, gold: .xpos)
      let records = drain(reader, writer, tagged)
      // All bytes come back: of records, of rejects and of what stands between them.
      var back: [UInt8] = []
      for item in try items(of: reader) {
        switch item {
        case .record(let record):
          guard let sentence = record.carrier as? CoNLLUSentence else { continue }
          back += sentence.bytes
          _ = sentence.surface
        case .verbatim(let more): back += more
        case .reject(let reject): back += reject.raw
        case .header: break
        }
      }
      #expect(back.filter { $0 > 0x20 } == bytes.filter { $0 > 0x20 })
      return records
    }
  }

  @Test func squad() {
    let sample =
      "{\"version\":\"2\",\"data\":[{\"title\":\"t\",\"paragraphs\":[{\"context\":\"c é\",\"qas\":[{\"id\":\"1\",\"question\":\"q\","
      + "\"answers\":[{\"text\":\"c\",\"answer_start\":0}],\"is_impossible\":false},{\"id\":2}]},{\"context\":\"\",\"qas\":[]}]}]}"
    rounds(8000, [sample], least: 200) { bytes, chunk in
      drain(SQuADReader(MemorySource(bytes, chunk: chunk), file: 0), SQuADWriter(.predictions), tagged)
    }
  }

  @Test func documents() {
    let writer = RecordFormat.json.writer(
      WriterPlan([], style: AnnotationStyle(), replace: true, input: .json, vectorWidth: 0))
    rounds(
      8000,
      [
        "[{\"text\":\"a\"},\n {\"tokens\":[\"a\",\"b\"], \"k\":[1]\n},{\"question\":\"q é\",\"context\":\"c\"}]\n",
        "{\"v\":[{}],\n\"data\":[{\"text\":\"a\"}, {\"text\":\"b\"}],\"w\":{\"x\":\"]\"}}",
        "[{\"context\":\"c\",\"qas\":[{\"id\":1,\"question\":\"q\"}]}]",
        "{\"p\":{\"passage\":\"c\",\"qa_pairs\":[{\"query_id\":\"a\",\"question\":\"q\",\"answer\":{\"spans\":[\"c\"]}}]}}",
        "{\"questions\":[{\"id\":\"a\",\"body\":\"q\",\"snippets\":[{\"text\":\"c\"},{\"text\":\"d\"}],\"exact_answer\":[[\"c\"]]}]}",
        "{\"header\":{}}\n{\"context\":\"c\",\"qas\":[{\"qid\":\"a\",\"question\":\"q\",\"answers\":[\"c\"]}]}\n",
      ], least: 1000
    ) { bytes, chunk in
      guard let input = try? OpenedInput(MemorySource(bytes, chunk: chunk), name: nil),
        let reader = try? reader(of: input, .anything)
      else { return 0 }
      let chosen: any RecordWriter = input.format == .json ? writer : SQuADWriter(.predictions)
      let records = drain(KeyedRecordReader(reader), chosen, tagged)
      guard input.format == .json, let items = try? items(of: reader) else { return records }
      // Everything but the annotations is in the output.
      var back: [UInt8] = []
      for item in items {
        if let record = item.record { back += record.remainsWhenRejected }
        back += item.verbatim ?? []
      }
      #expect(back == bytes)
      return records
    }
  }

  @Test func columns() {
    let writer = ColumnWriter([AnnotationTarget(key: "k", kind: .spans)])
    rounds(6000, ColumnSamples.all.map(\.text)) { bytes, chunk in
      let reader = ColumnReader(
        MemorySource(bytes, chunk: chunk), file: 0, settings: ReadingSettings(.textOrWords),
        policy: KeyPolicy(keys: ["k"], columns: [.upos]),
        gold: GoldReading(GoldSelection(.tags), column: .upos))
      let records = drain(reader, writer, tagged)
      var back: [UInt8] = []
      // A file whose first sentence has not the columns that its names promise is an error.
      guard let found = try? items(of: reader) else { return records }
      for item in found {
        switch item {
        case .record(let record): back += (record.carrier as? ColumnSentence)?.bytes ?? []
        case .verbatim(let more): back += more
        case .reject(let reject): back += reject.raw
        case .header(let line): back += line.bytes
        }
      }
      #expect(back.filter { $0 > 0x20 } == bytes.filter { $0 > 0x20 })
      return records
    }
  }

  @Test(arguments: [TableDialect.tsv, .csv])
  func tables(_ dialect: TableDialect) {
    let writer = TableWriter(adding: [AnnotationTarget(key: "k", kind: .words)], replace: true)
    rounds(
      8000,
      [
        "id\ttext\tlabel\n1\ta b\tx\n2\tc\t-\r\n\n3\t\ty",
        "id,text,k\n1,\"a, \"\"b\"\"\nc\",x\n2,\"\",\"y\"\r\n3,z,\n",
      ]
    ) { bytes, chunk in
      let reader = TableReader(
        MemorySource(bytes, chunk: chunk), file: 0, dialect: dialect, selection: FieldSelection(.textOrWords),
        policy: KeyPolicy(keys: ["k"], replace: true), gold: GoldSelection(.label))
      return drain(reader, writer, tagged)
    }
  }

  @Test(arguments: TextUnitSize.allCases)
  func text(_ size: TextUnitSize) {
    rounds(4000, ["Où est\r\nle chat?\n\n \t\nIci.\nLà 😀"]) { bytes, chunk in
      let reader = TextReader(MemorySource(bytes, chunk: chunk), file: 0, size: size, shape: .textOrWords)
      return drain(reader, WordsWriter(passesVerbatim: true), tagged)
    }
  }

  @Test func opening() throws {
    rounds(4000, ["{\"data\":[{\"paragraphs\":[]}]}", "# text = a\n1\ta\n", "<a>b</a>", "a\tb\n", "[1,2]\n"])
    {
      bytes, chunk in
      guard let input = try? OpenedInput(MemorySource(bytes, chunk: chunk), name: nil) else { return 0 }
      var source = input.source
      var read: [UInt8] = []
      while let more = try? source.next() { read += more }
      if !input.isConverted { #expect(read == bytes) }
      return 1
    }
  }
}
