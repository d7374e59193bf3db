/// The nonlinearity between two linear layers.
///
/// Formulas are those of `transformers/activations.py`; several configuration names share one formula.
package enum Activation: Int32, Sendable, CaseIterable {
  /// `x`.
  case linear
  /// `x · Φ(x)` with the error function itself.
  case gelu
  /// `x / 2 · (1 + tanh(√(2/π) · (x + 0.044715 x³)))`.
  case geluTanh
  /// `x · sigmoid(1.702 x)`.
  case quickGelu
  /// `gelu` clipped to [-10, 10].
  case gelu10
  /// `max(x, 0)`.
  case relu
  /// `max(x, 0)²`.
  case reluSquared
  /// `x · sigmoid(x)`.
  case silu
  /// `x · tanh(ln(1 + eˣ))`.
  case mish
  /// Hyperbolic tangent.
  case tanh
  /// `1 / (1 + e⁻ˣ)`.
  case sigmoid
  /// `x` above zero, `0.01 x` below.
  case leakyRelu

  /// The activation that a configuration calls `name` (`hidden_act` and similar), nil for an unknown one.
  package init?(configurationName name: String) {
    switch name {
    case "linear": self = .linear
    case "gelu", "gelu_python": self = .gelu
    // `gelu_fast` writes the square root as 0.7978845608, which is the same 32-bit float.
    case "gelu_new", "gelu_pytorch_tanh", "gelu_python_tanh", "gelu_accurate", "gelu_fast": self = .geluTanh
    case "quick_gelu": self = .quickGelu
    case "gelu_10": self = .gelu10
    case "relu": self = .relu
    case "relu2": self = .reluSquared
    case "silu", "swish": self = .silu
    case "mish": self = .mish
    case "tanh": self = .tanh
    case "sigmoid": self = .sigmoid
    case "leaky_relu": self = .leakyRelu
    default: return nil
    }
  }
}
