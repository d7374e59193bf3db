import JSON
import Testing

struct JSONRecordTests {
  private func record(_ text: String) throws -> JSONRecord { try JSONRecord(Array(text.utf8)) }

  private func spliced(
    _ text: String, _ added: [(key: String, json: String)], replace: Bool = false, removing: [String] = []
  ) throws -> String {
    let members = added.map { (key: $0.key, json: Array($0.json.utf8)) }
    let bytes = try record(text).splicing(members, replace: replace, removing: removing)
    #expect(throws: Never.self) { try JSONRecord(bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("{}", #"{"tag":[1]}"#), ("{ }", #"{ "tag":[1]}"#), (#"{"a":1}"#, #"{"a":1,"tag":[1]}"#),
    (#"  {"a" : 1.50 , "b":"\u0041"  } "#, #"  {"a" : 1.50 , "b":"\u0041"  ,"tag":[1]} "#),
    ("\u{FEFF}{\"a\":{}}\r", "\u{FEFF}{\"a\":{},\"tag\":[1]}\r"),
    ("{\"a\":\"}\"}", "{\"a\":\"}\",\"tag\":[1]}"),
  ])
  func memberIsSplicedBeforeTheLastBrace(_ input: String, _ expected: String) throws {
    #expect(try spliced(input, [("tag", "[1]")]) == expected)
  }

  @Test func keysAreEscapedWhenSpliced() throws {
    #expect(try spliced("{}", [("a\"b", "1"), ("c", "2")]) == #"{"a\"b":1,"c":2}"#)
  }

  @Test func replaceSwapsTheLastValue() throws {
    #expect(
      try spliced(#"{"t":1 ,"x":2,"\u0074": 3 }"#, [("t", "null"), ("new", "4")], replace: true)
        == #"{"t":1 ,"x":2,"\u0074": null ,"new":4}"#)
  }

  @Test(arguments: [
    (#"{"a":1,"b":2,"c":3}"#, ["b"], #"{"a":1,"c":3,"n":0}"#), (#"{"a":1, "b":2}"#, ["a"], #"{"b":2,"n":0}"#),
    (#"{ "a":1 }"#, ["a"], #"{  "n":0}"#), (#"{"a":1,"b":2,"a":3}"#, ["a"], #"{"b":2,"n":0}"#),
    (#"{"a":1,"b":2,"c":3}"#, ["a", "c"], #"{"b":2,"n":0}"#),
    (#"{"a":1,"b":2,"c":3}"#, ["a", "b", "c", "zz"], #"{"n":0}"#),
  ])
  func removedMembersTakeOneCommaEach(_ input: String, _ removing: [String], _ expected: String) throws {
    #expect(try spliced(input, [("n", "0")], removing: removing) == expected)
  }

  @Test func valuesAreFoundByKeyThenByPath() throws {
    let record = try record(#"{"a.b":1,"a":{"b":2,"c.d":{"e":3},"l":[{"x":4},5]},"\u006b":6,"n.m":{"o":7}}"#)
    #expect(record.value(at: "a.b")?.int == 1)
    #expect(record.value(at: "a.c.d.e")?.int == 3)
    #expect(record.value(at: "a.l.0.x")?.int == 4)
    #expect(record.value(at: "a.l.1")?.int == 5)
    #expect(record.value(at: "a.l.2") == nil)
    #expect(record.value(at: "a.l.-1") == nil)
    #expect(record.value(at: "a.l.") == nil)
    #expect(record.value(at: "k")?.int == 6)
    #expect(record.value(at: "n.m.o")?.int == 7)
    #expect(record.value(at: "a.zz") == nil)
    #expect(record.contains("k"))
    #expect(!record.contains("a.c"))
    #expect(record.keys == ["a.b", "a", "k", "n.m"])
    #expect(record.source(of: "k").map { Array($0) } == [0x36])
  }

  @Test func ofDuplicatesTheLastIsRead() throws {
    #expect(try record(#"{"a":1,"\u0061":2}"#).value(at: "a")?.int == 2)
  }

  @Test(arguments: ["[]", " 1", "null", "\"x\"", "true"])
  func otherValuesAreNoRecord(_ text: String) {
    #expect(throws: JSONError(.notObject, offset: text.hasPrefix(" ") ? 1 : 0)) { try record(text) }
  }

  @Test(arguments: ["[", "{} {}", "{\"a\":1}x", "nul"])
  func brokenValuesAreFaultsFirst(_ text: String) {
    #expect(performing: { try record(text) }, throws: { ($0 as? JSONError)?.kind != .notObject })
  }
}
