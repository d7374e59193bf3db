import Training
import Yams

extension JobValue<Double> {
  /// A number over zero.
  static var positive: Self { number(.number) { $0 > 0 } }

  /// A number from zero on.
  static var notNegative: Self { number(.number) { $0 >= 0 } }

  /// A number from 0 to below 1.
  static var share: Self { number(.number) { (0..<1).contains($0) } }

  /// A time such as `45m` or `3h`.
  static var duration: Self {
    Self(form: .duration) { node, _ in node.plainText.flatMap { RunLength.seconds($0) } }
  }

  private static func number(_ form: JobForm, where holds: @escaping (Double) -> Bool) -> Self {
    Self(form: form) { node, _ in
      // YAML 1.1 reads 3e-5, which has no point, as a text.
      node.plainText.flatMap { Double($0) }.flatMap { $0.isFinite && holds($0) ? $0 : nil }
    }
  }
}

extension JobValue<Extent> {
  /// Steps, or a percentage of all.
  static var extent: Self { Self(form: .extent) { node, _ in node.plainText.flatMap { Extent($0) } } }
}

extension JobValue<WeightAverage> {
  /// Which mean of the weights is taken.
  static var average: Self {
    Self(form: .average) { node, _ in node.plainText.flatMap { WeightAverage($0) } }
  }
}

extension JobValue<FrozenParts.Part> {
  /// A part of a model.
  static var part: Self {
    Self(form: .part) { node, _ in node.plainText.flatMap { FrozenParts.Part($0) } }
  }
}
