import Annotations
import Records
import Testing

struct ColumnWriterTests {
  private let new = AnnotationTarget(key: "tag", kind: .spans)

  /// The rows of two texts side by side: lines of the same number.
  private func lines(_ text: String) -> [String] {
    text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  @Test(arguments: ColumnSamples.all.indices)
  func onlyOneColumnIsAdded(_ sample: Int) throws {
    let kind = ColumnSamples.all[sample]
    let output = try ColumnSamples.write(try ColumnSamples.read(kind.text), new)
    guard kind.name != ColumnSamples.spacy.name, kind.name != ColumnSamples.plus.name else { return }
    var words = 0
    for (before, after) in zip(lines(kind.text), lines(output)) where !sameBytes(before, after) {
      let end = before.hasSuffix("\r") ? "\r" : ""
      let row = before.dropLast(end.utf8.count)
      let isTab = row.contains("\t")
      let cell = row.hasPrefix("-DOCSTART-") ? "O" : row.hasPrefix("TOKEN") ? "tag" : "X"
      #expect(after == row + (isTab ? "\t" : " ") + cell + end, "\(kind.name)")
      if cell == "X" { words += 1 }
    }
    #expect(words == kind.words.joined().count, "\(kind.name)")
    #expect(lines(kind.text).count == lines(output).count)
    // What was written is read again, and the new column is the gold of it.
    let again = try ColumnSamples.read(output, gold: "last")
    #expect(again.compactMap(\.record).map(\.gold) == kind.words.map { .tags($0.map { _ in "X" }) })
  }

  @Test func labelsGoBehindBarsAndNames() throws {
    #expect(
      try ColumnSamples.write(try ColumnSamples.read(ColumnSamples.spacy.text), new)
        == "I|PRP|O|X like|VBP|O|X Porto|NNP|I-GPE|X\n||NN|O|X runs|VBZ|O|X\n")
    let plus = try ColumnSamples.write(
      try ColumnSamples.read(ColumnSamples.plus.text.replacing("UPOS", with: "TAG")), new)
    #expect(
      plus.hasPrefix(
        "# global.columns = ID FORM TAG OWN:NE BERTRUN:TAG\n# sent_id = s1\n1-2\tdas\t_\t_\t_\n1\tde\tADP\tO\tX\n"
      ))
    #expect(plus.contains("2.1\tx\t_\t_\t_\n"))
  }

  /// A German and a Dutch file: one column differs, everything else is the same byte for byte.
  @Test func oneColumnIsReplaced() throws {
    for (kind, column) in [(ColumnSamples.germEval, "3"), (ColumnSamples.conll2002, "-1")] {
      var target = new
      target.column = .column(column)
      let policy = KeyPolicy(keys: ["tag"], columns: [target.column], replace: true)
      let output = try ColumnSamples.write(try ColumnSamples.read(kind.text, policy: policy), target)
      for (before, after) in zip(lines(kind.text), lines(output)) {
        let separator: Character = before.contains("\t") ? "\t" : " "
        var cells = before.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
        if before.isEmpty || before.hasPrefix("#") || before == "\r" {
          #expect(sameBytes(before, after))
          continue
        }
        let end = before.hasSuffix("\r") ? "\r" : ""
        cells[column == "3" ? 2 : cells.count - 1] = "X" + (column == "3" ? "" : end)
        #expect(sameBytes(after, cells.joined(separator: String(separator))), "\(kind.name)")
      }
    }
  }

  @Test func aFilledColumnIsKeptUnlessReplaced() throws {
    let text = "a\tO\t_\nb\tB-X\t_\n\n"
    func read(_ column: CoNLLUColumn, replace: Bool = false) throws -> [ReadItem] {
      try ColumnSamples.read(text, policy: KeyPolicy(keys: ["tag"], columns: [column], replace: replace))
    }
    let reject = try #require(try read(.column("2")).first?.reject)
    #expect(reject.reason == .columnFilled(name: "2") && reject.code == .keyExists)
    #expect(try read(.column("2"), replace: true).first?.record != nil)
    #expect(try read(.column("3")).first?.record != nil && read(.upos).first?.record != nil)
    #expect(throws: RecordsError.noColumn(name: "4", count: 3, names: [])) { try read(.column("4")) }
    // The part of speech of CoNLL-U Plus has a column of its own.
    let plus = try ColumnSamples.read(
      ColumnSamples.plus.text, policy: KeyPolicy(keys: ["tag"], columns: [.upos]))
    #expect(plus.compactMap(\.reject).first?.reason == .columnFilled(name: "UPOS"))
  }

  @Test func wordsWithoutLabelsAreOutside() throws {
    let items = try ColumnSamples.read("a b\nc d\n")
    #expect(try ColumnSamples.write(items, new, label: nil) == "a b O\nc d O\n")
    #expect(
      try ColumnSamples.write(items, AnnotationTarget(key: "tag", kind: .words), label: nil)
        == "a b _\nc d _\n")
    #expect(try ColumnSamples.write(items, new, label: "x y") == "a b x_y\nc d x_y\n")
  }

  @Test func otherRecordsBecomeSentences() throws {
    let record = Record(
      place: Place(file: 0, line: 1, offset: 0), fields: .text("Hi you"),
      carrier: TextUnit(bytes: Array("Hi you\n".utf8)))
    let words = Annotation(.words([word("Hi", 0, "INTJ"), word("y\tou", 3, nil)]))
    #expect(
      text(try ColumnWriter([new]).render(record, [KeyedAnnotation("tag", words)])) == "Hi\tINTJ\ny_ou\t_\n\n"
    )
    #expect(throws: Reject.self) {
      try ColumnWriter([new]).render(record, [KeyedAnnotation("tag", Annotation(.spans([])))])
    }
  }

  private func sameBytes(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }
}
