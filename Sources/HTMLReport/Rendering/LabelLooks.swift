/// How labels look: a colour, and a kind of underline where colours run out. Labels take them in the order of their names, so that
/// the same labels look the same in every report.
struct LabelLooks {
  private static let colours = 12
  private static let lines = 4

  private let places: [String: Int]

  /// Looks for the labels that were counted.
  init(_ labels: LabelCounts) {
    // Of many, the frequent ones must be told apart.
    let frequent = labels.sorted.prefix(Self.colours * Self.lines).map(\.label)
    places = Dictionary(uniqueKeysWithValues: frequent.sorted().enumerated().map { ($1, $0) })
  }

  /// The classes of the style sheet for a label; nil is a word without one.
  func look(of label: String?) -> String {
    guard let place = label.flatMap({ places[$0] }) else { return "none" }
    let line = place / Self.colours
    return "c\(place % Self.colours)" + (line > 0 ? " l\(line)" : "")
  }
}
