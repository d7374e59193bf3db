import Records
import Testing

@Suite struct RecordFormatTests {
  @Test func everyRowIsFoundByItsOwnName() {
    let names = RecordFormat.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { RecordFormat(named: $0)?.name == $0 } && RecordFormat(named: "csv ") == nil)
  }

  @Test func whatIsReadIsWrittenInAFormatThatTakesIt() {
    let inputs = RecordFormat.all.filter(\.isInput)
    #expect(
      inputs.map(\.name) == ["jsonl", "json", "xml", "conllu", "columns", "squad", "tsv", "csv", "text"])
    for format in inputs {
      #expect(format.output.holds(format == .squad ? .answer : .words, from: format), "\(format.name)")
    }
  }
}
