/// A unigram language model: of all ways to cut a word into tokens the one whose scores add up highest
/// (Viterbi).
struct Unigram: Sendable {
  /// The best way to cut what ends at a byte.
  struct Step {
    var score: Double
    /// Where its last token starts, or -1 where nothing ends.
    var start: Int32
    var id: Int32
  }

  let vocabulary: Vocabulary
  /// The id of unknown characters.
  let unknown: Int32
  private let scores: [Double]
  private let tree: PrefixTree
  private let unknownScore: Double
  /// The tokens of `<0x00>` to `<0xFF>` where unknown characters become bytes; -1 where there is none.
  private var byteTokens: [Int32] = []

  /// How much worse than the worst token an unknown character is.
  private static let unknownPenalty = 10.0

  /// A model of tokens with scores, whose ids are their places.
  init(
    _ entries: [(token: String, score: Double)], unknown: Int, fallsBackToBytes: Bool, path: String
  ) throws(TokenizerError) {
    guard entries.indices.contains(unknown) else {
      throw .invalidValue(path: "\(path).unk_id", value: "\(unknown)")
    }
    var table = VocabularyTable(capacity: entries.count)
    for (id, entry) in entries.enumerated() { table.insert(entry.token.utf8, id: Int32(id)) }
    scores = entries.map(\.score)
    self.unknown = Int32(unknown)
    unknownScore = (scores.min() ?? 0) - Self.unknownPenalty
    tree = PrefixTree(
      (0..<table.count).map { table.key(of: $0) }, values: (0..<table.count).map { table.id(ofEntry: $0) })
    if fallsBackToBytes {
      byteTokens = (0..<256).map { byte in
        let digits = String(byte, radix: 16, uppercase: true)
        return table.id(of: "<0x\(byte < 16 ? "0" : "")\(digits)>") ?? -1
      }
    }
    vocabulary = Vocabulary(table)
  }

  /// Emits the tokens of a word.
  func tokenize(_ bytes: [UInt8], from start: Int, to end: Int, into sink: inout TokenSink) {
    let word = WordKey(bytes, from: start, to: end)
    if let word, sink.emitKnown(word, at: start) { return }
    let count = sink.ids.count
    search(bytes, start, end, &sink.lattice)
    walkBack(bytes, start, end, &sink)
    if let word { sink.remember(word, at: start, since: count) }
  }

  private func search(_ bytes: [UInt8], _ start: Int, _ end: Int, _ steps: inout [Step]) {
    steps.removeAll(keepingCapacity: true)
    steps.append(Step(score: 0, start: 0, id: 0))
    for _ in start..<end { steps.append(Step(score: 0, start: -1, id: 0)) }
    var place = start
    while place < end {
      let soFar = steps[place - start].score
      let single = place + UTF8Scalar.length(startingWith: bytes[place])
      var hasSingle = false
      var node = 0
      var index = place
      while index < end {
        node = tree.child(of: node, for: bytes[index])
        if node == 0 { break }
        index += 1
        let id = tree.value(at: node)
        if id >= 0 {
          offer(&steps[index - start], soFar + scores[Int(id)], place - start, id)
          if index == single { hasSingle = true }
        }
      }
      if !hasSingle { offer(&steps[single - start], soFar + unknownScore, place - start, unknown) }
      place = single
    }
  }

  /// Takes a way to cut if it is the first, or better than all before it.
  @inline(__always)
  private func offer(_ step: inout Step, _ score: Double, _ start: Int, _ id: Int32) {
    if step.start < 0 || score > step.score {
      step = Step(score: score, start: Int32(truncatingIfNeeded: start), id: id)
    }
  }

  /// Emits the best way from its end, runs of unknown characters as one token, and turns it round.
  private func walkBack(_ bytes: [UInt8], _ start: Int, _ end: Int, _ sink: inout TokenSink) {
    let count = sink.ids.count
    var place = end
    while place > start {
      var step = sink.lattice[place - start]
      let stop = place
      place = start + Int(step.start)
      if step.id == unknown {
        while place > start {
          step = sink.lattice[place - start]
          if step.id != unknown { break }
          place = start + Int(step.start)
        }
        emitUnknown(bytes, place, stop, &sink)
      } else {
        sink.emit(step.id, from: place, to: stop)
      }
    }
    sink.reverse(from: count)
  }

  private func emitUnknown(_ bytes: [UInt8], _ start: Int, _ end: Int, _ sink: inout TokenSink) {
    let hash = VocabularyTable.hash(bytes[start..<end])
    let whole = vocabulary.table.id(of: bytes, from: start, to: end, hash: hash)
    if whole >= 0 {
      sink.emit(whole, from: start, to: end)
    } else if !byteTokens.isEmpty, bytes[start..<end].allSatisfy({ byteTokens[Int($0)] >= 0 }) {
      for byte in bytes[start..<end].reversed() { sink.emit(byteTokens[Int(byte)], from: start, to: end) }
    } else {
      sink.emit(unknown, from: start, to: end)
    }
  }
}
