import Checkpoints

extension HeadForm {
  /// The first tensor that the head needs and `weights` (under canonical names) lack, its own layer before shared ones; nil when the
  /// head is whole.
  func firstMissing(in weights: Weights, on encoder: EncoderParameters) -> String? {
    let parameters = HeadParameters(self, on: encoder, outputs: 1)
    let last = parameters.isTied ? [] : parameters.output?.all ?? []
    let needed = last + (parameters.dense?.all ?? []) + (parameters.norm?.all ?? [])
    if let missing = needed.first(where: { !weights.contains($0) }) { return missing.name }
    // The tied decoder's bias has two spellings, of which a file may hold either.
    let spellings = [TensorNames.decoderBias, TensorNames.bias(of: TensorNames.decoder)]
    if isTied, !spellings.contains(where: weights.contains) { return spellings[0] }
    return nil
  }

  /// The heads that `weights` hold, in the order of `forms`.
  ///
  /// Where several forms read the same last layer (`classifier` of token, sequence and choice), its kind is what
  /// `named` says, in its order, else what `wanted` says; else a sequence head where its dense layer is present, and a
  /// token head where it is absent.
  static func present(
    of forms: [HeadForm], in weights: Weights, on encoder: EncoderParameters, named: [HeadKind],
    wanted: [HeadKind]
  ) -> [HeadForm] {
    let whole = forms.filter { $0.firstMissing(in: weights, on: encoder) == nil }
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
}
