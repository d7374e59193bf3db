/// A queue whose elements keep the number they got when they were appended.
struct SlotQueue<Element> {
  private var storage: [Element?] = []
  private var head = 0
  /// The number of the first element.
  private(set) var startIndex = 0

  /// The number that the next element gets.
  var endIndex: Int { startIndex + storage.count - head }

  mutating func append(_ element: Element) {
    storage.append(element)
  }

  /// Drops the first element.
  mutating func dropFirst() {
    storage[head] = nil
    head += 1
    startIndex += 1
    if head >= 64 && head * 2 >= storage.count {
      storage.removeSubrange(..<head)
      head = 0
    }
  }

  /// Drops every element from the given number on.
  mutating func truncate(to end: Int) {
    storage.removeSubrange(min(storage.count, max(head, end - startIndex + head))...)
  }

  /// The element with the given number; changed in place.
  subscript(index: Int) -> Element {
    get {
      guard let element = storage[index - startIndex + head] else {
        preconditionFailure("no element \(index)")
      }
      return element
    }
    _modify {
      let place = index - startIndex + head
      guard var element = storage[place] else { preconditionFailure("no element \(index)") }
      storage[place] = nil
      defer { storage[place] = element }
      yield &element
    }
  }
}
