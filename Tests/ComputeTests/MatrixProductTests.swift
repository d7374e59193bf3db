import Compute
import Testing

/// The products of a linear layer in training, held against sums in double precision.
@Suite struct MatrixProductTests {
  @Test(arguments: Processor.available, [(1, 3, 2), (17, 40, 23), (131, 50, 65), (400, 16, 19)])
  func aLinearLayerAndItsGradientsFollowTheReference(
    _ set: InstructionSet, sizes: (rows: Int, inputs: Int, outputs: Int)
  ) throws {
    let (rows, inputs, outputs) = sizes
    var numbers = Numbers(seed: 41)
    let (x, w) = (numbers.floats(rows * inputs), numbers.floats(outputs * inputs))
    let (dy, before) = (numbers.floats(rows * outputs), numbers.floats(outputs * inputs))
    var product = MatrixProduct(Engine(try Processor(set)))

    var y = [Float](repeating: .nan, count: rows * outputs)
    var ySpan = y.mutableSpan
    product.outputs(&ySpan, of: x.span, weights: w.span, rows: rows, inputs: inputs, outputs: outputs)
    expectClose(y, inputs) { i in
      (0..<inputs).reduce(0) {
        $0 + Double(x[i / outputs * inputs + $1]) * Double(w[i % outputs * inputs + $1])
      }
    }

    var dx = [Float](repeating: .nan, count: rows * inputs)
    var dxSpan = dx.mutableSpan
    product.inputGradient(&dxSpan, of: dy.span, weights: w.span, rows: rows, inputs: inputs, outputs: outputs)
    expectClose(dx, outputs) { i in
      (0..<outputs).reduce(0) {
        $0 + Double(dy[i / inputs * outputs + $1]) * Double(w[$1 * inputs + i % inputs])
      }
    }

    var dw = before
    var dwSpan = dw.mutableSpan
    product.addWeightGradient(
      &dwSpan, of: dy.span, inputs: x.span, rows: rows, inputs: inputs, outputs: outputs)
    expectClose(dw, rows) { i in
      (0..<rows).reduce(Double(before[i])) {
        $0 + Double(dy[$1 * outputs + i / inputs]) * Double(x[$1 * inputs + i % inputs])
      }
    }
  }

  private func expectClose(_ got: [Float], _ steps: Int, _ exact: (Int) -> Double) {
    let limit = 1e-6 + 4e-8 * Double(steps)
    for (i, value) in got.enumerated() {
      let expected = exact(i)
      // Not a number is not close.
      #expect(abs(Double(value) - expected) <= limit * max(1, abs(expected)))
    }
  }
}
