import Annotations
import JSON
import Records
import Testing

struct NumPyWriterTests {
  private func record(_ line: String, number: Int = 1) throws -> Record {
    let parser = JSONLinesParser(FieldSelection(.text), policy: KeyPolicy(keys: ["embed"], replace: true))
    return try #require(
      parser.item(Array(line.utf8), at: Place(file: 0, line: number, offset: 0)).record)
  }

  private func row(_ writer: NumPyWriter, _ vector: [Float]) throws -> [UInt8] {
    try writer.render(
      record(#"{"text":"a"}"#), [KeyedAnnotation("embed", Annotation(.vector(vector)))])
  }

  /// As `numpy.save` 2.4.6 writes `numpy.array([[1, -2.5], [0, 2.8e-45]], dtype="<f4")`.
  @Test func writesTheBytesOfNumPy() throws {
    let writer = NumPyWriter(width: 2)
    let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }"
    let header =
      [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0]
      + Array((text + String(repeating: " ", count: 117 - text.utf8.count) + "\n").utf8)
    #expect(writer.prologue(records: 2) == header)
    #expect(
      try row(writer, [1, -2.5]) + row(writer, [0, Float(bitPattern: 2)])
        == [0, 0, 0x80, 0x3F, 0, 0, 0x20, 0xC0, 0, 0, 0, 0, 2, 0, 0, 0])
  }

  @Test func theHeaderHasOneLengthWhateverTheRows() {
    for width in [1, 384, 131_072] {
      let writer = NumPyWriter(width: width)
      for rows in [0, 1, 1_000_000_000_000] {
        let header = writer.prologue(records: rows)
        #expect(header?.count == 128 && header?.last == 0x0A)
        #expect(text(header ?? []).contains("'shape': (\(rows), \(width)), }"))
      }
      #expect(writer.prologue == writer.prologue(records: 0))
    }
  }

  @Test func rowsHaveALineBesideThem() throws {
    let writer = RecordNamesWriter()
    #expect(try text(writer.render(record(#"{"id":"a7","text":"x"}"#), [])) == "{\"id\":\"a7\"}\n")
    #expect(try text(writer.render(record(#"{"id":7.50,"text":"x"}"#), [])) == "{\"id\":7.50}\n")
    #expect(try text(writer.render(record(#"{"text":"x"}"#, number: 3), [])) == "{\"line\":3}\n")
    let joined = RecordNamesWriter(inputName: "b.jsonl")
    #expect(
      try text(joined.render(record(#"{"text":"x"}"#, number: 3), []))
        == "{\"file\":\"b.jsonl\",\"line\":3}\n")
    #expect(writer.verbatim([0x0A]) == [] && NumPyWriter(width: 1).verbatim([0x0A]) == [])
  }
}
