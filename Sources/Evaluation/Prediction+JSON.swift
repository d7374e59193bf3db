import Annotations
import Checkpoints
import JSON
import Metrics
import Records
import Tasks

extension Prediction {
  /// Reads a prediction of a task as annotations are written, in our own shape or in that of Hugging Face, or as a bare
  /// value; nil where the value is none.
  static func reading(_ task: TaskName, _ value: JSONValue) -> Prediction? {
    switch task.entry.evaluation?.gold {
    case .tags: tags(value)
    case .answers: answer(value)
    case .label: GoldSelection.label(value["label"] ?? value).map { .label($0) }
    case nil: nil
    }
  }

  /// Labels, or objects with `label` and perhaps `start` and `end`.
  private static func tags(_ value: JSONValue) -> Prediction? {
    guard let elements = value.array else { return nil }
    var labels: [String?] = []
    var places: [Range<Int>] = []
    for element in elements {
      let label = element["label"] ?? element["entity"] ?? element["entity_group"] ?? element
      switch label {
      case .string(let text): labels.append(text)
      case .number(let number): labels.append(number.spelling)
      case .null: labels.append(nil)
      default: return nil
      }
      if let start = element["start"]?.int, let end = element["end"]?.int, start <= end {
        places.append(start..<end)
      }
    }
    return .tags(labels, places: places.count == labels.count ? places : nil)
  }

  private static func answer(_ value: JSONValue) -> Prediction? {
    if let text = value.string { return .answer(text, nullScore: nil) }
    guard let text = (value["text"] ?? value["answer"])?.string else { return nil }
    return .answer(text, nullScore: value["null_score"]?.double)
  }
}
