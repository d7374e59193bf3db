/// A parameter of a model: what it is called, how large it is and what part it plays. Its values are a `TensorSource`'s.
package struct Parameter: Sendable, Hashable {
  /// What a parameter is in its model: by this it gets its first values and, in training, its decay.
  package enum Kind: Sendable, Hashable {
    /// A row of numbers for each word, position, type or bucket.
    case table
    /// The weights of a linear layer, `[outputs, inputs]`.
    case matrix
    /// What a linear layer or a norm adds.
    case bias
    /// What a norm multiplies by.
    case scale
  }

  /// The canonical name (`TensorNames`).
  package let name: String
  /// The shape, outermost first.
  package let shape: [Int]
  /// What it is.
  package let kind: Kind

  /// A parameter.
  package init(_ name: String, _ shape: [Int], _ kind: Kind) {
    self.name = name
    self.shape = shape
    self.kind = kind
  }

  /// How many numbers it has.
  package var count: Int { shape.reduce(1, *) }
}

/// The parameters of a linear layer.
package struct LinearParameters: Sendable, Hashable {
  /// `[outputs, inputs]`.
  package let weight: Parameter
  /// `[outputs]`.
  package let bias: Parameter

  /// Parameters that go together.
  init(weight: Parameter, bias: Parameter) {
    self.weight = weight
    self.bias = bias
  }

  /// The linear layer called `prefix`.
  init(_ prefix: String, inputs: Int, outputs: Int) {
    weight = Parameter(TensorNames.weight(of: prefix), [outputs, inputs], .matrix)
    bias = Parameter(TensorNames.bias(of: prefix), [outputs], .bias)
  }

  /// Elements of an input row.
  package var inputs: Int { weight.shape[1] }
  /// Elements of an output row.
  package var outputs: Int { weight.shape[0] }
  /// Both.
  package var all: [Parameter] { [weight, bias] }
}

/// The parameters of a layer norm.
package struct NormParameters: Sendable, Hashable {
  /// What is multiplied by, one a column.
  package let weight: Parameter
  /// What is added, one a column.
  package let bias: Parameter

  /// Parameters that go together.
  init(weight: Parameter, bias: Parameter) {
    self.weight = weight
    self.bias = bias
  }

  /// The norm called `prefix`.
  init(_ prefix: String, columns: Int) {
    weight = Parameter(TensorNames.weight(of: prefix), [columns], .scale)
    bias = Parameter(TensorNames.bias(of: prefix), [columns], .bias)
  }

  /// Both.
  package var all: [Parameter] { [weight, bias] }
}
