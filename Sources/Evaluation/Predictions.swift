import Checkpoints
import JSON
import Records

/// The predictions of a file, to be taken one a gold record: by identifier where both sides have them, else in order.
struct Predictions: Sendable {
  /// The file's name, for messages.
  let file: String
  private let entries: [Entry]
  /// Places in `entries` by the identifiers' bytes; nil where an entry has none or two have the same.
  private let places: [[UInt8]: Int]?
  private var gold = 0
  private var foundByIdentifier = 0
  private var lacksIdentifier = false

  /// A prediction and the identifier that it has.
  struct Entry: Sendable {
    var id: String?
    var prediction: Prediction
  }

  /// Predictions in their order.
  init(_ entries: [Entry], file: String) {
    self.entries = entries
    self.file = file
    var places: [[UInt8]: Int] = [:]
    for (place, entry) in entries.enumerated() {
      if let id = entry.id { places[Array(id.utf8)] = place }
    }
    self.places = places.count == entries.count ? places : nil
  }

  /// The prediction for the next gold record; nil where there is none.
  mutating func next(for record: Record) -> Prediction? {
    defer { gold += 1 }
    if let places, !lacksIdentifier {
      if let id = Self.identifier(record) {
        guard let place = places[Array(id.utf8)] else { return nil }
        foundByIdentifier += 1
        return entries[place].prediction
      }
      lacksIdentifier = true
    }
    return gold < entries.count ? entries[gold].prediction : nil
  }

  /// Whether the predictions were those of the gold: called when all gold was read.
  func checkFit() throws(EvaluationFault) {
    if places != nil, !lacksIdentifier {
      guard foundByIdentifier > 0 || gold == 0 else { throw .noCommonIdentifier(file: file) }
    } else if gold != entries.count {
      throw .predictionCount(predictions: entries.count, gold: gold, file: file)
    }
  }

  /// A record's identifier as text; questions without one are named by their line, as in predictions of ours.
  private static func identifier(_ record: Record) -> String? {
    if let id = record.id.flatMap(\.identifierText) { return id }
    if record.carrier is SQuADQuestion { return "line:\(record.place.line)" }
    return nil
  }
}
