import Annotations
import Foundation
import JSON
import Records
import TestSupport
import Testing

/// Random tables and column files that are written by rules of their own, and damaged ones. With `BERTRUN_FUZZ_SECONDS` each
/// test repeats with new inputs for so long.
struct TableFuzzTests {
  /// Calls `body` with numbers that no other call had: a few hundred times, or for the time that was asked for.
  private func rounds(_ count: Int, _ body: (inout SeededRandom) throws -> Void) rethrows {
    let seconds = ProcessInfo.processInfo.environment["BERTRUN_FUZZ_SECONDS"].flatMap { Double($0) }
    let start = ContinuousClock.now
    var seed: UInt64 = seconds == nil ? 1 : UInt64.random(in: 0...UInt64.max)
    var done = 0
    while done < count || (seconds.map { ContinuousClock.now - start < .seconds($0) } ?? false) {
      var random = SeededRandom(seed: seed)
      try body(&random)
      seed &+= 1
      done += 1
    }
  }

  private let pieces = [
    "a", "Word", " ", "two words", "\"", "\"\"", ",", ";", "\t", "|", "\n", "\r\n", "é", "😀", "1", "-", "'",
    "#", "sep=;", "O", "\\",
    "\u{FEFF}", "_",
  ]

  private func cell(_ random: inout SeededRandom, without avoided: Set<String>) -> String {
    (0..<random.below(5)).map { _ in
      let piece = pieces[random.below(pieces.count)]
      return avoided.contains(piece) ? "x" : piece
    }.joined()
  }

  private func quoted(_ cell: String, _ delimiter: String, always: Bool) -> String {
    let needs = always || ["\"", "\n", "\r", delimiter].contains { cell.utf8.contains($0.utf8.first ?? 0) }
    return needs ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
  }

  /// What is written by the rules of RFC 4180, with any delimiter, is read cell for cell.
  @Test func writtenTablesAreReadCellForCell() throws {
    try rounds(400) { random in
      let delimiter = [",", ";", "|"][random.below(3)]
      let always = random.below(3) == 0
      let lineEnd = random.below(2) == 0 ? "\n" : "\r\n"
      let rows = (0..<1 + random.below(30)).map { _ in
        (0..<3).map { _ in cell(&random, without: []) }
      }
      var table = random.below(4) == 0 ? "\u{FEFF}" : ""
      if random.below(5) == 0 { table += "sep=\(delimiter)" + lineEnd }
      table +=
        ["id", "text", "label"].map { quoted($0, delimiter, always: always) }.joined(separator: delimiter)
        + lineEnd
      for row in rows {
        table += row.map { quoted($0, delimiter, always: always) }.joined(separator: delimiter) + lineEnd
      }
      let reader = TableReader(
        MemorySource(Array(table.utf8), chunk: 1 + random.below(300)), file: 0,
        dialect: random.below(2) == 0 ? .csv : .tsv,
        selection: FieldSelection(.text), policy: KeyPolicy(keys: []), gold: GoldSelection(.label))
      let found = try items(of: reader).compactMap(\.record).map { record in
        if case .text(let text) = record.fields { text } else { "" }
      }
      #expect(
        zip(found, rows).allSatisfy { sameBytes($0, $1[1]) } && found.count == rows.count,
        "\(table.debugDescription)")
      try check(reader, table)
    }
  }

  /// The same with tabs, as pandas writes them, and without any quoting.
  @Test func writtenTablesWithTabsAreReadCellForCell() throws {
    try rounds(400) { random in
      let isQuoted = random.below(2) == 0
      let rows = (0..<1 + random.below(30)).map { _ in
        (0..<3).map { _ in
          cell(&random, without: isQuoted ? ["\n", "\r\n"] : ["\n", "\r\n", "\t", "\"", "\"\""])
        }
      }
      var table = "id\ttext\tlabel\n"
      for row in rows {
        table += row.map { isQuoted ? quoted($0, "\t", always: false) : $0 }.joined(separator: "\t") + "\n"
      }
      let reader = TableReader(
        MemorySource(Array(table.utf8), chunk: 1 + random.below(300)), file: 0, dialect: .tsv,
        selection: FieldSelection(.text), policy: KeyPolicy(keys: []))
      let found = try items(of: reader).compactMap(\.record).map { record in
        if case .text(let text) = record.fields { text } else { "" }
      }
      #expect(
        zip(found, rows).allSatisfy { sameBytes($0, $1[1]) } && found.count == rows.count,
        "\(table.debugDescription)")
    }
  }

  /// Damaged tables of every dialect: no byte of the input is lost, and what is written has the rows of the input.
  @Test func damagedTablesLoseNothing() throws {
    let seeds = [
      "id,text,label\n1,\"a, \"\"b\"\"\nc\",x\n2,\"\",\"y\"\r\n3,z,\n", "id;text\n1;one, two\n2;\"x;y\"\n",
      "sep=|\nid|text\n1|one\n", "id\ttext\n1\t\"a\tb\"\n2\t\" open\n3\t\"say \"\"hi\"\"\"\n",
      "Satz\nEin Haus\nZwei Häuser\n",
      "\u{FEFF}\"text\"\t\"label\"\r\n\"a\"\t1\r\n", "v1,text,,\nham,Go,,\n",
    ].map { Array($0.utf8) }
    try rounds(1500) { random in
      let bytes = damaged(
        seeds[random.below(seeds.count)],
        spice: Array("\",;|\t\n\r a1=#".utf8) + [0xC3, 0xFF, 0xEF, 0xBB, 0xBF], random: &random)
      var settings = TableSettings()
      if random.below(4) == 0 { settings.hasHeader = random.below(2) == 0 }
      if random.below(6) == 0 { settings.delimiter = Array(",;\t|:".utf8)[random.below(5)] }
      let reader = TableReader(
        MemorySource(bytes, chunk: 1 + random.below(100)), file: 0,
        dialect: random.below(2) == 0 ? .csv : .tsv,
        selection: FieldSelection(.textOrWords), policy: KeyPolicy(keys: ["k"], replace: true),
        settings: settings)
      try check(reader, String(decoding: bytes, as: UTF8.self), bytes: bytes)
    }
  }

  private func check(_ reader: TableReader, _ table: String, bytes: [UInt8]? = nil) throws {
    guard let items = try? items(of: reader) else { return }
    let bytes = bytes ?? Array(table.utf8)
    let writer = TableWriter(adding: [AnnotationTarget(key: "k", kind: .words)], replace: true)
    var back: [UInt8] = []
    func visible(_ bytes: some Sequence<UInt8>) -> [UInt8] { bytes.filter { $0 > 0x20 } }
    for (number, item) in items.enumerated() {
      switch item {
      case .record(let record):
        let row = try #require(record.carrier as? TableRow)
        back += row.bytes
        let written = try writer.render(record, [])
        #expect(
          written.count >= row.bytes.count - row.bytes.count { $0 == 0x22 }, "\(table.debugDescription)")
      case .header(let line):
        // A header that the input has not stands where the row after it does.
        let next = number + 1 < items.count ? items[number + 1] : nil
        let place = next?.record?.place ?? next?.reject?.place
        let isNew = place.map { visible(bytes[..<$0.offset]).count == visible(back).count } ?? false
        back +=
          isNew ? line.bytes.prefix(line.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0) : line.bytes[...]
        #expect(!writer.header(line).isEmpty)
      case .verbatim(let more): back += more
      case .reject(let reject): back += reject.raw
      }
    }
    #expect(visible(back) == visible(bytes), "\(table.debugDescription)")
  }

  /// Column files of random words and labels: a column is added or replaced, and read again.
  @Test func writtenColumnsAreReadAgain() throws {
    let labels = ["O", "B-PER", "I-PER", "B-x.y", "_", "NN", "$", "#"]
    try rounds(400) { random in
      let isTab = random.below(2) == 0
      let isCounted = random.below(3) == 0
      let width = 1 + random.below(4)
      let separator = isTab ? "\t" : [" ", "  ", " \t"][random.below(2)]
      var file = random.below(3) == 0 ? "-DOCSTART- O\n\n" : ""
      var words: [[String]] = []
      for _ in 0..<1 + random.below(6) {
        var sentence: [String] = []
        for place in 0..<2 + random.below(5) {
          let word =
            "w"
            + cell(&random, without: isTab ? ["\n", "\r\n", "\t"] : ["\n", "\r\n", "\t", " ", "two words"])
          sentence.append(word)
          let cells =
            (isCounted ? ["\(place + 1)"] : []) + [word]
            + (0..<width).map { _ in labels[random.below(labels.count)] }
          file += cells.joined(separator: separator) + "\n"
        }
        words.append(sentence)
        file += "\n"
      }
      let items = try ColumnSamples.read(file, chunk: 1 + random.below(200))
      let found = items.compactMap { item in
        if case .words(let words)? = item.record?.fields { words } else { nil }
      }
      #expect(found == words, "\(file.debugDescription)")
      let target = AnnotationTarget(key: "tag", kind: .spans)
      let output = try ColumnSamples.write(items, target, label: "B-NEW")
      let again = try ColumnSamples.read(output, gold: "last")
      #expect(
        again.compactMap(\.record).map(\.gold) == words.map { .tags($0.map { _ in "B-NEW" }) },
        "\(file.debugDescription)")
      let lines = [file, output].map {
        $0.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
      }
      #expect(lines[0].count == lines[1].count && zip(lines[0], lines[1]).allSatisfy { $1.starts(with: $0) })
    }
  }
}
