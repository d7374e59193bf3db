import Compute
import Encoders
import Testing

@Suite struct ArchitectureProductsTests {
  private func architecture(layers: Int, embeddingWidth: Int = 8) -> Architecture {
    Architecture(
      width: 8, layers: layers, normEpsilon: 1e-12, positions: .none,
      embedding: .init(vocabulary: 10, types: 0, width: embeddingWidth, isProjected: embeddingWidth != 8),
      attention: .init(heads: 2), feedForward: .init(width: 20, activation: .gelu), hasPooler: false)
  }

  @Test func countsAMultiplicationAndAnAdditionAWeight() {
    // A layer's weights: four squares of 8 and two matrices of 8 by 20.
    let weights = 4 * 64 + 2 * 160
    #expect(architecture(layers: 3).productOperations(rows: 5, wanted: 5) == Double(2 * 3 * 5 * weights))
  }

  @Test func countsOnlyWhatTheLastLayerComputes() {
    // Keys and values of all rows; queries, output and feed-forward of the wanted one.
    let last = 5 * 2 * 64 + 1 * (2 * 64 + 2 * 160)
    #expect(architecture(layers: 1).productOperations(rows: 5, wanted: 1) == Double(2 * last))
    #expect(architecture(layers: 0).productOperations(rows: 5, wanted: 5) == 0)
  }

  @Test func countsAProjection() {
    let without = architecture(layers: 2).productOperations(rows: 7, wanted: 7)
    let with = architecture(layers: 2, embeddingWidth: 4).productOperations(rows: 7, wanted: 7)
    #expect(with - without == Double(2 * 7 * 4 * 8))
    #expect(
      architecture(layers: 2, embeddingWidth: 4).productShapes.contains { $0 == (inputs: 4, outputs: 8) })
  }
}
