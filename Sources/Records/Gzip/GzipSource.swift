/// Gunzips another source: one member or several, zero padding after the last one. Other bytes there are left out, and noted.
package struct GzipSource: ByteSource {
  private var source: any ByteSource
  private let notes: ReadNotes
  private let inflater: ZlibInflater
  private var input: ArraySlice<UInt8> = []
  /// Whether the inflater may hold output that needs no more input.
  private var isFull = false
  private var state = State.between(isFirst: true)

  private enum State {
    /// Before a member's header.
    case between(isFirst: Bool)
    /// Inside a member.
    case inside
    /// After the last member, where only zeros may follow.
    case padding
    /// Behind the last good byte.
    case corrupt
    case end
  }

  /// How many bytes one step gives at most.
  private static let step = 1 << 16

  /// A source that gives what `source` holds compressed. Throws when zlib has no memory.
  package init(_ source: any ByteSource, notes: ReadNotes = ReadNotes()) throws(RecordsError) {
    guard let inflater = ZlibInflater() else { throw .gzipMemory }
    self.source = source
    self.notes = notes
    self.inflater = inflater
  }

  /// The next bytes.
  package mutating func next() throws(RecordsError) -> [UInt8]? {
    while true {
      if case .corrupt = state { throw .gzipCorrupt }
      if input.isEmpty, !isFull {
        if case .end = state { return nil }
        guard let more = try source.next() else {
          guard case .inside = state else {
            state = .end
            return nil
          }
          throw .gzipTruncated
        }
        input = more[...]
      }
      switch state {
      case .end, .corrupt: return nil
      case .padding:
        input = input.drop { $0 == 0 }
        if !input.isEmpty { try leaveOutTheRest() }
      case .between(let isFirst):
        if isFirst {
          state = .inside
        } else if input.first == 0 {
          state = .padding
        } else {
          if input.count < 2, let more = try source.next() { input += more }
          if Self.isGzip(input) { state = .inside } else { try leaveOutTheRest() }
        }
      case .inside:
        var output: [UInt8] = []
        let (taken, outcome) = inflater.step(input, into: &output, limit: Self.step)
        input = input.dropFirst(taken)
        isFull = output.count == Self.step
        switch outcome {
        case .corrupt:
          // What was good up to here is given out first, so that chunks do not matter.
          guard !output.isEmpty else { throw .gzipCorrupt }
          state = .corrupt
        case .memberEnd:
          inflater.reset()
          isFull = false
          state = .between(isFirst: false)
        case .more: break
        }
        if !output.isEmpty { return output }
      }
    }
  }

  private mutating func leaveOutTheRest() throws(RecordsError) {
    notes.add(.trailingBytes(.gzip))
    state = .end
    input = []
    while try source.next() != nil {}
  }

  /// Whether bytes begin as gzip does.
  package static func isGzip(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }
}
