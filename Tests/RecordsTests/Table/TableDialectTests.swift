import Annotations
import Records
import Testing

/// What stands between cells, and what quotes mean.
struct TableDialectTests {
  private func read(
    _ text: String, _ dialect: TableDialect = .csv, _ settings: TableSettings = TableSettings(),
    chunk: Int = 1 << 16
  ) throws(RecordsError) -> [ReadItem] {
    let reader = TableReader(
      MemorySource(Array(text.utf8), chunk: chunk), file: 0, dialect: dialect,
      selection: FieldSelection(.text),
      policy: KeyPolicy(keys: ["k"]), settings: settings)
    return try items(of: reader)
  }

  private func texts(_ items: [ReadItem]) -> [String] {
    items.compactMap { item in
      if case .text(let text)? = item.record?.fields { text } else { nil }
    }
  }

  private func written(_ items: [ReadItem]) throws -> String {
    let writer = TableWriter(adding: [AnnotationTarget(key: "k", kind: .words)])
    var output: [UInt8] = []
    for item in items {
      switch item {
      case .record(let record):
        output += try writer.render(
          record, [KeyedAnnotation("k", Annotation(.words([word("a;b\t", nil, "X")])))])
      case .header(let line): output += writer.header(line)
      case .verbatim(let bytes): output += writer.verbatim(bytes)
      case .reject: break
      }
    }
    return text(output)
  }

  @Test(arguments: [1, 5, 1 << 16])
  func delimitersAreFound(_ chunk: Int) throws {
    let tables: [(String, TableDialect)] = [
      ("id;text\n1;one, two\n2;three\n", .csv), ("id|text\n1|one, two\n2|three\n", .csv),
      ("id\ttext\n1\tone, two\n2\tthree\n", .csv), ("id,text\n1,\"one, two\"\n2,three\n", .csv),
      ("id,text\n1,\"one, two\"\n2,three\n", .tsv), ("id;text, all of it\n", .csv),
      ("\"id\";\"text\"\n\"1\";\"one, two\"\n2;three\n", .csv),
      ("\u{FEFF}id;text\r\n1;one, two\r\n2;three\r\n", .csv),
      ("sep=;\nid;text\n1;one, two\n2;three\n", .csv),
      ("\"sep=;\"\r\nid;text\r\n1;one, two\r\n2;three", .csv),
      ("sep=\t\nid\ttext\n1\tone, two\n2\tthree\n", .csv),
    ]
    for (table, dialect) in tables where !table.contains("all of it") {
      let items = try read(table, dialect, chunk: chunk)
      #expect(texts(items) == ["one, two", "three"], "\(table)")
    }
  }

  @Test func ofSeveralDelimitersTheOneThatFitsMostRowsIsTaken() throws {
    // The header has a comma too.
    let semicolons = try read("id;text;parts, of speech\n1;one, two, three;x\n2;four;y\n3;five, six;z\n")
    #expect(texts(semicolons) == ["one, two, three", "four", "five, six"])
    let commas = try read("id,text,a;b\n1,one;two,x\n2,three;four;five,y\n")
    #expect(texts(commas) == ["one;two", "three;four;five"])
  }

  @Test func aGivenDelimiterIsTaken() throws {
    let items = try read("id:text\n1:a,b;c\n", .csv, TableSettings(delimiter: UInt8(ascii: ":")))
    #expect(texts(items) == ["a,b;c"])
    #expect(TableSettings.delimiter("tab") == 9 && TableSettings.delimiter("\\t") == 9)
    #expect(TableSettings.delimiter(";") == 0x3B && TableSettings.delimiter("pipe") == 0x7C)
    #expect(
      TableSettings.delimiter("\"") == nil && TableSettings.delimiter("ab") == nil
        && TableSettings.delimiter("") == nil)
  }

  @Test func theOutputHasTheDelimiterOfTheInput() throws {
    let items = try read("sep=;\nid;text\n1;x\n")
    #expect(
      try written(items) == "sep=;\nid;text;k\n1;x;\"a;b\t_X\"\n".replacing("a;b\t_X", with: "a;b\u{A0}_X"))
    #expect(try written(try read("id|text\n1|x\n")) == "id|text|k\n1|x|a;b\u{A0}_X\n")
  }

  /// Tables with tabs as pandas and Excel write them.
  @Test(arguments: [1, 9, 1 << 16])
  func quotedTabsAreRead(_ chunk: Int) throws {
    // A quote, a tab and a line end inside of cells; all cells quoted; all texts quoted.
    let minimal = "id\ttext\n1\tplain\n2\t\"say \"\"hi\"\"\"\n3\t\"a\tb\"\n4\t\"two\nlines\"\n5\t\"end\"\n"
    #expect(
      texts(try read(minimal, .tsv, chunk: chunk)) == ["plain", "say \"hi\"", "a\tb", "two\nlines", "end"])
    let lines = "id\ttext\n4\t\"two\nlines\"\n5\tx\n"
    #expect(texts(try read(lines, .tsv, chunk: chunk)) == ["two\nlines", "x"])
    let all = "\"id\"\t\"text\"\n\"1\"\t\"a\"\n\"2\"\t\"\"\n"
    #expect(texts(try read(all, .tsv, chunk: chunk)) == ["a", ""])
    #expect(texts(try read("\"id\"\t\"text\"\n1\t\"a\"\n", .tsv, chunk: chunk)) == ["a"])
  }

  /// Tables with tabs whose quotes are text, as GLUE, SNLI and most corpora have them.
  @Test(arguments: [1, 9, 1 << 16])
  func quotesAreTextInOtherTables(_ chunk: Int) throws {
    let table =
      "id\ttext\n1\t\"Titanic\"\n2\t\" Hello , he said\n3\tends with \"\n4\t\"A\" and \"B\"\n5\t\"\n6\t\"open\n7\tx\n"
    #expect(
      texts(try read(table, .tsv, chunk: chunk))
        == ["\"Titanic\"", "\" Hello , he said", "ends with \"", "\"A\" and \"B\"", "\"", "\"open", "x"])
    let items = try read(table, .tsv, chunk: chunk)
    #expect(!items.contains { $0.reject != nil })
  }

  @Test func raggedRowsSayHowManyCellsWereExpected() throws {
    let items = try read("id,text,label\n1,a\n2,b,c,d\n3,e,f\n\n,,\n")
    #expect(items[1].reject?.reason == .columns(expected: 3, found: 2))
    #expect(items[2].reject?.reason.message == "expected 3 cells, found 4")
    #expect(texts(items) == ["e", ""])
  }

  @Test func damagedTablesLoseNoRow() throws {
    // 200 rows of every dialect, one of them broken: the others are read, and the broken one is a reject.
    for (dialect, delimiter) in [(TableDialect.csv, ","), (.csv, ";"), (.csv, "|"), (.tsv, "\t")] {
      var lines = ["id\(delimiter)text"]
      for row in 1...200 { lines.append(row == 77 ? "77" : "\(row)\(delimiter)row \(row)") }
      let items = try read(lines.joined(separator: "\n"), dialect)
      #expect(items.compactMap(\.record).count == 199 && items.compactMap(\.reject).count == 1)
      #expect(items.compactMap(\.reject).first?.place.line == 78)
    }
  }
}
