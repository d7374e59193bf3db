import Compute

/// A head for training: `output(dropout(norm(activation(dense(rows)))))`, with stages that may be absent.
struct TrainableHead: Sendable {
  private let dense: TrainableLinear?
  private let activation: TrainableActivation
  private let norm: TrainableNorm?
  private let output: TrainableLinear?
  private let drops: Bool
  private let between: Int
  private let outputs: Int

  init(_ head: HeadParameters, in layout: ParameterLayout) {
    dense = head.dense.map { TrainableLinear($0, in: layout) }
    activation = TrainableActivation(head.form.dense?.activation ?? .linear)
    norm =
      if let norm = head.norm, let epsilon = head.form.normEpsilon {
        TrainableNorm(norm, epsilon: epsilon, in: layout)
      } else { nil }
    output = head.output.map { TrainableLinear($0, in: layout) }
    drops = head.form.dropsBeforeOutput
    between = head.dense?.outputs ?? head.inputs
    outputs = head.outputs
  }

  /// What backward needs of forward; a class because a workspace has one for each head.
  final class Saved {
    /// What the last stage reads.
    fileprivate var between: Matrix
    fileprivate var slopes: TrainableActivation.Saved
    fileprivate var norm: TrainableNorm.Saved
    fileprivate var gradient: Matrix
    /// The scores and their gradients, unless the workspace shows them.
    var scores: Matrix
    var scoreGradients: Matrix

    init(for head: TrainableHead) {
      between = Matrix(columns: head.between, forms: .f32)
      slopes = TrainableActivation.Saved(columns: head.between)
      norm = TrainableNorm.Saved(columns: head.between)
      gradient = Matrix(columns: head.between, forms: .f32)
      scores = Matrix(columns: head.outputs, forms: .f32)
      scoreGradients = Matrix(columns: head.outputs, forms: .f32)
    }
  }

  /// What a head itself drops in a pass.
  struct Sites {
    let site: Dropout.Site?
    let counts: [Int32]
    let places: [Int32]?
  }

  func forward(
    _ hidden: borrowing Matrix, _ sites: Sites, parameters: Span<Float>, examples: Span<UInt32>,
    into scores: inout Matrix, saving saved: Saved, workspace: inout Workspace
  ) {
    if let dense {
      dense.forward(hidden, parameters: parameters, into: &saved.between, workspace: &workspace)
      activation.forward(&saved.between, saving: &saved.slopes, workspace: &workspace)
      norm?.forward(&saved.between, parameters: parameters, saving: &saved.norm, workspace: &workspace)
    } else {
      saved.between.copy(hidden)
    }
    guard let output else { return scores.copy(saved.between) }
    drop(&saved.between, sites, examples, &workspace)
    output.forward(saved.between, parameters: parameters, into: &scores, workspace: &workspace)
  }

  /// Adds the gradients of the head's parameters and, unless the encoder is frozen, computes `dHidden`, that of the rows that
  /// it read.
  func backward(
    _ dScores: borrowing Matrix, inputs hidden: borrowing Matrix, isFirst: Bool, _ sites: Sites,
    parameters: Span<Float>, examples: Span<UInt32>, saved: Saved, into gradients: inout MutableSpan<Float>,
    dHidden: inout Matrix, workspace: inout Workspace
  ) {
    if let output {
      output.addGradients(of: dScores, inputs: saved.between, to: &gradients, workspace: &workspace)
      if isFirst && dense == nil { return }
      output.backward(dScores, parameters: parameters, into: &saved.gradient, workspace: &workspace)
      drop(&saved.gradient, sites, examples, &workspace)
    } else {
      saved.gradient.copy(dScores)
    }
    guard let dense else { return dHidden.copy(saved.gradient) }
    norm?.backward(
      &saved.gradient, saved: saved.norm, parameters: parameters, into: &gradients, workspace: &workspace)
    activation.backward(&saved.gradient, saved: saved.slopes, workspace: &workspace)
    dense.addGradients(of: saved.gradient, inputs: hidden, to: &gradients, workspace: &workspace)
    if !isFirst {
      dense.backward(saved.gradient, parameters: parameters, into: &dHidden, workspace: &workspace)
    }
  }

  private func drop(
    _ rows: inout Matrix, _ sites: Sites, _ examples: Span<UInt32>, _ workspace: inout Workspace
  ) {
    guard drops else { return }
    rows.drop(
      at: sites.site, counts: sites.counts, places: sites.places, examples: examples, workspace: &workspace)
  }
}

extension HeadForm {
  /// Whether training drops elements of what the last stage reads: of heads that classify, as transformers does. Spans and
  /// the heads of pre-training have no dropout of their own.
  var dropsBeforeOutput: Bool {
    switch kind {
    case .token, .sequence, .choice: true
    case .span, .maskedLM, .nextSentence, .sentenceOrder, .replacedToken, .pooled: false
    }
  }
}
