import Checkpoints

extension HeadForm {
  /// The canonical names of the tensors without which there is no such head, the telling ones first.
  var requiredTensors: [String] {
    var names: [String] = []
    if let output, !isTied { names += ["\(output).weight", "\(output).bias"] }
    if let dense { names += ["\(dense.name).weight", "\(dense.name).bias"] }
    if normEpsilon != nil { names += ["mlm.norm.weight", "mlm.norm.bias"] }
    return names
  }

  /// The first required tensor that `weights` (under canonical names) lacks; nil when the head is whole.
  func firstMissing(in weights: Weights) -> String? {
    if let name = requiredTensors.first(where: { !weights.contains($0) }) { return name }
    // The tied decoder's bias has two spellings, of which either may be there.
    if isTied, !weights.contains("mlm.bias"), !weights.contains("mlm.decoder.bias") { return "mlm.bias" }
    return nil
  }

  /// The heads that `weights` hold, in the order of `forms`.
  ///
  /// Where several forms read the same last layer (`classifier` of token, sequence and choice), its kind is what
  /// `named` says, in its order, else what `wanted` says; else a sequence head where its dense layer is there, and a
  /// token head where it is not.
  static func present(
    of forms: [HeadForm], in weights: Weights, named: [HeadKind], wanted: [HeadKind]
  ) -> [HeadForm] {
    let whole = forms.filter { $0.firstMissing(in: weights) == nil }
    return whole.filter { form in
      guard let output = form.output else { return true }
      let rivals = whole.filter { $0.output == output }
      guard rivals.count > 1 else { return true }
      let kinds = rivals.map(\.kind)
      let chosen =
        named.first(where: kinds.contains) ?? wanted.first(where: kinds.contains)
        ?? (kinds.contains(.sequence) ? .sequence : .token)
      return form.kind == chosen
    }
  }

  /// The outputs that the kind must have; nil where labels decide.
  var fixedOutputs: Int? {
    switch kind {
    case .span, .nextSentence, .sentenceOrder: 2
    case .choice, .replacedToken: 1
    case .token, .sequence, .maskedLM, .pooled: nil
    }
  }
}
