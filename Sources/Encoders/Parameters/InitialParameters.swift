import Foundation

/// First values for parameters that no checkpoint holds, as transformers gives them: ones for the scales of norms, zeros for
/// biases, and normal numbers around zero otherwise. They depend on the seed and the parameter's name alone, not on the order
/// in which they are asked for.
package struct InitialParameters: TensorSource, Sendable {
  /// What all numbers are drawn from.
  package let seed: UInt64
  /// The standard deviation of normal numbers (`initializer_range`).
  package let deviation: Float

  /// Values for a seed; the deviation is that of BERT unless given.
  package init(seed: UInt64, deviation: Float = 0.02) {
    self.seed = seed
    self.deviation = deviation
  }

  /// The first values of a parameter.
  package func floats(_ parameter: Parameter) -> [Float] {
    switch parameter.kind {
    case .scale: [Float](repeating: 1, count: parameter.count)
    case .bias: [Float](repeating: 0, count: parameter.count)
    case .matrix, .table: normal(parameter)
    }
  }

  /// Pairs of normal numbers out of pairs of even ones (Box and Muller).
  private func normal(_ parameter: Parameter) -> [Float] {
    var generator = SplitMix(seed: seed, name: parameter.name)
    var values: [Float] = []
    values.reserveCapacity(parameter.count + 1)
    while values.count < parameter.count {
      let radius = (-2 * log(1 - generator.nextFraction())).squareRoot() * Double(deviation)
      let angle = 2 * Double.pi * generator.nextFraction()
      values.append(Float(radius * cos(angle)))
      values.append(Float(radius * sin(angle)))
    }
    return Array(values.prefix(parameter.count))
  }
}

/// SplitMix64 (https://prng.di.unimi.it/splitmix64.c), started from a seed and a name.
private struct SplitMix {
  private var state: UInt64

  init(seed: UInt64, name: String) {
    // FNV-1a over the name.
    state = name.utf8.reduce(14_695_981_039_346_656_037 ^ seed) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
  }

  /// A number from 0 up to 1.
  mutating func nextFraction() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return Double(mixed >> 11) * 0x1p-53
  }
}
