/// Counts the words of a document inside of its records and outside of them; skipped elements have none.
struct XMLWordCount: Sendable {
  /// Words in records.
  private(set) var inside = 0
  /// Words in no record.
  private(set) var outside = 0

  /// The element whose text counts; nil for the whole document.
  private let area: [UInt8]?
  private var depth = 0
  private var skippedDepth: Int?
  private var areaDepth: Int?
  private var isInWord = false

  init(area: String?) { self.area = area.map { Array($0.utf8) } }

  /// Counts a record.
  mutating func add(record events: [XMLEvent]) {
    isInWord = false
    for event in events { inside += words(of: event) }
    isInWord = false
  }

  /// Counts an event between records.
  mutating func add(outside event: XMLEvent) { outside += words(of: event) }

  /// The words that begin in an event. Markup within words does not end one, other tags do.
  private mutating func words(of event: XMLEvent) -> Int {
    switch event {
    case .start(let element):
      depth += 1
      if element.isSkipped, skippedDepth == nil { skippedDepth = depth }
      if let area, areaDepth == nil, element.name.isLocally(area) { areaDepth = depth }
      if !XMLBlocks.isInline(element.name) { isInWord = false }
    case .end(let name):
      if skippedDepth == depth { skippedDepth = nil }
      if areaDepth == depth { areaDepth = nil }
      depth -= 1
      if !XMLBlocks.isInline(name) { isInWord = false }
    case .text(let bytes), .cdata(let bytes):
      guard skippedDepth == nil, area == nil || areaDepth != nil else { return 0 }
      var count = 0
      for byte in bytes {
        let isBlank = byte <= 0x20
        if !isBlank, !isInWord { count += 1 }
        isInWord = !isBlank
      }
      return count
    case .comment, .instruction, .reference, .literal: break
    }
    return 0
  }
}
