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
    /// Whether an unknown character becomes one token per byte, such as `<0x0A>`.
    var fallsBackToBytes = false
    /// Whether a word that is a token is that token, whatever the merges say.
    var ignoresMerges = false
  }

  let vocabulary: Vocabulary
  let unknown: Int32?
  /// What characters are looked up in; its ids are symbols.
  private let symbols: VocabularyTable
  /// The token of each symbol; empty where symbols are tokens.
  private var tokens: [Int32] = []
  private let unknownSymbol: Int32?
  private let merges: PairTable
  private let options: Options
  /// The tokens of `<0x00>` to `<0xFF>`, -1 where there is none.
  private var byteTokens: [Int32] = []
  /// The tokens of the characters that byte-level tokenizers write, -1 where there is none; empty where what a character
  /// becomes depends on its place.
  private var frequentTokens: [Int32] = []

  private static let frequentScalars: UInt32 = 0x180

  /// A model; `merges` are pairs of tokens, the earliest first.
  init(
    _ table: VocabularyTable, merges list: [(String, String)], unknownToken: String?, options: Options,
    path: String
  ) throws(TokenizerError) {
    vocabulary = Vocabulary(table)
    symbols = table
    self.options = options
    unknown = unknownToken.flatMap { table.id(of: $0) }
    unknownSymbol = unknown
    merges = try Self.merges(list, symbols: table, options: options, path: path)
    if options.continuingPrefix.isEmpty, options.endSuffix.isEmpty {
      frequentTokens = (0..<Self.frequentScalars).map { scalar in
        Unicode.Scalar(scalar).flatMap { table.id(of: String($0)) } ?? -1
      }
    }
    if options.fallsBackToBytes {
      byteTokens = (0..<256).map { byte in
        let digits = String(byte, radix: 16, uppercase: true)
        return table.id(of: "<0x\(byte < 16 ? "0" : "")\(digits)>") ?? -1
      }
    }
  }

  /// A model as fairseq writes it: a token that is continued has `@@` behind it in the vocabulary, while the last symbol of a
  /// word has `</w>` behind it in the merges. A symbol without a token is unknown.
  init(
    continuedPieces table: VocabularyTable, merges list: [(String, String)], unknown: Int32
  ) throws(TokenizerError) {
    let end = Array("</w>".utf8)
    var symbols = VocabularyTable(capacity: table.count + list.count)
    var tokens: [Int32] = []
    for entry in 0..<table.count {
      let key = table.key(of: entry)
      let symbol = key.suffix(2).elementsEqual("@@".utf8) ? Array(key.dropLast(2)) : key + end
      guard !symbol.isEmpty, symbols.id(of: symbol) == nil else { continue }
      symbols.insert(symbol, id: Int32(tokens.count))
      tokens.append(table.id(ofEntry: entry))
    }
    for (left, right) in list {
      for symbol in [Array(left.utf8), Array(right.utf8), Array(left.utf8) + Array(right.utf8)]
      where symbols.id(of: symbol) == nil {
        symbols.insert(symbol, id: Int32(tokens.count))
        tokens.append(unknown)
      }
    }
    unknownSymbol = Int32(tokens.count)
    tokens.append(unknown)
    vocabulary = Vocabulary(table)
    self.unknown = unknown
    self.symbols = symbols
    self.tokens = tokens
    options = Options(endSuffix: end)
    merges = try Self.merges(list, symbols: symbols, options: options, path: "bpe.codes")
  }

  private static func merges(
    _ list: [(String, String)], symbols table: VocabularyTable, options: Options, path: String
  ) throws(TokenizerError) -> PairTable {
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
    return merges
  }

  /// What is put before every character but the first, where that is anything.
  var continuingPrefix: String? {
    options.continuingPrefix.isEmpty ? nil : String(decoding: options.continuingPrefix, as: UTF8.self)
  }

  /// Emits the tokens of a word.
  func tokenize(_ bytes: [UInt8], from start: Int, to end: Int, into sink: inout TokenSink) {
    let word = WordKey(bytes, from: start, to: end)
    if let word, sink.emitKnown(word, at: start) { return }
    let count = sink.ids.count
    if options.ignoresMerges {
      let whole = symbols.id(
        of: bytes, from: start, to: end, hash: VocabularyTable.hash(bytes[start..<end]))
      if whole >= 0 {
        sink.emit(whole, from: start, to: end)
        return
      }
    }
    sink.merging.removeAll()
    addCharacters(bytes, start, end, &sink.merging)
    mergeAll(&sink.merging)
    var place = start
    // A character that nothing stands for leaves no symbol, so that what follows moves up: as in the
    // reference.
    for index in sink.merging.symbols.indices {
      let symbol = sink.merging.symbols[index]
      if symbol.length == 0 { continue }
      sink.emit(
        tokens.isEmpty ? symbol.id : tokens[Int(symbol.id)], from: place, to: place + Int(symbol.length))
      place += Int(symbol.length)
    }
    if let word { sink.remember(word, at: start, since: count) }
  }

  private func addCharacters(_ bytes: [UInt8], _ start: Int, _ end: Int, _ work: inout Workspace) {
    var pending: Int32 = 0
    var index = start
    while index < end {
      let length = UTF8Scalar.length(startingWith: bytes[index])
      var id: Int32 = -1
      if length <= 2, !frequentTokens.isEmpty {
        let scalar = UTF8Scalar.decode(bytes, at: index).scalar
        if scalar < Self.frequentScalars { id = frequentTokens[Int(scalar)] }
      }
      if id < 0 {
        id = initial(bytes, index, length, isFirst: index == start, isLast: index + length == end, &work)
      }
      index += length
      if id >= 0 {
        flush(&pending, &work)
        work.add(id, length: Int32(length))
      } else if !addBytes(&work) {
        if unknownSymbol == nil { continue }
        if !options.fusesUnknown { flush(&pending, &work) }
        pending += Int32(length)
      }
    }
    flush(&pending, &work)
  }

  private func flush(_ pending: inout Int32, _ work: inout Workspace) {
    if pending > 0, let unknownSymbol { work.add(unknownSymbol, length: pending) }
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
    return symbols.id(
      of: work.text, from: 0, to: work.text.count, hash: VocabularyTable.hash(work.text))
  }

  /// Adds one token per byte of what was looked for, where all of them are tokens.
  private func addBytes(_ work: inout Workspace) -> Bool {
    guard options.fallsBackToBytes, work.text.allSatisfy({ byteTokens[Int($0)] >= 0 }) else { return false }
    for byte in work.text { work.add(byteTokens[Int(byte)], length: 1) }
    return true
  }

  private func mergeAll(_ work: inout Workspace) {
    if work.symbols.count <= Self.shortWord { mergeByScanning(&work) } else { mergeByQueue(&work) }
  }

  /// In words of as many symbols the lowest pair is found faster by a look at all of them.
  private static let shortWord = 32

  private func mergeByScanning(_ work: inout Workspace) {
    work.merges.removeAll(keepingCapacity: true)
    var count = work.symbols.count
    if count < 2 { return }
    for left in 0..<(count - 1) {
      work.merges.append(merges.merge(work.symbols[left].id, work.symbols[left + 1].id))
    }
    while count > 1 {
      var place = 0
      for index in 1..<max(count - 1, 1) where work.merges[index].rank < work.merges[place].rank {
        place = index
      }
      let merge = work.merges[place]
      if merge.rank == PairTable.Merge.none.rank { break }
      work.symbols[place].id = merge.id
      work.symbols[place].length += work.symbols[place + 1].length
      count -= 1
      for index in (place + 1)..<max(count, place + 1) { work.symbols[index] = work.symbols[index + 1] }
      for index in place..<max(count - 1, place) { work.merges[index] = work.merges[index + 1] }
      if place > 0 {
        work.merges[place - 1] = merges.merge(work.symbols[place - 1].id, merge.id)
      }
      if place + 1 < count { work.merges[place] = merges.merge(merge.id, work.symbols[place + 1].id) }
    }
    work.symbols.removeSubrange(count...)
  }

  private func mergeByQueue(_ work: inout Workspace) {
    for left in 0..<(work.symbols.count - 1) { queue(left, &work) }
    while let (rank, place) = work.popLowest() {
      let left = work.symbols[place]
      guard left.length > 0, left.next >= 0 else { continue }
      let right = work.symbols[Int(left.next)]
      // The neighbour may have changed since the pair was queued.
      let merge = merges.merge(left.id, right.id)
      guard merge.rank == rank else { continue }
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
    let merge = merges.merge(left.id, work.symbols[Int(left.next)].id)
    if merge.rank == PairTable.Merge.none.rank { return }
    work.push(rank: merge.rank, place: place)
  }
}
