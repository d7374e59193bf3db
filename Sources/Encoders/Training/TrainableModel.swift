import Compute

/// An encoder and heads that can be trained: what its parameters are and where they lie in one array of numbers. The array
/// itself, and the gradients in another of the same layout, are the caller's.
package struct TrainableModel: Sendable {
  /// The encoder.
  package let encoder: EncoderParameters
  /// The heads. No two have a parameter of their own in common.
  package let heads: [HeadParameters]
  /// Where parameters and gradients lie: those of the encoder, the pooler where a head reads it, and the heads' own. What is
  /// shared (layers, a tied decoder, the pooler) has one place, and its gradients add up.
  package let layout: ParameterLayout

  let tables: TrainableTables
  let layers: [TrainableLayer]
  let schedule: [Int]
  let trainableHeads: [TrainableHead]

  /// An encoder, of at least one layer, with heads. Several heads of one kind get names of their own by `HeadParameters.named(_:)`.
  package init(encoder: EncoderParameters, heads: [HeadParameters]) {
    self.encoder = encoder
    self.heads = heads
    let readsPooler = heads.contains { $0.form.dense == .pooler }
    let own = heads.flatMap(\.own)
    precondition(Set(own.map(\.name)).count == own.count, "heads have parameters of their own")
    let layout = ParameterLayout(encoder.all + (readsPooler ? encoder.pooler?.all ?? [] : []) + own)
    self.layout = layout
    tables = TrainableTables(encoder, in: layout)
    layers = encoder.layers.map { TrainableLayer($0, of: encoder.architecture, in: layout) }
    schedule = encoder.architecture.schedule
    precondition(!schedule.isEmpty, "an encoder that is trained has layers")
    trainableHeads = heads.map { TrainableHead($0, in: layout) }
  }
}
