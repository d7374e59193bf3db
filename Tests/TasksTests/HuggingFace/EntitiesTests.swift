import Tasks
import TestSupport
import Testing

private struct EntityFixture: Decodable {
  struct Window: Decodable {
    var ids: [Int32]
    var pieces: [String]
    var offsets: [[Int]]
    var special: [Int]
    var logits: [Float]
  }
  struct Entity: Decodable {
    var entity: String?
    var entity_group: String?
    var score: Float
    var index: Int?
    var word: String
    var start: Int
    var end: Int
  }
  struct Case: Decodable {
    var text: String
    var windows: [Window]
    var results: [String: [Entity]]
  }
  struct Group: Decodable {
    var name: String
    var labels: [String]
    var unknown: Int32
    var prefix: Bool
    var decoder: String
    var cases: [Case]
  }
  var groups: [Group]
}

@Suite struct EntitiesTests {
  @Test(arguments: Aggregation.allCases)
  func entitiesAreThoseOfThePipeline(aggregation: Aggregation) throws {
    let fixture = try huggingFaceFixture("entities.json", as: EntityFixture.self)
    var count = 0
    for group in fixture.groups {
      let vocabulary = HuggingFace.EntityVocabulary(
        labels: group.labels, unknownID: group.unknown, hasContinuingPrefix: group.prefix,
        decoder: group.decoder == "wordPiece" ? .wordPiece() : .blanks)
      for example in group.cases {
        guard let expected = example.results[aggregation.rawValue] else { continue }
        let windows = example.windows.map { window in
          HuggingFace.TokenWindow(
            ids: window.ids, pieces: window.pieces, offsets: window.offsets.map { $0[0]..<$0[1] },
            isSpecial: window.special.map { $0 == 1 }, logits: window.logits)
        }
        let found = HuggingFace.entities(
          in: CodePoints(example.text), windows: windows, aggregation: aggregation, vocabulary: vocabulary)
        let place = "\(group.name): \(example.text)"
        #expect(found.count == expected.count, "\(place)")
        for (one, other) in zip(found, expected) {
          let label = (aggregation == .none ? other.entity : other.entity_group) ?? "none recorded"
          #expect(sameBytes(one.label, label), "\(place)")
          #expect(sameBytes(one.word, other.word), "\(place)")
          #expect(one.start == other.start && one.end == other.end && one.index == other.index, "\(place)")
          #expect(isClose(one.score, other.score, within: 1e-6), "\(place)")
          count += 1
        }
      }
    }
    #expect(count > 300)
  }
}
