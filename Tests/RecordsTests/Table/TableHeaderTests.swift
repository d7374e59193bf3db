import Annotations
import Records
import Testing

/// Which row names the columns, and which columns are read.
struct TableHeaderTests {
  private func read(
    _ text: String, _ shape: FieldSelection.Shape = .pairOrText, _ settings: TableSettings = TableSettings(),
    dialect: TableDialect = .csv, change: (inout FieldSelection) -> Void = { _ in }
  ) throws(RecordsError) -> [ReadItem] {
    var selection = FieldSelection(shape)
    change(&selection)
    let reader = TableReader(
      MemorySource(Array(text.utf8), chunk: 7), file: 0, dialect: dialect, selection: selection,
      policy: KeyPolicy(keys: ["pair"]), settings: settings, gold: GoldSelection(.label))
    return try items(of: reader)
  }

  /// Headers of the field, a row, and what is read of it.
  @Test(
    arguments: [
      ("review,sentiment\nA fine film,positive\n", Fields.pair("A fine film", nil), Gold.label("positive")),
      ("Class Index,Title,Description\n3,Oil up,Prices rise\n", .pair("Prices rise", nil), .label("3")),
      (",tweet,class\n0,!!! hello,2\n", .pair("!!! hello", nil), .label("2")),
      ("id,comment_text,toxic\n7,You are kind,0\n", .pair("You are kind", nil), nil),
      ("Clothing ID,Age,Title,Review Text,Rating\n1,33,Nice,So soft,5\n", .pair("So soft", nil), nil),
      ("essay_id,Full_Text,score\n1,Dear sir,3\n", .pair("Dear sir", nil), nil),
      ("Category,Message\nham,Come home\n", .pair("Come home", nil), .label("ham")),
      (
        "Quality,#1 ID,#2 ID,#1 String,#2 String\n1,70,72,He left,He went\n", .pair("He left", "He went"), nil
      ),
      (
        "id,qid1,qid2,question1,question2,is_duplicate\n0,1,2,How?,Why?,0\n", .pair("How?", "Why?"),
        .label("0")
      ),
      (
        "index,question,sentence,label\n0,Who?,She did,entailment\n", .pair("Who?", "She did"),
        .label("entailment")
      ),
    ] as [(String, Fields, Gold?)])
  func knownNamesAreRead(_ table: String, _ fields: Fields, _ gold: Gold?) throws {
    let items = try read(table)
    #expect(items.count == 2 && items[0].header != nil)
    #expect(items[1].record?.fields == fields)
    #expect(items[1].record?.gold == gold)
  }

  @Test func questionsAndContextsAreRead() throws {
    let items = try read("Passage;Question\nIt is red;What colour?\n", .question)
    #expect(items[1].record?.fields == .question("What colour?", context: "It is red"))
    #expect(
      try read("id,Question,Context\n1,a,b\n", .anything)[1].record?.fields == .pair("a", "b"))
  }

  @Test func unknownNamesAreOneError() throws {
    #expect(
      throws: RecordsError.columnsUnknown(flag: .text, row: ["stars", "opinion"], likely: "opinion")
    ) { try read("stars,opinion\n5,It was very good\n4,Fine\n") }
    #expect(
      throws: RecordsError.columnsUnknown(
        flag: .text, row: ["gj04", "1", "", "Our friends won't buy this."],
        likely: "Our friends won't buy this.")
    ) {
      try read("gj04\t1\t\tOur friends won't buy this.\ngj04\t1\t\tOne more and I give up.\n", dialect: .tsv)
    }
    #expect(throws: RecordsError.columnsUnknown(flag: .pair, row: ["id", "text"], likely: "text")) {
      try read("id,text\n1,a b\n", .pair)
    }
    #expect(
      throws: RecordsError.columnsUnknown(flag: .context, row: ["question", "answer"], likely: "question")
    ) {
      try read("question,answer\nWho is it?,He\n", .question)
    }
    let message = RecordsError.columnsUnknown(flag: .text, row: ["v1", "v2", ""], likely: "v2").message(
      in: "spam.csv")
    #expect(message.contains("'v1', 'v2' and ''") && message.contains("--text 'v2'"))
  }

  @Test func namedColumnsMakeAHeader() throws {
    let items = try read("v1,v2,,,\nham,\"Go, now\",,,\nspam,Win,,,\n") { $0.text = "v2" }
    #expect(items[0].header.map(text) == "v1,v2,,,\n")
    #expect(items[1].record?.fields == .pair("Go, now", nil))
    #expect(throws: RecordsError.columnsNotFound(named: ["Body"], row: ["text", "label"])) {
      try read("text,label\na,b\n") { $0.text = "Body" }
    }
  }

  @Test func oneColumnNeedsNoName() throws {
    // One word over rows of several is a name, whatever it is.
    #expect(
      try read("Satz\nEin Haus steht hier\nZwei Häuser\n")[1].record?.fields
        == .pair("Ein Haus steht hier", nil))
    // Rows that look alike are all data.
    let alike = try read("great\nbad\n")
    #expect(alike.compactMap(\.record).map(\.fields) == [.pair("great", nil), .pair("bad", nil)])
    #expect(alike[0].header.map(text) == "text\n")
    #expect(try read("One text\nAnother text\n").compactMap(\.record).count == 2)
  }

  @Test func theUserSaysWhetherThereIsAHeader() throws {
    let with = try read("great\nbad\n", .pairOrText, TableSettings(hasHeader: true)) { $0.text = "great" }
    #expect(with.compactMap(\.record).map(\.fields) == [.pair("bad", nil)])
    let without = try read("text\nbad\n", .pairOrText, TableSettings(hasHeader: false))
    #expect(without.compactMap(\.record).map(\.fields) == [.pair("text", nil), .pair("bad", nil)])
    let numbered = try read("a,b\nc,d\n", .pairOrText, TableSettings(hasHeader: false)) {
      $0.text = "column2"
    }
    #expect(numbered[0].header.map(text) == "column1,column2\n")
    #expect(numbered.compactMap(\.record).map(\.fields) == [.pair("b", nil), .pair("d", nil)])
    // Names of one's own for a header that is passed over.
    let renamed = try read(
      "x,y\nc,d\n", .pairOrText, TableSettings(columns: ["label", "text"], hasHeader: true))
    #expect(renamed[0].header.map(text) == "x,y\n" && renamed[1].record?.fields == .pair("d", nil))
  }

  @Test func givenColumnsThatTheFirstRowRepeatsAreAHeader() throws {
    let items = try read("Label,Text\nx,d\n", .pairOrText, TableSettings(columns: ["label", "text"]))
    #expect(items.compactMap(\.record).map(\.fields) == [.pair("d", nil)])
  }

  @Test func aKnownNameThatEveryRowRepeatsIsData() throws {
    #expect(throws: RecordsError.self) { try read("comment,What a day\ncomment,It rains\n") }
  }

  @Test func severalTasksReadWhatTheyFind() throws {
    var tag = FieldSelection(.textOrWords)
    tag.isOptional = true
    var pair = FieldSelection(.pair)
    pair.isOptional = true
    let items = try read("id,Review\n1,Good\n", .several([tag, pair]))
    #expect(items[1].record?.fields == .several([.text("Good"), nil]))
    #expect(throws: RecordsError.self) { try read("a,b\n1,Good\n", .several([tag, pair])) }
  }

  /// Tables on standard input or under the name of a text, and texts that are none.
  @Test(
    arguments: [
      ("id,review\n1,\"Good, cheap\"\n", nil, .csv), ("id;text\r\n1;a\r\n", nil, .csv),
      ("a|text\n1|\"x\ny\"\n", nil, .csv),
      ("Quality\t#1 ID\t#1 String\t#2 String\n1\t7\ta\tb\n", "x.txt", .tsv),
      ("id,text\n1,a\n", "x.txt", .csv),
      ("Text, and more of it\nHello, you\n", nil, .text), ("text, sentence\nHello you\n", nil, .text),
      ("One, two\nthree, four\n", nil, .text), ("Where is it?\tHere\nAnd\tso on\n", "x.txt", .text),
      ("text\na b\n", nil, .text), ("", nil, .text), ("id,text\n", nil, .text),
    ] as [(String, String?, RecordFormat)])
  func tablesAreKnownByTheirHeader(_ text: String, _ name: String?, _ format: RecordFormat) throws {
    for chunk in [1, 1 << 16] {
      #expect(
        try OpenedInput(MemorySource(Array(text.utf8), chunk: chunk), name: name).format == format, "\(text)")
    }
  }

  @Test func carriageReturnsAloneAreRefused() throws {
    #expect(throws: RecordsError.carriageReturns) { try read("text,label\rGood,x\rBad,y\r") }
  }

  @Test func flagsOfTablesAreRefusedElsewhere() throws {
    var settings = ReadingSettings(.pairOrText)
    settings.table = TableSettings(columns: ["a"], hasHeader: false)
    for format in RecordFormat.all where format.isInput && !format.hasColumns {
      #expect(
        throws: RecordsError.notATable(format: format.name, flags: ["--columns", "--no-header"]),
        "\(format.name)"
      ) { _ = try format.makeReader(MemorySource([]), ReaderPlan(settings)) }
    }
    for format in RecordFormat.all where format.hasColumns {
      _ = try format.makeReader(MemorySource([]), ReaderPlan(settings))
    }
  }
}
