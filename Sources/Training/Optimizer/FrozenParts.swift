import Encoders
import Faults

/// Parts of a model that are not trained.
package struct FrozenParts: Sendable, Equatable {
  /// A part, as recipes call it.
  package enum Part: Sendable, Equatable {
    /// The table of words alone.
    case words
    /// All tables, and the norm and projection after them.
    case embeddings
    /// Stored layers, by number.
    case layers(ClosedRange<Int>)
    /// The pooler.
    case pooler
    /// All but the heads.
    case encoder
  }

  /// The parts.
  package var parts: [Part]

  /// Parts that are not trained; none where everything is.
  package init(_ parts: [Part] = []) { self.parts = parts }

  /// Whether a parameter is not trained.
  package func contains(_ parameter: Parameter) -> Bool {
    let place = ParameterPlace(parameter.name)
    return parts.contains { part in
      switch part {
      case .words: parameter.name.hasPrefix("embeddings.word.")
      case .embeddings: place == .embeddings
      case .layers(let numbers):
        if case .layer(let number) = place { numbers.contains(number) } else { false }
      case .pooler: place == .pooler
      case .encoder: place != .head
      }
    }
  }

  /// The layers of the schedule, from the first on, whose gradients are not needed: nil where even the tables' are.
  package func frozenLayers(of encoder: EncoderParameters) -> Int? {
    let tables = encoder.all.filter { ParameterPlace($0.name) == .embeddings }
    guard tables.allSatisfy(contains) else { return nil }
    return encoder.architecture.schedule.prefix { encoder.layers[$0].all.allSatisfy(contains) }.count
  }
}

extension FrozenParts.Part {
  /// The part that a name stands for: `words`, `embeddings`, `layers.3`, `layers.0-5`, `pooler` or `encoder`.
  package init?(_ name: String) {
    switch name {
    case "words": self = .words
    case "embeddings": self = .embeddings
    case "pooler": self = .pooler
    case "encoder": self = .encoder
    default:
      guard name.hasPrefix("layers.") else { return nil }
      let ends = name.dropFirst("layers.".count).split(separator: "-", omittingEmptySubsequences: false)
        .map { Int($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, 0 <= first,
        first <= last
      else { return nil }
      self = .layers(first...last)
    }
  }

  /// The name that it is read by.
  package var name: String {
    switch self {
    case .words: "words"
    case .embeddings: "embeddings"
    case .pooler: "pooler"
    case .encoder: "encoder"
    case .layers(let numbers):
      numbers.count == 1
        ? "layers.\(numbers.lowerBound)" : "layers.\(numbers.lowerBound)-\(numbers.upperBound)"
    }
  }
}

/// Where in a model a parameter is, by its canonical name.
enum ParameterPlace: Equatable {
  case embeddings
  case layer(Int)
  case pooler
  case head

  init(_ name: String) {
    if name.hasPrefix("embeddings.") || name.hasPrefix("attention.bias.") {
      self = .embeddings
    } else if name.hasPrefix("layers."), let number = Int(name.dropFirst(7).prefix { $0 != "." }) {
      self = .layer(number)
    } else if name.hasPrefix("pooler.") {
      self = .pooler
    } else {
      self = .head
    }
  }
}
