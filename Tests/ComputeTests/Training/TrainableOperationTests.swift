import Compute
import TestSupport
import Testing

/// Every operation's backward against finite differences of its forward, with every instruction set.
@Suite struct TrainableOperationTests {
  @Test(arguments: Processor.available)
  func tablesFollowDifferences(_ set: InstructionSet) throws {
    var workspace = try Workspace(Engine(Processor(set)))
    var numbers = Numbers(seed: 51)
    let (width, ids, types, places) = (11, [3, 0, 3, 6, 3], [0, 1, 1, 0, 0], [0, 1, 2, 0, 1] as [Int32])
    let embedding = TrainableEmbedding(width: width, words: 0..<77, types: 80..<102, positions: 110..<154)
    let values = numbers.floats(160)
    let weights = numbers.floats(ids.count * width)
    func scores(_ parameters: [Float]) -> [Float] {
      var rows = Matrix(columns: width, forms: .f32)
      embedding.forward(
        ids: ids.map { Int32($0) }, types: types.map { Int32($0) }, places: places,
        parameters: parameters.span, into: &rows, workspace: &workspace)
      return rows.floats
    }
    let found = Differences(at: values) { weighed(scores($0), weights) }
    let ours = gradients(160) {
      embedding.backward(
        .of(weights, columns: width), ids: ids.map { Int32($0) }, types: types.map { Int32($0) },
        places: places, into: &$0, workspace: &workspace)
    }
    #expect(found.error(of: ours) < 1e-4)
    // Word 3 stands in three rows; words that do not occur have no gradient.
    let sum: Float = weights[0] + weights[2 * width] + weights[4 * width]
    #expect(ours[3 * width] == sum)
    let absent = ours[width..<3 * width]
    #expect(absent.allSatisfy { $0 == 0 })
  }

  @Test(arguments: Processor.available)
  func aLinearLayerFollowsDifferences(_ set: InstructionSet) throws {
    var workspace = try Workspace(Engine(Processor(set)))
    var numbers = Numbers(seed: 52)
    let (rows, inputs, outputs) = (9, 13, 10)
    let layer = TrainableLinear(weight: 4..<134, bias: 140..<150, inputs: inputs, outputs: outputs)
    let (values, x) = (numbers.floats(150), numbers.floats(rows * inputs))
    let (weights, before) = (numbers.floats(rows * outputs), numbers.floats(rows * inputs))
    func loss(_ parameters: [Float], _ x: [Float]) -> Double {
      var y = Matrix(columns: outputs, forms: .f32)
      layer.forward(.of(x, columns: inputs), parameters: parameters.span, into: &y, workspace: &workspace)
      return weighed(y.floats, weights)
    }
    let byParameters = Differences(at: values) { loss($0, x) }
    let byInputs = Differences(at: x) { loss(values, $0) }
    let ours = gradients(150) {
      layer.addGradients(
        of: .of(weights, columns: outputs), inputs: .of(x, columns: inputs), to: &$0, workspace: &workspace)
    }
    #expect(byParameters.error(of: ours) < 1e-4)
    var dx = Matrix(columns: inputs, forms: .f32)
    layer.backward(
      .of(weights, columns: outputs), parameters: values.span, into: &dx, workspace: &workspace)
    #expect(byInputs.error(of: dx.floats) < 1e-4)
    var sum = Matrix.of(before, columns: inputs)
    layer.backward(
      .of(weights, columns: outputs), parameters: values.span, adds: true, into: &sum, workspace: &workspace)
    let expected = zip(before, dx.floats).map { $0.0 + $0.1 }
    #expect(largestDifference(sum.floats, expected) < 1e-5)
  }

  @Test(arguments: Processor.available, [5, 8, 24, 33])
  func aNormFollowsDifferences(_ set: InstructionSet, _ columns: Int) throws {
    var workspace = try Workspace(Engine(Processor(set)))
    var numbers = Numbers(seed: 53)
    let rows = 4
    let norm = TrainableNorm(weight: 0..<columns, bias: columns..<2 * columns, epsilon: 1e-5)
    let values = numbers.floats(2 * columns).map { $0 + 1 }
    let (x, residual) = (numbers.floats(rows * columns), numbers.floats(rows * columns))
    let weights = numbers.floats(rows * columns)
    var saved = TrainableNorm.Saved(columns: columns)
    func loss(_ parameters: [Float], _ x: [Float]) -> Double {
      var y = Matrix(columns: columns, forms: .f32)
      norm.forward(
        .of(x, columns: columns), adding: .of(residual, columns: columns), parameters: parameters.span,
        into: &y, saving: &saved, workspace: &workspace)
      return weighed(y.floats, weights)
    }
    let byParameters = Differences(at: values) { loss($0, x) }
    let byInputs = Differences(at: x) { loss(values, $0) }
    _ = loss(values, x)
    var d = Matrix.of(weights, columns: columns)
    let ours = gradients(2 * columns) {
      norm.backward(&d, saved: saved, parameters: values.span, into: &$0, workspace: &workspace)
    }
    #expect(byParameters.error(of: ours) < 1e-3)
    #expect(byInputs.error(of: d.floats) < 2e-3)
    // Frozen, it adds nothing and gives the same rows.
    var other = Matrix.of(weights, columns: columns)
    let nothing = gradients(2 * columns) {
      norm.backward(
        &other, saved: saved, parameters: values.span, isTrained: false, into: &$0, workspace: &workspace)
    }
    #expect(nothing.allSatisfy { $0 == 0 })
    #expect(other.floats == d.floats)
  }

  @Test(arguments: Processor.available, Activation.allCases)
  func anActivationFollowsDifferences(_ set: InstructionSet, _ activation: Activation) throws {
    var workspace = try Workspace(Engine(Processor(set)))
    let trainable = TrainableActivation(activation)
    var saved = TrainableActivation.Saved(columns: 1)
    // Not at zero nor at ten, where some have no slope.
    let x = (0..<81).map { Float($0) * 0.26 - 10.35 }
    func values(_ x: [Float]) -> [Float] {
      var rows = Matrix.of(x, columns: 1)
      trainable.forward(&rows, saving: &saved, workspace: &workspace)
      return rows.floats
    }
    let step: Float = 0.02
    let (above, below) = (values(x.map { $0 + step }), values(x.map { $0 - step }))
    let differences = zip(above, below).map { (Double($0) - Double($1)) / (2 * Double(step)) }
    _ = values(x)
    var d = Matrix.of([Float](repeating: 1, count: x.count), columns: 1)
    trainable.backward(&d, saved: saved, workspace: &workspace)
    #expect(worstError(d.floats, differences) < 1e-3)
  }
}
