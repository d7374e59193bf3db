#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The text-classification pipeline.
extension HuggingFace {
  /// What is done to logits (`function_to_apply`).
  package enum ScoreFunction: String, Sendable, CaseIterable {
    /// Each label by itself.
    case sigmoid
    /// One label among all.
    case softmax
    /// Nothing.
    case none

    /// The pipeline's choice: nothing for regression, sigmoid for several labels at once or one label, else soft-max.
    package init(problemType: String?, labelCount: Int) {
      switch problemType {
      case "regression": self = .none
      case "multi_label_classification": self = .sigmoid
      default: self = labelCount == 1 ? .sigmoid : .softmax
      }
    }

    /// The scores of a row of logits.
    package func scores(_ logits: [Float]) -> [Float] {
      switch self {
      case .sigmoid: logits.map { 1 / (1 + exp(-$0)) }
      case .softmax: NumPyFloat.softmax(logits)
      case .none: logits
      }
    }
  }

  /// An entry of the pipeline's result.
  package struct Label: Sendable, Equatable {
    /// From `id2label`.
    package var label: String
    /// The function's value for the logit.
    package var score: Float
  }

  /// The labels of a text, best first, at most `topK` (`nil`: all); equal ones in the order of their ids.
  package static func labels(_ labels: [String], logits: [Float], function: ScoreFunction, topK: Int? = 1)
    -> [Label]
  {
    let scores = function.scores(logits)
    let order = scores.indices.sorted { scores[$0] > scores[$1] || scores[$0] == scores[$1] && $0 < $1 }
    return order.prefix(topK ?? order.count).map { Label(label: labels[$0], score: scores[$0]) }
  }
}
