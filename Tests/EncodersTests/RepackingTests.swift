import Checkpoints
import Compute
import Encoders
import Testing

@Suite struct RepackingTests {
  /// A source whose values are those of another, but for one parameter.
  private struct Changed: TensorSource {
    let source: InitialParameters
    let name: String

    func floats(_ parameter: Parameter) -> [Float] {
      let values = source.floats(parameter)
      return parameter.name == name ? values.map { $0 * 2 } : values
    }
  }

  @Test func eachProductIsReplacedAndNothingElse() throws {
    let engine = Engine(try Processor.chosen())
    let architecture = Architecture(
      width: 32, layers: 2, normEpsilon: 1e-12, positions: .absolute(count: 66, offset: 2),
      embedding: .init(vocabulary: 50, types: 2, width: 16, isProjected: true),
      attention: .init(heads: 4), feedForward: .init(width: 72, activation: .gelu), hasPooler: false)
    let parameters = EncoderParameters(of: architecture)
    let source = InitialParameters(seed: 3, deviation: 0.3)
    let plain = try Encoder(packing: parameters, from: source, precision: .f32, engine: engine)
    #expect(parameters.products.count == 11)
    for product in parameters.products {
      let changed = Changed(source: source, name: product.parts[product.parts.count - 1].weight.name)
      let whole = try Encoder(packing: parameters, from: changed, precision: .f32, engine: engine)
      let repacked = try plain.repacking(product, in: .f32, from: changed)
      #expect(try hidden(repacked) == hidden(whole))
      #expect(try hidden(repacked) != hidden(plain), "\(product.name)")
    }
  }

  private func hidden(_ encoder: Encoder) throws -> [Float] {
    var workspace = try EncoderWorkspace(for: encoder)
    var batch = Batch(for: encoder.architecture)
    batch.append(ids: Array(1..<20))
    encoder.forward(batch, workspace: &workspace)
    return workspace.result.withFloats { floats in floats.indices.map { floats[$0] } }
  }
}
