/// Which elements of a record are blocks: text on one side of such an element and text on the other are no one word.
///
/// Some names are those of blocks everywhere. Beyond that, the children of an element that has neither text of its own nor
/// markup within words are fields or the like.
struct XMLBlocks {
  private var isBlock: [Int: Bool] = [:]
  private var open: [Bool] = []

  private static let blocks: Set<[UInt8]> = names(
    "p para simpara ab l lg item list list-item listitem itemizedlist orderedlist li ul ol dl dt dd row cell table tr td th "
      + "thead tbody entry div div1 div2 div3 div4 sec section head caption disp-quote blockquote h1 h2 h3 h4 h5 h6"
  )

  /// Markup within words, in whatever vocabulary.
  private static let inline: Set<[UInt8]> = names(
    "w pc c g hi emph emphasis b i u em strong bold italic sc sub sup subscript superscript span a small big tt code font mark "
      + "ins del abbr acronym foreign ref xref ext-link link ulink phrase literal styled-content named-content monospace "
      + "underline strike overline roman sans-serif bpt ept ph it ut mrk")

  /// Whether an element is markup within words: in TEI all that is neither a block nor a sentence.
  static func isInline(_ name: XMLName) -> Bool {
    let local = Array(name.local)
    if name.namespace == XMLPreset.teiNamespace { return !blocks.contains(local) && local != sentence }
    return inline.contains(local)
  }

  private static let sentence = [UInt8(ascii: "s")]

  private static func names(_ text: String) -> Set<[UInt8]> {
    Set(text.split(separator: " ").map { Array($0.utf8) })
  }

  /// The blocks of the element that begins at an event.
  init(_ events: [XMLEvent], from start: Int) {
    var parents: [(hasText: Bool, hasInline: Bool, children: [Int])] = []
    for index in start..<events.count {
      switch events[index] {
      case .start(let element):
        if let last = parents.indices.last {
          parents[last].children.append(index)
          if Self.isInline(element.name) { parents[last].hasInline = true }
        }
        parents.append((false, false, []))
      case .text(let bytes), .cdata(let bytes):
        guard let last = parents.indices.last, !parents[last].hasText else { break }
        if bytes.contains(where: { $0 > 0x20 }) { parents[last].hasText = true }
      case .reference:
        if let last = parents.indices.last { parents[last].hasText = true }
      case .end:
        guard let parent = parents.popLast() else { break }
        let hasFields = !parent.hasText && parent.children.count > 1 && !parent.hasInline
        for child in parent.children {
          guard case .start(let element) = events[child], !element.isSkipped else { continue }
          let isEmpty = if case .end = events[child + 1] { true } else { false }
          if !isEmpty, hasFields || Self.blocks.contains(Array(element.name.local)) { isBlock[child] = true }
        }
        if parents.isEmpty { return }
      case .comment, .instruction, .literal: break
      }
    }
  }

  /// Enters the element that begins at an event; whether it is a block.
  mutating func enter(_ start: Int) -> Bool {
    open.append(isBlock[start] ?? false)
    return open.last ?? false
  }

  /// Leaves the element entered last; whether it is a block.
  mutating func leave() -> Bool { open.popLast() ?? false }
}
