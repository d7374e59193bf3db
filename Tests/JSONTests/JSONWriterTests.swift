import JSON
import Testing

struct JSONWriterTests {
  @Test(arguments: [
    (Float(0), "0"), (1, "1"), (0.5, "0.5"), (0.998, "0.998"), (1e-5, "1e-5"), (1.5e-7, "1.5e-7"),
    (1e20, "1e20"), (16_777_216, "16777216"), (-3, "-3"), (0.1, "0.1"), (3.4028235e38, "3.4028235e38"),
    (.leastNonzeroMagnitude, "1e-45"), (.nan, "null"), (-.infinity, "null"), (10, "10"), (100.0, "100"),
  ])
  func floatsAreShort(_ value: Float, _ expected: String) {
    var writer = JSONWriter()
    writer.number(value)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
  }

  @Test func everySampledFloatReadsBack() throws {
    var bits: UInt32 = 0x9E37_79B9
    for _ in 0..<200_000 {
      bits = bits &* 1_664_525 &+ 1_013_904_223
      let value = Float(bitPattern: bits)
      guard value.isFinite else { continue }
      var writer = JSONWriter()
      writer.number(value)
      let number = try JSONValue.parse(writer.bytes)
      guard case .number(let read) = number else {
        Issue.record("not a number")
        return
      }
      #expect(Float(read.spelling)?.bitPattern == value.bitPattern)
    }
  }

  @Test func containersGetTheirCommas() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("a")
    writer.beginArray()
    writer.int(1)
    writer.bool(true)
    writer.null()
    writer.beginObject()
    writer.endObject()
    writer.endArray()
    writer.key("b\n\"\u{1}é")
    writer.string("x\\\t\u{1f}\u{7f}")
    writer.endObject()
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == #"{"a":[1,true,null,{}],"b\n\"\u0001é":"x\\\t\u001f\#u{7f}"}"#)
  }
}
