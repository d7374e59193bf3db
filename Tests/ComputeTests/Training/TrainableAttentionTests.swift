import Compute
import TestSupport
import Testing

/// Attention's backward against finite differences, with biases and dropout, of all queries and of some.
@Suite struct TrainableAttentionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let set: InstructionSet
    var headWidth = 8
    var hasBias = false
    var drops = false
    var isSubset = false
    var testDescription: String {
      "\(set.rawValue) \(headWidth)\(hasBias ? " biased" : "")\(drops ? " dropped" : "")\(isSubset ? " some" : "")"
    }
  }

  static let cases = Processor.available.flatMap { set in
    [
      Case(set: set), Case(set: set, headWidth: 5, hasBias: true), Case(set: set, headWidth: 17, drops: true),
      Case(set: set, isSubset: true), Case(set: set, hasBias: true, drops: true, isSubset: true),
    ]
  }

  @Test(arguments: cases)
  func followsDifferences(_ item: Case) throws {
    let setting = try Setting(item)
    let weights = setting.weights
    let gradients = setting.backward()
    for part in Setting.Part.allCases where part != .table || item.hasBias {
      let differences = Differences(at: setting.parts[part] ?? []) { moved in
        var other = setting
        other.parts[part] = moved
        return weighed(other.forward(), weights)
      }
      #expect(differences.error(of: gradients[part] ?? []) < 2e-3, "\(part)")
    }
  }

  @Test(arguments: Processor.available, [1, 20, 47, 49, 100])
  func longAndShortSequencesHaveTheContextOfInference(_ set: InstructionSet, _ length: Int) throws {
    let engine = Engine(try Processor(set))
    var workspace = try Workspace(engine)
    var numbers = Numbers(seed: 62)
    let (heads, width) = (2, 16)
    let parts = (0..<3).map { _ in numbers.floats(length * heads * width, 2) }
    let trainable = TrainableAttention(heads: heads, headWidth: width)
    var factors = TrainableAttention.Factors(for: trainable)
    factors.queries = .of(parts[0], columns: heads * width)
    factors.keys = .of(parts[1], columns: heads * width)
    factors.values = .of(parts[2], columns: heads * width)
    var saved = TrainableAttention.Saved(for: trainable)
    let none: [UInt32] = []
    trainable.forward(
      factors, of: .init(lengths: [Int32(length)], subset: nil), bias: AttentionBias(), site: nil,
      examples: none.span, saving: &saved, workspace: &workspace)
    let beside = (0..<length).flatMap { row in
      parts[1...].flatMap { $0[row * heads * width..<(row + 1) * heads * width] }
    }
    var context = Matrix(columns: heads * width, forms: .f32)
    Attention(heads: heads, headWidth: width).run(
      queries: factors.queries, keys: .of(beside, columns: 2 * heads * width),
      columns: .init(queries: 0, keys: 0, values: heads * width), lengths: [Int32(length)], context: &context,
      workspace: &workspace)
    #expect(largestDifference(saved.context.floats, context.floats) < 1e-5)
  }
}

/// Two sequences, one of which may have no query, and their attention.
private struct Setting {
  /// What attention is computed of.
  enum Part: CaseIterable {
    case queries, keys, values, table
  }

  var parts: [Part: [Float]]
  let weights: [Float]
  private let attention: TrainableAttention
  private let sequences: TrainableAttention.Sequences
  private let site: Dropout.Site?
  private let hasBias: Bool
  private let engine: Engine
  private let examples: [UInt32] = [7, 1 << 30, 3]

  init(_ item: TrainableAttentionTests.Case) throws {
    var numbers = Numbers(seed: 61)
    let width = 2 * item.headWidth
    let lengths: [Int32] = [7, 4, 10]
    let subset =
      item.isSubset ? Attention.Subset(counts: [3, 0, 2], places: [5, 0, 2, 9, 4]) : nil
    let wanted = item.isSubset ? 5 : 21
    parts = [
      .queries: numbers.floats(wanted * width), .keys: numbers.floats(21 * width),
      .values: numbers.floats(21 * width), .table: numbers.floats(8),
    ]
    weights = numbers.floats(wanted * width)
    hasBias = item.hasBias
    attention = TrainableAttention(heads: 2, headWidth: item.headWidth)
    sequences = TrainableAttention.Sequences(lengths: lengths, subset: subset)
    site =
      item.drops
      ? Dropout(hidden: 0, attention: 0.3, classifier: 0, seed: 5, step: 2).site(4, rate: 0.3) : nil
    engine = Engine(try Processor(item.set))
  }

  private func bias() -> AttentionBias {
    guard hasBias else { return AttentionBias() }
    var bias = AttentionBias(
      heads: 2, buckets: (-9...9).map { $0 < -2 ? 0 : $0 < 1 ? 1 : $0 < 4 ? 2 : 3 }, table: 0..<8)
    let table = parts[.table] ?? []
    bias.load(table.span)
    return bias
  }

  private func factors() -> TrainableAttention.Factors {
    var factors = TrainableAttention.Factors(for: attention)
    factors.queries = .of(parts[.queries] ?? [], columns: attention.width)
    factors.keys = .of(parts[.keys] ?? [], columns: attention.width)
    factors.values = .of(parts[.values] ?? [], columns: attention.width)
    return factors
  }

  private func forward(_ saved: inout TrainableAttention.Saved) {
    guard var workspace = try? Workspace(engine) else { return }
    attention.forward(
      factors(), of: sequences, bias: bias(), site: site, examples: examples.span, saving: &saved,
      workspace: &workspace)
  }

  func forward() -> [Float] {
    var saved = TrainableAttention.Saved(for: attention)
    forward(&saved)
    return saved.context.floats
  }

  func backward() -> [Part: [Float]] {
    var saved = TrainableAttention.Saved(for: attention)
    forward(&saved)
    var result = TrainableAttention.Factors(for: attention)
    var bias = bias()
    if var workspace = try? Workspace(engine) {
      attention.backward(
        .of(weights, columns: attention.width), of: factors(), of: sequences, bias: &bias, site: site,
        examples: examples.span, saved: saved, into: &result, workspace: &workspace)
    }
    return [
      .queries: result.queries.floats, .keys: result.keys.floats, .values: result.values.floats,
      .table: gradients(8) { bias.addGradients(to: &$0) },
    ]
  }
}
