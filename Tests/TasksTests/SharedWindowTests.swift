import Annotations
import Checkpoints
import Compute
import Encoders
import Records
import Tasks
import Testing

/// Several heads on one encoder: what each reads, and that sharing a window changes no bit.
@Suite struct SharedWindowTests {
  private let ids: [[Int32]] = [[2, 9, 4, 7, 3], [2, 11, 3], [2, 5, 6, 7, 8, 9, 10, 3]]

  private func window(_ number: Int, _ rows: RowSelection) -> Window {
    Window(ids: ids[number], typeIDs: [Int32](repeating: 0, count: ids[number].count), rows: rows)
  }

  @Test func aHeadsScoresAreTheSameBitsWhicheverOthersReadTheWindow() throws {
    let folder = try CheckpointFolder(path: "\(ModelFixture.path)/bert")
    var loader = ModelLoader(Engine(try Processor.chosen()))
    let model = try loader.load(
      folder, heads: [[.maskedLM], [.nextSentence]], precision: .fixed(.f32))
    let heads: [Head?] = model.heads.map(\.head) + [nil]
    let readers: [(head: Int, window: Int, rows: RowSelection)] = [
      (0, 0, .some([1, 3])), (1, 0, .first), (2, 0, .some([0, 1, 4])), (2, 1, .all), (1, 1, .first),
      (0, 2, .some([2])), (2, 2, .some([2, 7])), (0, 2, .some([2, 3])),
    ]
    let shared = TaskModel(encoder: model.encoder, heads: heads)
    var workspace = try shared.makeWorkspace()
    var windows: [SharedWindow] = []
    var places: [(window: Int, reader: Int)] = []
    for (number, reader) in readers.enumerated() {
      let own = SharedWindow(window(reader.window, reader.rows), head: reader.head)
      if number > 0, readers[number - 1].window == reader.window {
        places.append((windows.count - 1, windows[windows.count - 1].readers.count))
        windows[windows.count - 1].readers += own.readers
      } else {
        places.append((windows.count, 0))
        windows.append(own)
      }
    }
    let together = shared.scores(of: windows, workspace: &workspace)
    for (reader, place) in zip(readers, places) {
      let alone = TaskModel(encoder: model.encoder, head: heads[reader.head])
      var workspace = try alone.makeWorkspace()
      let expected = alone.scores(of: [window(reader.window, reader.rows)], workspace: &workspace)[0]
      let found = together[place.window][place.reader]
      #expect(found.width == expected.width)
      #expect(found.values.map(\.bitPattern) == expected.values.map(\.bitPattern))
      #expect(!expected.values.isEmpty)
    }
  }

  @Test func tasksThatCutARecordAlikeShareItsWindows() {
    func preparation(_ windows: [Window], model: Int, head: Int) -> SharedRecord.Preparation {
      let record = PreparedRecord(windows: windows) { scores in
        Annotation(.vector(scores.flatMap(\.values)))
      }
      return SharedRecord.Preparation(record, model: model, head: head)
    }
    let record = SharedRecord([
      preparation([window(0, .all), window(1, .first)], model: 0, head: 0),
      nil,
      preparation([window(1, .some([1])), window(2, .all)], model: 0, head: 1),
      preparation([window(0, .all)], model: 1, head: 0),
    ])
    #expect(record.windows.map(\.ids) == [ids[0], ids[1], ids[2], ids[0]])
    #expect(record.windows.map(\.model) == [0, 0, 0, 1])
    #expect(record.windows[1].readers.map(\.head) == [0, 1])
    #expect(record.windows[1].readers.map(\.rows) == [.first, .some([1])])
    #expect(record.tokenCount == 5 + 3 + 8 + 5)
    func scores(_ value: Float) -> Scores { Scores(values: [value], width: 1) }
    let annotations = record.annotations([
      [scores(1)], [scores(2), scores(3)], [scores(4)], [scores(5)],
    ])
    let vectors = annotations.map { annotation -> [Float]? in
      guard case .vector(let vector)? = annotation?.value else { return nil }
      return vector
    }
    #expect(vectors == [[1, 2], nil, [3, 4], [5]])
  }
}
