extension XMLWeave {
  /// The element around a labelled stretch, and the attribute that holds its label.
  static func spanNames(in document: XMLDocument) -> (element: [UInt8], attribute: [UInt8]) {
    document.isTEI ? (Array("name".utf8), Array("type".utf8)) : (Array("span".utf8), Array("label".utf8))
  }

  /// An element around every labelled stretch. It takes whole elements in, and comes in several pieces with
  /// `part` where a tag would cross it.
  mutating func addSpans(
    _ spans: [(range: Range<Int>, label: String)], to record: XMLRecord, _ value: XMLStringValue, field: Int,
    replace: Bool
  ) {
    let tree = XMLTree(record.events, value)
    let (name, attribute) = Self.spanNames(in: record.document)
    var end = 0
    for span in spans.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      guard let range = value.aligned(span.range), range.lowerBound >= end else { continue }
      end = range.upperBound
      let label = Array(span.label.utf8)
      guard let stretch = Stretch(range, value) else { continue }
      if let element = stretch.element(named: name, tree, record, field: field) {
        // The document says so already, or a former run did.
        guard case .start(let own) = record.events[element] else { continue }
        if replace || own.attribute(attribute) == nil { set(attribute, to: label, at: element) }
        continue
      }
      let pieces = stretch.pieces(tree, record.events, value, field: field)
      for (index, piece) in pieces.enumerated() {
        var attributes = [
          XMLAttribute(name: XMLName(prefix: nil, local: attribute, namespace: nil), value: label)
        ]
        if let part = Self.part(index, of: pieces.count) {
          attributes.append(XMLAttribute(name: XMLName("part"), value: part))
        }
        wrap(piece.from, piece.to, in: Inserted(local: name, attributes: attributes))
      }
    }
  }

  /// A stretch of the text by the places where it begins and ends.
  private struct Stretch {
    var from: Position
    var to: Position

    /// Nil for a stretch without text of its own.
    init?(_ range: Range<Int>, _ value: XMLStringValue) {
      let first = value.segment(behind: range.lowerBound)
      let last = value.segment(behind: range.upperBound - 1)
      guard first < value.segments.count else { return nil }
      // An end in a blank that stands for an element lies behind the text before it.
      let lastIndex =
        last < value.segments.count && value.segments[last].start < range.upperBound ? last : last - 1
      guard lastIndex >= first else { return nil }
      let (start, end) = (value.segments[first], value.segments[lastIndex])
      from = Position(event: start.event, offset: max(0, range.lowerBound - start.start))
      to = Position(event: end.event, offset: min(end.count, range.upperBound - end.start))
    }

    /// The element of this name whose text is the stretch and no more.
    func element(named name: [UInt8], _ tree: XMLTree, _ record: XMLRecord, field: Int) -> Int? {
      let parent = tree.parent[from.event]
      guard parent > field, parent == tree.parent[to.event], case .start(let element) = record.events[parent],
        element.name.isLocally(name), begins(parent, tree), ends(parent, tree)
      else { return nil }
      return parent
    }

    /// Whether an element has no text that is read before the stretch.
    private func begins(_ start: Int, _ tree: XMLTree) -> Bool {
      tree.textBefore[start] == tree.textBefore[from.event] + from.offset
    }

    /// Whether an element has no text that is read after the stretch.
    private func ends(_ start: Int, _ tree: XMLTree) -> Bool {
      tree.textBefore[tree.partner[start]] == tree.textBefore[to.event] + to.offset
    }

    /// Stretches that no tag crosses, as few as there can be, none of them blank.
    func pieces(_ tree: XMLTree, _ events: [XMLEvent], _ value: XMLStringValue, field: Int) -> [(
      from: Position, to: Position
    )] {
      let (from, to) = widened(tree, field: field)
      var pieces: [(from: Position, to: Position)] = []
      var begin = from
      func close(at end: Position) {
        if let trimmed = Self.trimmed(begin, end, events, tree, value) { pieces.append(trimmed) }
      }
      var index = from.event
      while index < to.event {
        switch events[index] {
        case .start:
          if tree.partner[index] < to.event {
            index = tree.partner[index]
          } else {
            close(at: Position(event: index, offset: 0))
            begin = Position(event: index + 1, offset: 0)
          }
        case .end:
          close(at: Position(event: index, offset: 0))
          begin = Position(event: index + 1, offset: 0)
        default: break
        }
        index += 1
      }
      close(at: to)
      return pieces
    }

    /// Takes in the elements that the stretch begins or ends with, where it continues outside of them.
    private func widened(_ tree: XMLTree, field: Int) -> (from: Position, to: Position) {
      var (from, to) = (from, to)
      var around = tree.parent[from.event]
      while around > field, tree.partner[around] < to.event, begins(around, tree) {
        from = Position(event: around, offset: 0)
        around = tree.parent[around]
      }
      around = tree.parent[to.event]
      while around > field, around > from.event, ends(around, tree) {
        to = Position(event: tree.partner[around] + 1, offset: 0)
        around = tree.parent[around]
      }
      return (from, to)
    }

    /// A piece without the blanks at the ends of its texts; nil where nothing else is in it.
    private static func trimmed(
      _ from: Position, _ to: Position, _ events: [XMLEvent], _ tree: XMLTree, _ value: XMLStringValue
    ) -> (from: Position, to: Position)? {
      var first: Position?
      var last: Position?
      var segment = value.segment(from: from.event)
      while segment < value.segments.count, value.segments[segment].event <= to.event {
        let part = value.segments[segment]
        let begin = part.event == from.event ? from.offset : 0
        let end = part.event == to.event ? to.offset : part.count
        for offset in begin..<max(begin, end) where !value.isBlank(at: part.start + offset) {
          if first == nil { first = Position(event: part.event, offset: offset) }
          last = Position(event: part.event, offset: offset + 1)
        }
        segment += 1
      }
      guard let first, let last else { return nil }
      // An element that is taken in is taken in whole.
      func child(_ event: Int) -> Int {
        var child = event
        while tree.parent[child] != tree.parent[from.event] { child = tree.parent[child] }
        return child
      }
      let (head, tail) = (child(first.event), child(last.event))
      return (
        head == first.event ? first : Position(event: head, offset: 0),
        tail == last.event ? last : Position(event: tree.partner[tail] + 1, offset: 0)
      )
    }
  }
}
