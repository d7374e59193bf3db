/// WordPiece: a word is cut greedily into the longest tokens that fit; a word with a rest that fits none is
/// unknown as a whole.
struct WordPiece: Sendable {
  let vocabulary: Vocabulary
  /// What continuations begin with.
  let continuingPrefix: String
  /// The tokens that begin with the prefix of continuations, without it.
  private let continuations: VocabularyTable
  /// The id of unknown words.
  let unknown: Int32
  /// Words of more scalars than this are unknown.
  private let maximumScalars: Int

  init(
    _ table: VocabularyTable, unknownToken: String, continuingPrefix: String, maximumScalars: Int,
    path: String
  ) throws(TokenizerError) {
    guard let unknown = table.id(of: unknownToken) else {
      throw .unknownToken(path: path, token: unknownToken)
    }
    self.unknown = unknown
    self.continuingPrefix = continuingPrefix
    self.maximumScalars = maximumScalars
    let prefix = Array(continuingPrefix.utf8)
    var continuations = VocabularyTable(capacity: table.count)
    for entry in 0..<table.count {
      let key = table.key(of: entry)
      if key.starts(with: prefix) {
        continuations.insert(key.dropFirst(prefix.count), id: table.id(ofEntry: entry))
      }
    }
    self.continuations = continuations
    vocabulary = Vocabulary(table)
  }

  /// Emits the tokens of a word.
  func tokenize(_ bytes: [UInt8], from start: Int, to end: Int, into sink: inout TokenSink) {
    if end - start > maximumScalars, isTooLong(bytes, start, end) {
      sink.emit(unknown, from: start, to: end)
      return
    }
    var hash = VocabularyTable.emptyHash
    for index in start..<end { hash = VocabularyTable.extend(hash, by: bytes[index]) }
    let whole = vocabulary.table.id(of: bytes, from: start, to: end, hash: hash)
    if whole >= 0 {
      sink.emit(whole, from: start, to: end)
    } else {
      cut(bytes, start, end, &sink)
    }
  }

  private func isTooLong(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
    var scalars = 0
    for index in start..<end where UTF8Scalar.isStart(bytes[index]) { scalars += 1 }
    return scalars > maximumScalars
  }

  private func cut(_ bytes: [UInt8], _ start: Int, _ end: Int, _ sink: inout TokenSink) {
    let count = sink.ids.count
    var place = start
    while place < end {
      let next =
        place == start
        ? longest(vocabulary.table, bytes, place, end, &sink)
        : longest(continuations, bytes, place, end, &sink)
      if next < 0 {
        sink.truncate(to: count)
        sink.emit(unknown, from: start, to: end)
        return
      }
      place = next
    }
  }

  /// Emits the longest token of a table that begins at `start`; where it ends, or -1.
  @inline(__always)
  private func longest(
    _ table: VocabularyTable, _ bytes: [UInt8], _ start: Int, _ end: Int, _ sink: inout TokenSink
  ) -> Int {
    sink.hashes.removeAll(keepingCapacity: true)
    sink.boundaries.removeAll(keepingCapacity: true)
    let limit = min(end, start + table.longest)
    var hash = VocabularyTable.emptyHash
    var index = start
    while index < limit {
      hash = VocabularyTable.extend(hash, by: bytes[index])
      index += 1
      if index == end || UTF8Scalar.isStart(bytes[index]) {
        sink.hashes.append(hash)
        sink.boundaries.append(index)
      }
    }
    var probe = sink.hashes.count - 1
    while probe >= 0 {
      let stop = sink.boundaries[probe]
      let id = table.id(of: bytes, from: start, to: stop, hash: sink.hashes[probe])
      if id >= 0 {
        sink.emit(id, from: start, to: stop)
        return stop
      }
      probe -= 1
    }
    return -1
  }
}
