import JSON
import TestSupport
import Testing

/// Random damage to valid JSON: parser and record agree on what is valid, and nothing crashes.
struct JSONMutationTests {
  @Test func damagedBytesNeverCrash() {
    let seeds = [
      #"{"id":1,"text":"Where is \u00e9 \ud83d\ude00 — \"it\"?","n":[1,-2.5e3,true,false,null,{}],"o":{"a":[]}}"#,
      #"[[[[]]],{"a":{"b":{"c":"d"}}},"é😀",0.1,"\\"]"#, #"{"":"","\u0000":1E5,"a":"\n\t"}"#,
    ].map { Array($0.utf8) }
    let spice =
      Array("{}[]\",:\\u0d8eE+-.1 tfn\u{0}\u{1f}\u{7f}".utf8) + [0xC3, 0xA9, 0xED, 0xA0, 0xF0, 0xFF]
    var random = SeededRandom(seed: 7)
    for round in 0..<60_000 {
      var bytes = seeds[round % seeds.count]
      for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(spice[Int.random(in: 0..<spice.count, using: &random)], at: place)
        case 2: bytes[place] = spice[Int.random(in: 0..<spice.count, using: &random)]
        default: bytes.removeSubrange(place..<min(bytes.count, place + 9))
        }
      }
      let value = Result { try JSONValue.parse(bytes) }
      let record = Result { try JSONRecord(bytes) }
      switch (value, record) {
      case (.success(let value), .success(let record)):
        guard let object = value.object else {
          Issue.record("a record that is no object")
          return
        }
        #expect(object.members.count == record.keys.count)
        let spliced = record.splicing([("k", [0x31])], replace: true)
        #expect((try? JSONRecord(spliced).value(at: "k")?.int) == 1)
      case (.success(let value), .failure(let error)):
        #expect(value.object == nil && (error as? JSONError)?.kind == .notObject)
      case (.failure(let first), .failure(let second)):
        #expect(first as? JSONError == second as? JSONError)
      case (.failure, .success): Issue.record("a record that does not parse")
      }
    }
  }
}
