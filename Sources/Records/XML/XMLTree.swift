/// How the events of a record nest: what a span needs to know to close where it must.
struct XMLTree {
  /// The end tag of every start tag, and the other way round; -1 elsewhere.
  private(set) var partner: [Int]
  /// The start tag of the element around every event, -1 around the record.
  private(set) var parent: [Int]
  /// The bytes of read text before every event.
  private(set) var textBefore: [Int]

  init(_ events: [XMLEvent], _ value: XMLStringValue) {
    partner = Array(repeating: -1, count: events.count)
    parent = Array(repeating: -1, count: events.count)
    textBefore = Array(repeating: 0, count: events.count + 1)
    var open: [Int] = []
    var segment = 0
    var count = 0
    for index in events.indices {
      textBefore[index] = count
      switch events[index] {
      case .start:
        parent[index] = open.last ?? -1
        open.append(index)
      case .end:
        if let start = open.popLast() {
          partner[start] = index
          partner[index] = start
          parent[index] = open.last ?? -1
        }
      default: parent[index] = open.last ?? -1
      }
      if segment < value.segments.count, value.segments[segment].event == index {
        count += value.segments[segment].count
        segment += 1
      }
    }
    textBefore[events.count] = count
  }

  /// The bytes of read text in an element.
  func textCount(of start: Int) -> Int { textBefore[partner[start]] - textBefore[start] }
}
