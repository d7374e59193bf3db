/// Byte-pair encoding: a word's characters are merged, the pair that was learnt first before all others.
struct BytePairEncoding: Sendable {
  /// How characters become the first tokens, beside the vocabulary itself.
  struct Options: Sendable {
    /// Put before every character but the first.
    var continuingPrefix: [UInt8] = []
    /// Put after the last character.
    var endSuffix: [UInt8] = []
    /// Whether neighbouring unknown characters are one token.
    var fusesUnknown = false
    /// Whether an unknown character becomes a token a byte, such as `<0x0A>`.
    var fallsBackToBytes = false
    /// Whether a word that is a token is that token, whatever the merges say.
    var ignoresMerges = false
  }

  let vocabulary: Vocabulary
  let unknown: Int32?
  private let merges: PairTable
  private let options: Options
  /// The tokens of `<0x00>` to `<0xFF>`, -1 where there is none.
  private var byteTokens: [Int32] = []

  /// A model; `merges` are pairs of tokens, the earliest first.
  init(
    _ table: VocabularyTable, merges list: [(String, String)], unknownToken: String?, options: Options,
    path: String
  ) throws(TokenizerError) {
    vocabulary = Vocabulary(table)
    self.options = options
    unknown = unknownToken.flatMap { table.id(of: $0) }
    var merges = PairTable(capacity: list.count)
    func id(_ token: String) throws(TokenizerError) -> Int32 {
      guard let id = table.id(of: token) else {
        throw .unknownToken(path: "\(path).merges", token: token)
      }
      return id
    }
    var joined: [UInt8] = []
    for (rank, (left, right)) in list.enumerated() {
      joined.removeAll(keepingCapacity: true)
      joined += left.utf8
      joined += right.utf8.dropFirst(options.continuingPrefix.count)
      let merged = table.id(
        of: joined, from: 0, to: joined.count, hash: VocabularyTable.hash(joined))
      guard merged >= 0 else {
        throw .unknownToken(path: "\(path).merges", token: String(decoding: joined, as: UTF8.self))
      }
      merges.insert(
        try id(left), try id(right), PairTable.Merge(rank: UInt32(truncatingIfNeeded: rank), id: merged))
    }
    self.merges = merges
    if options.fallsBackToBytes {
      byteTokens = (0..<256).map { byte in
        let digits = String(byte, radix: 16, uppercase: true)
        return table.id(of: "<0x\(byte < 16 ? "0" : "")\(digits)>") ?? -1
      }
    }
  }

  /// What is put before every character but the first, where that is anything.
  var continuingPrefix: String? {
    options.continuingPrefix.isEmpty ? nil : String(decoding: options.continuingPrefix, as: UTF8.self)
  }

  /// Emits the tokens of a word.
  func tokenize(_ bytes: [UInt8], from start: Int, to end: Int, into sink: inout TokenSink) {
    let (isKnown, hash, count) = sink.emitKnown(bytes, from: start, to: end)
    if isKnown { return }
    if options.ignoresMerges {
      let whole = vocabulary.table.id(of: bytes, from: start, to: end, hash: hash)
      if whole >= 0 {
        sink.emit(whole, from: start, to: end)
        return
      }
    }
    sink.merging.removeAll()
    addCharacters(bytes, start, end, &sink.merging)
    mergeAll(&sink.merging)
    var place = start
    var index = 0
    // A character that nothing stands for leaves no symbol, so that what follows moves up: as in the
    // reference.
    while index >= 0, index < sink.merging.symbols.count {
      let symbol = sink.merging.symbols[index]
      sink.emit(symbol.id, from: place, to: place + Int(symbol.length))
      place += Int(symbol.length)
      index = Int(symbol.next)
    }
    sink.remember(bytes, from: start, to: end, hash: hash, since: count)
  }

  private func addCharacters(_ bytes: [UInt8], _ start: Int, _ end: Int, _ work: inout Workspace) {
    var pending: Int32 = 0
    var index = start
    while index < end {
      let length = UTF8Scalar.length(startingWith: bytes[index])
      let id = initial(bytes, index, length, isFirst: index == start, isLast: index + length == end, &work)
      index += length
      if id >= 0 {
        flush(&pending, &work)
        work.add(id, length: Int32(length))
      } else if !addBytes(&work) {
        if unknown == nil { continue }
        if !options.fusesUnknown { flush(&pending, &work) }
        pending += Int32(length)
      }
    }
    flush(&pending, &work)
  }

  private func flush(_ pending: inout Int32, _ work: inout Workspace) {
    if pending > 0, let unknown { work.add(unknown, length: pending) }
    pending = 0
  }

  /// The token of one character, or -1; `work.text` is then what was looked for.
  private func initial(
    _ bytes: [UInt8], _ index: Int, _ length: Int, isFirst: Bool, isLast: Bool, _ work: inout Workspace
  ) -> Int32 {
    work.text.removeAll(keepingCapacity: true)
    if !isFirst { work.text += options.continuingPrefix }
    work.text += bytes[index..<index + length]
    if isLast { work.text += options.endSuffix }
    return vocabulary.table.id(
      of: work.text, from: 0, to: work.text.count, hash: VocabularyTable.hash(work.text))
  }

  /// Adds a token a byte of what was looked for, where all of them are tokens.
  private func addBytes(_ work: inout Workspace) -> Bool {
    guard options.fallsBackToBytes, work.text.allSatisfy({ byteTokens[Int($0)] >= 0 }) else { return false }
    for byte in work.text { work.add(byteTokens[Int(byte)], length: 1) }
    return true
  }

  private func mergeAll(_ work: inout Workspace) {
    if work.symbols.count < 2 { return }
    for left in 0..<(work.symbols.count - 1) { queue(left, &work) }
    while let (rank, place) = work.popLowest() {
      let left = work.symbols[place]
      guard left.length > 0, left.next >= 0 else { continue }
      let right = work.symbols[Int(left.next)]
      // The neighbour may have changed since the pair was queued.
      guard let merge = merges.merge(left.id, right.id), merge.rank == rank else { continue }
      work.symbols[place].id = merge.id
      work.symbols[place].length += right.length
      work.symbols[place].next = right.next
      work.symbols[Int(left.next)].length = 0
      if right.next >= 0 { work.symbols[Int(right.next)].previous = Int32(truncatingIfNeeded: place) }
      if left.previous >= 0 { queue(Int(left.previous), &work) }
      queue(place, &work)
    }
  }

  /// Queues the pair that begins at a symbol, if it is ever merged.
  @inline(__always)
  private func queue(_ place: Int, _ work: inout Workspace) {
    let left = work.symbols[place]
    guard left.next >= 0 else { return }
    guard let merge = merges.merge(left.id, work.symbols[Int(left.next)].id) else { return }
    work.push(rank: merge.rank, place: place)
  }
}
