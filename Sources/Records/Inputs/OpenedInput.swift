/// An input whose format is known, unpacked and in UTF-8, at its first byte.
package struct OpenedInput: Sendable {
  /// The format.
  package let format: RecordFormat
  /// Whether its bytes are others than those of the file, which was compressed or in another encoding.
  package let isConverted: Bool
  /// What its sources have to say when it was read to its end.
  package let notes: ReadNotes
  /// Its bytes from the first one on.
  package let source: any ByteSource

  /// Compressions within each other that are unpacked.
  private static let mostLayers = 3

  /// Opens an input: unpacks it when it begins as compressed data do, converts it from an encoding where one is named, and
  /// finds out its format where none is given, by its name, then by its first bytes. A file of rejects is opened as the
  /// format that its records have.
  package init(
    _ source: any ByteSource, name: String?, format given: RecordFormat? = nil, encoding: String? = nil
  ) throws(RecordsError) {
    let notes = ReadNotes()
    self.notes = notes
    var (opening, rest) = try Self.open(source)
    var layers = 0
    while layers < Self.mostLayers, let compression = Compression(opening) {
      let packed = PrefixedSource(opening, rest)
      (opening, rest) = try Self.open(
        compression == .gzip
          ? GzipSource(packed, notes: notes) : CompressedSource(packed, compression, notes: notes))
      layers += 1
    }
    isConverted = layers > 0 || encoding != nil
    if let encoding {
      guard let charset = Charset(encoding) else { throw .unknownEncoding(encoding) }
      (opening, rest) = try Self.open(ConvertedSource(PrefixedSource(opening, rest), charset))
    } else if let kind = BinaryKind(opening) {
      throw .binary(kind)
    }
    let named = name.flatMap(RecordFormat.init(name:))
    var known = RecordFormat.text
    if let given { known = given } else { known = try Self.sniff(&opening, &rest, named: named) }
    if known == .jsonl {
      // Documents are often called lines, and lines may be paragraphs with their questions.
      let found = try Self.sniff(&opening, &rest, named: nil)
      if found == .json || (found == .squad && given == nil) { known = found }
    }
    while opening.count < RejectsSource.opening.count, RejectsSource.opening.starts(with: opening),
      let more = try rest.next()
    { opening += more }
    if opening.starts(with: RejectsSource.opening) {
      // The first line names the file, and so the format, that the rejects come from.
      while !opening.contains(0x0A), let more = try rest.next() { opening += more }
      known = given ?? RejectsSource.format(of: opening) ?? .jsonl
      if let unwrapped = RejectsSource(PrefixedSource(opening, rest), format: known) {
        self.format = known
        self.source = unwrapped
        return
      }
      // A rejected question is already a line of JSON; an element of XML is not a document by itself.
      if known == .squad || given == nil { known = .jsonl }
    }
    if known == .xml, encoding != nil { throw .ownEncoding(format: "XML") }
    if known != .xml, let bigEndian = Opening(opening, isWhole: false).utf16 {
      throw .utf16(bigEndian: bigEndian)
    }
    self.format = known
    self.source = PrefixedSource(opening, rest)
  }

  /// The first bytes, enough to know compressed data by unless a line ends before, and the source of what follows.
  private static func open(
    _ source: any ByteSource
  ) throws(RecordsError) -> (opening: [UInt8], rest: any ByteSource) {
    var source = source
    var opening: [UInt8] = []
    while opening.count < Compression.openingCount, opening.count < 2 || !opening.contains(0x0A),
      let more = try source.next()
    { opening += more }
    return (opening, source)
  }

  /// The format that the first bytes indicate, where the name does not say more than they; more of them are pulled while they are inconclusive.
  private static func sniff(
    _ opening: inout [UInt8], _ rest: inout any ByteSource, named: RecordFormat?
  ) throws(RecordsError) -> RecordFormat {
    func sniff(_ opening: Opening) -> RecordFormat? {
      if let named { RecordFormat.sniff(opening, named: named) } else { RecordFormat.sniff(opening) }
    }
    while true {
      let found = Opening(opening, isWhole: false)
      if let format = sniff(found) { return format }
      guard opening.count < Opening.enough, let more = try rest.next() else { break }
      opening += more
    }
    return sniff(Opening(opening, isWhole: true)) ?? named ?? .text
  }
}
