import Foundation

/// How values of a recipe are spelled.
extension Extent {
  /// `6%` or `150`.
  package init?(_ text: String) {
    if text.hasSuffix("%") {
      guard let percent = Double(text.dropLast().trimmingCharacters(in: .whitespaces)),
        (0...100).contains(percent)
      else { return nil }
      self = .share(percent / 100)
    } else {
      guard let steps = Int(text), steps >= 0 else { return nil }
      self = .steps(steps)
    }
  }

  /// As it is read.
  package var text: String {
    switch self {
    case .share(let share): Self.decimal((share * 1e6).rounded() / 1e4) + "%"
    case .steps(let steps): String(steps)
    }
  }

  /// Without `.0`.
  private static func decimal(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
  }
}

extension WeightAverage {
  /// `none`, `0.999` (exponential) or `last 20%`.
  package init?(_ text: String) {
    if text == "none" {
      self = .none
    } else if text.hasPrefix("last") {
      guard case .share(let share)? = Extent(text.dropFirst(4).trimmingCharacters(in: .whitespaces)),
        share > 0
      else { return nil }
      self = .last(share)
    } else {
      guard let kept = Double(text), kept > 0, kept < 1 else { return nil }
      self = .exponential(kept)
    }
  }

  /// As it is read.
  package var text: String {
    switch self {
    case .none: "none"
    case .exponential(let kept): String(kept)
    case .last(let share): "last \(Extent.share(share).text)"
    }
  }
}

extension RunLength {
  /// Seconds of `90`, `45m`, `3h` or `1h30m`.
  package static func seconds(_ text: String) -> Double? {
    var total = 0.0
    var number = ""
    for character in text {
      switch character {
      case "h", "m", "s":
        guard let value = Double(number) else { return nil }
        total += value * (character == "h" ? 3600 : character == "m" ? 60 : 1)
        number = ""
      default: number.append(character)
      }
    }
    if !number.isEmpty {
      guard let value = Double(number) else { return nil }
      total += value
    }
    return total > 0 && total.isFinite ? total : nil
  }
}

extension ClassWeighting {
  /// `none`, `auto` or the name of a file.
  package init(_ text: String) {
    self = text == "none" ? .none : text == "auto" ? .balanced : .file(text)
  }

  /// As it is read.
  package var text: String {
    switch self {
    case .none: "none"
    case .balanced: "auto"
    case .file(let file): file
    }
  }
}
