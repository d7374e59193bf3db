/// Reads the text of a pattern.
struct XMLPatternParser {
  /// A step of a path.
  struct Step {
    var isDescendant: Bool
    var prefix: Prefix
    /// Nil for `*`.
    var local: [UInt8]?
  }

  /// What stands before a local name.
  enum Prefix {
    case none, any
    case name([UInt8])
    case uri([UInt8])
  }

  /// More steps than these have no bits.
  private static let mostSteps = 60

  private let scalars: [Unicode.Scalar]
  private var place = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// The paths between the bars; nil for what is not a pattern.
  mutating func branches() -> [[Step]]? {
    var branches: [[Step]] = []
    repeat {
      guard let path = path() else { return nil }
      branches.append(path)
    } while take("|")
    return place == scalars.count ? branches : nil
  }

  private mutating func path() -> [Step]? {
    skipBlanks()
    var isDescendant = true
    if take(".") {
      guard take("/") else { return nil }
      isDescendant = take("/")
    } else if take("/") {
      isDescendant = take("/")
    }
    var steps: [Step] = []
    while true {
      skipBlanks()
      guard steps.count < Self.mostSteps, let step = step(isDescendant) else { return nil }
      steps.append(step)
      skipBlanks()
      guard take("/") else { return steps }
      isDescendant = take("/")
    }
  }

  private mutating func step(_ isDescendant: Bool) -> Step? {
    func made(_ prefix: Prefix, _ local: [UInt8]?) -> Step {
      Step(isDescendant: isDescendant, prefix: prefix, local: local)
    }
    if take("{") {
      let start = place
      while place < scalars.count, scalars[place] != "}" { place += 1 }
      let uri = utf8(scalars[start..<place])
      guard take("}") else { return nil }
      return test().map { made(.uri(uri), $0) }
    }
    guard let first = test() else { return nil }
    guard peek(":") else { return made(.none, first) }
    place += 1
    if peek(":") {
      // The one axis of patterns.
      guard let axis = first, axis.elementsEqual("child".utf8) else { return nil }
      place += 1
      return self.step(isDescendant)
    }
    guard let local = test() else { return nil }
    return made(first.map { .name($0) } ?? .any, local)
  }

  /// A name, `.some(nil)` for `*`; nil for neither.
  private mutating func test() -> [UInt8]?? {
    if take("*") { return .some(nil) }
    let start = place
    while place < scalars.count, Self.isNamePart(scalars[place]) { place += 1 }
    guard start < place, scalars[start] != ".", scalars[start] != "-", !("0"..."9").contains(scalars[start])
    else { return nil }
    return .some(utf8(scalars[start..<place]))
  }

  private func peek(_ scalar: Unicode.Scalar) -> Bool { place < scalars.count && scalars[place] == scalar }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek(scalar) else { return false }
    place += 1
    return true
  }

  private mutating func skipBlanks() {
    while place < scalars.count, " \t\n\r".unicodeScalars.contains(scalars[place]) { place += 1 }
  }

  private func utf8(_ part: ArraySlice<Unicode.Scalar>) -> [UInt8] { part.flatMap { Array($0.utf8) } }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCII || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_"
      || scalar == "-" || scalar == "."
  }
}
