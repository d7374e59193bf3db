import Compute
import TestSupport
import Testing

/// Blocks of several operations, held against the same computed one by one.
@Suite struct FeedForwardTests {
  @Test(arguments: Way.all)
  func aBlockIsItsParts(_ way: Way) throws {
    let engine = try way.engine()
    var workspace = try Workspace(engine)
    var numbers = Numbers(seed: 5)
    let (width, between, count) = (48, 112, 203)
    let forms: Matrix.Forms = [.f32, .factor(of: way.precision)]
    let inner = try PackedLinear(
      .floats(numbers.floats(width * between, 0.3)), bias: numbers.floats(between), inputs: width,
      outputs: between,
      precision: way.precision, engine: engine)
    let outer = try PackedLinear(
      .floats(numbers.floats(width * between, 0.3)), bias: numbers.floats(width), inputs: between,
      outputs: width,
      precision: way.precision, engine: engine)
    let norm = LayerNorm(weight: numbers.floats(width), bias: numbers.floats(width), epsilon: 1e-12)
    let x = numbers.floats(count * width)

    var whole = try Matrix.holding(x, columns: width, forms: forms, engine: engine, workspace: &workspace)
    FeedForward(inner: inner, activation: .gelu, outer: outer, norm: norm).apply(
      to: &whole, workspace: &workspace)

    var parts = try Matrix.holding(x, columns: width, forms: forms, engine: engine, workspace: &workspace)
    var middle = Matrix(columns: between, forms: .factor(of: way.precision))
    inner.apply(parts, activation: .gelu, into: &middle, workspace: &workspace)
    outer.addNorm(middle, norm: norm, onto: &parts, workspace: &workspace)
    #expect(whole.floats.map(\.bitPattern) == parts.floats.map(\.bitPattern))
  }

  @Test(arguments: Way.all)
  func gatheredRowsKeepAllTheirForms(_ way: Way) throws {
    let engine = try way.engine()
    var workspace = try Workspace(engine)
    var numbers = Numbers(seed: 6)
    let forms: Matrix.Forms = [.f32, .factor(of: way.precision)]
    let rows = try Matrix.holding(
      numbers.floats(40 * 16), columns: 16, forms: forms, engine: engine, workspace: &workspace)
    let linear = try PackedLinear(
      .floats(numbers.floats(16 * 8)), bias: nil, inputs: 16, outputs: 8, precision: way.precision,
      engine: engine)
    let indices: [Int32] = [39, 0, 7, 7]
    var some = Matrix(columns: 16, forms: forms)
    some.gather(indices.span, of: rows)
    var all = Matrix(columns: 8, forms: .f32)
    var few = Matrix(columns: 8, forms: .f32)
    linear.apply(rows, into: &all, workspace: &workspace)
    linear.apply(some, into: &few, workspace: &workspace)
    for (row, index) in indices.enumerated() {
      #expect(some.floats[row * 16..<row * 16 + 16] == rows.floats[Int(index) * 16..<Int(index) * 16 + 16])
      #expect(few.floats[row * 8..<row * 8 + 8] == all.floats[Int(index) * 8..<Int(index) * 8 + 8])
    }
  }

  @Test func stagesAreTimedOnRequest() throws {
    let engine = Engine(try Processor.chosen(environment: [:]))
    var workspace = try Workspace(engine)
    let rows = try Matrix.holding(
      [1, 2, 3, 4], columns: 2, forms: .f32, engine: engine, workspace: &workspace)
    #expect(workspace.times == nil)
    workspace.times = StageTimes()
    let linear = try PackedLinear(
      .floats([1, 2, 3, 4]), bias: nil, inputs: 2, outputs: 2, precision: .f32, engine: engine)
    var y = Matrix(columns: 2, forms: .f32)
    linear.apply(rows, into: &y, workspace: &workspace)
    #expect((workspace.times?[.products] ?? 0) > 0 && workspace.times?[.attention] == 0)
    #expect(y.floats == [5, 11, 11, 25])
  }
}
