import AllocationCount
import Checkpoints
import Compute
import Encoders
import TestSupport
import Testing

/// What training a model promises besides right gradients.
@Suite struct TrainableModelTests {
  private static let dropout = Dropout(hidden: 0.2, attention: 0.2, classifier: 0.2, seed: 3, step: 8)

  /// A model of an architecture with a head for tokens and one for sequences, and values for its parameters.
  private struct Trained {
    let model: TrainableModel
    var parameters: FloatParameters
    let engine: Engine

    init(_ item: EncoderTests.Case) throws {
      let encoder = EncoderParameters(of: item.architecture)
      let config = try ModelConfig(bytes: Array("{}".utf8), path: "config.json")
      let forms = try Family.electra.heads(config, item.architecture)
      let token = try #require(forms.first { $0.kind == .token })
      let sequence = try #require(forms.first { $0.kind == .sequence })
      model = TrainableModel(
        encoder: encoder,
        heads: [
          HeadParameters(token, on: encoder, outputs: 3),
          HeadParameters(sequence, on: encoder, outputs: 2).named("pairs"),
        ])
      let source = InitialParameters(seed: 4, deviation: 0.2)
      parameters = FloatParameters(model.layout) { source.floats($0) }
      engine = Engine(try Processor(item.instructionSet))
    }

    /// Lengths and keys of sequences that the tests train on.
    static let sequences: [(length: Int32, key: UInt32)] = [(5, 1), (1, 2), (17, 3), (8, 4)]

    func batch(_ numbers: [Int], rows: RowSelection) -> Batch {
      var batch = Batch(for: model.encoder.architecture)
      for number in numbers {
        let (length, key) = Self.sequences[number]
        batch.append(ids: (0..<length).map { ($0 * 7 + Int32(key)) % 50 }, rows: rows)
      }
      return batch
    }

    /// Runs both passes of one of the heads.
    func pass(
      _ batch: Batch, keys: [UInt32], head: Int = 0, dropout: Dropout?, from first: Int? = nil,
      into gradients: inout [Float], _ workspace: inout TrainingWorkspace
    ) {
      model.forward(
        batch, head: head, parameters: parameters.values.span, dropout: dropout, examples: keys.span,
        workspace: &workspace)
      workspace.scoreGradients.withMutableFloats { for i in $0.indices { $0[i] = Float(i % 3) - 0.7 } }
      var span = gradients.mutableSpan
      model.backward(
        batch, head: head, parameters: parameters.values.span, dropout: dropout, examples: keys.span,
        trainedFrom: first, into: &span, workspace: &workspace)
    }

    func gradients(
      _ numbers: [Int], rows: RowSelection = .all, head: Int = 0, dropout: Dropout? = nil,
      from first: Int? = nil
    ) throws -> [Float] {
      var workspace = try TrainingWorkspace(for: model, engine: engine)
      var gradients = [Float](repeating: 0, count: model.layout.count)
      pass(
        batch(numbers, rows: rows), keys: numbers.map { Self.sequences[$0].key }, head: head,
        dropout: dropout, from: first, into: &gradients, &workspace)
      return gradients
    }
  }

  static let cases = EncoderTests.cases.filter { $0.precision == .f32 }

  @Test(arguments: cases)
  func aKnownBatchTakesNoMemory(_ item: EncoderTests.Case) throws {
    let trained = try Trained(item)
    var workspace = try TrainingWorkspace(for: trained.model, engine: trained.engine)
    var gradients = [Float](repeating: 0, count: trained.model.layout.count)
    let batches = [
      trained.batch([0, 1, 2, 3], rows: .all), trained.batch([2, 3, 0], rows: .some([0])),
    ]
    let keys: [[UInt32]] = [[1, 2, 3, 4], [1, 2, 3]]
    func both() {
      trained.pass(batches[0], keys: keys[0], dropout: Self.dropout, into: &gradients, &workspace)
      trained.pass(
        batches[1], keys: keys[1], head: 1, dropout: Self.dropout, into: &gradients, &workspace)
    }
    both()
    allocation_count_start()
    both()
    #expect(allocation_count_end() == 0)
    #expect(gradients.allSatisfy { $0.isFinite })
  }

  @Test(arguments: cases)
  func sequencesTrainAsTheyDoAlone(_ item: EncoderTests.Case) throws {
    let trained = try Trained(item)
    // The scores' gradients repeat after three rows: each sequence begins anew.
    for dropout in [nil, Self.dropout] {
      let together = try trained.gradients([0, 3], rows: .some([0, 3, 4]), dropout: dropout)
      let first = try trained.gradients([0], rows: .some([0, 3, 4]), dropout: dropout)
      let second = try trained.gradients([3], rows: .some([0, 3, 4]), dropout: dropout)
      #expect(worstError(together, zip(first, second).map { $0.0 + $0.1 }) < 2e-5)
    }
  }

  @Test(arguments: cases)
  func parametersFollowDifferencesWithDropout(_ item: EncoderTests.Case) throws {
    var trained = try Trained(item)
    let gradients = try trained.gradients([0, 2], rows: .first, head: 1, dropout: Self.dropout)
    var workspace = try TrainingWorkspace(for: trained.model, engine: trained.engine)
    let (batch, keys) = (trained.batch([0, 2], rows: .first), [1, 3] as [UInt32])
    func loss() -> Double {
      trained.model.forward(
        batch, head: 1, parameters: trained.parameters.values.span, dropout: Self.dropout,
        examples: keys.span,
        workspace: &workspace)
      return workspace.scores.withFloats { scores in
        scores.indices.reduce(0) { $0 + Double(scores[$1]) * Double(Float($1 % 3) - 0.7) }
      }
    }
    for parameter in trained.model.layout.parameters {
      let range = trained.model.layout.range(of: parameter)
      let largest = gradients[range].reduce(0) { max($0, abs($1)) }
      guard largest > 0.01, let place = range.max(by: { abs(gradients[$0]) < abs(gradients[$1]) }) else {
        continue
      }
      let value = trained.parameters.values[place]
      trained.parameters.values[place] = value + 0.002
      let above = loss()
      trained.parameters.values[place] = value - 0.002
      let difference = (above - loss()) / 0.004
      trained.parameters.values[place] = value
      #expect(abs(difference - Double(gradients[place])) <= 0.01 * Double(largest), "\(parameter.name)")
    }
  }

  @Test(arguments: cases)
  func whatIsFrozenHasNoGradient(_ item: EncoderTests.Case) throws {
    let trained = try Trained(item)
    let (layout, encoder) = (trained.model.layout, trained.model.encoder)
    let schedule = item.architecture.schedule
    let all = try trained.gradients([0, 2], dropout: Self.dropout)
    let own = Set(trained.model.heads[0].all)
    for first in 0...schedule.count {
      let some = try trained.gradients([0, 2], dropout: Self.dropout, from: first)
      let layers = Set(schedule[first...].flatMap { encoder.layers[$0].all })
      for parameter in layout.parameters {
        let range = layout.range(of: parameter)
        let isFrozen = !own.contains(parameter) && !layers.contains(parameter)
        if isFrozen {
          #expect(some[range].allSatisfy { $0 == 0 }, "\(parameter.name)")
        } else if encoder.layers.count == schedule.count || own.contains(parameter) {
          #expect(some[range] == all[range], "\(parameter.name)")
        }
      }
    }
  }

  @Test(arguments: cases)
  func dropoutChangesScoresAndEvaluationDoesNot(_ item: EncoderTests.Case) throws {
    let trained = try Trained(item)
    var workspace = try TrainingWorkspace(for: trained.model, engine: trained.engine)
    let batch = trained.batch([0, 2], rows: .all)
    let keys: [UInt32] = [1, 3]
    func scores(_ dropout: Dropout?) -> [Float] {
      trained.model.forward(
        batch, head: 0, parameters: trained.parameters.values.span, dropout: dropout, examples: keys.span,
        workspace: &workspace)
      return workspace.scores.withFloats { floats in floats.indices.map { floats[$0] } }
    }
    let plain = scores(nil)
    #expect(scores(Self.dropout) != plain && scores(Self.dropout) == scores(Self.dropout))
    #expect(scores(nil) == plain)
    let encoder = try Encoder(
      packing: trained.model.encoder, from: trained.parameters, precision: .f32, engine: trained.engine)
    let head = try Head(packing: trained.model.heads[0], from: trained.parameters, engine: trained.engine)
    var inference = try EncoderWorkspace(for: encoder)
    encoder.forward(batch, workspace: &inference)
    var buffers = Head.Buffers(for: head)
    head.forward(inference.result, buffers: &buffers, workspace: &inference.compute)
    let expected = buffers.scores.withFloats { floats in floats.indices.map { floats[$0] } }
    #expect(worstError(plain, expected) < 1e-5)
  }
}
