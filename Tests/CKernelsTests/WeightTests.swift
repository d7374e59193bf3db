import CKernels
import TestSupport
import Testing

/// Plain products and the change of weights into bytes.
@Suite struct WeightTests {
  @Test(arguments: KernelTable.all)
  func productsFollowTheReference(of table: KernelTable) {
    var numbers = Numbers(seed: 15)
    for inputs in awkwardSizes {
      let (rows, outputs) = (3, 4)
      let x = numbers.floats(rows * inputs).map { float(bf16: bf16($0)) }
      let w = numbers.floats(outputs * inputs).map { float(bf16: bf16($0)) }
      let bytes = numbers.integers(rows * inputs, in: 0...255).map(UInt8.init)
      let weights = numbers.integers(outputs * inputs, in: -127...127).map(Int8.init)
      var expected: [Double] = []
      var whole: [Int32] = []
      for r in 0..<rows {
        for o in 0..<outputs {
          expected.append(
            (0..<inputs).reduce(0) { $0 + Double(x[r * inputs + $1]) * Double(w[o * inputs + $1]) })
          whole.append(
            (0..<inputs).reduce(0) { $0 + Int32(bytes[r * inputs + $1]) * Int32(weights[o * inputs + $1]) })
        }
      }
      let y = Unaligned<Float>(count: rows * outputs)
      let (a, b) = (Unaligned(x), Unaligned(w))
      table.kernels.product_f32(3, Int64(inputs), 4, a.start, b.start, y.start)
      #expect(worstError(y.elements, expected) < 1e-5 && y.isIntact)
      let (narrowX, narrowW) = (Unaligned(x.map(bf16)), Unaligned(w.map(bf16)))
      table.kernels.product_bf16(3, Int64(inputs), 4, narrowX.start, narrowW.start, y.start)
      #expect(worstError(y.elements, expected) < 1e-5 && y.isIntact)
      let sums = Unaligned<Int32>(count: rows * outputs)
      let (u8, i8) = (Unaligned(bytes), Unaligned(weights))
      table.kernels.product_u8(3, Int64(inputs), 4, u8.start, i8.start, sums.start)
      #expect(sums.elements == whole && sums.isIntact)
      withExtendedLifetime((a, b, narrowX, narrowW, u8, i8)) {}
    }
  }

  @Test(arguments: KernelTable.all)
  func quantizedWeightsAreWithinHalfAStep(of table: KernelTable) {
    var numbers = Numbers(seed: 16)
    for inputs in awkwardSizes {
      var w = numbers.floats(3 * inputs)
      for i in 0..<inputs { w[2 * inputs + i] = 0 }
      let weights = Unaligned(w)
      let bytes = Unaligned<Int8>(count: 3 * inputs)
      let scales = Unaligned<Float>(count: 3)
      let sums = Unaligned<Int32>(count: 3)
      table.kernels.quantize_weights(3, Int64(inputs), weights.start, bytes.start, scales.start)
      table.kernels.sum_weights(3, Int64(inputs), bytes.start, sums.start)
      #expect(bytes.isIntact && scales.isIntact && sums.isIntact)
      for row in 0..<3 {
        let range = row * inputs..<(row + 1) * inputs
        let scale = scales.elements[row]
        #expect(sums.elements[row] == bytes.elements[range].reduce(0) { $0 + Int32($1) })
        #expect(bytes.elements[range].allSatisfy { $0 >= -127 })
        for i in range { #expect(abs(Float(bytes.elements[i]) * scale - w[i]) <= scale * 0.5001) }
        if inputs > 0 && row < 2 { #expect(bytes.elements[range].contains { abs(Int($0)) == 127 }) }
      }
      withExtendedLifetime(weights) {}
    }
  }

  @Test(arguments: KernelTable.all)
  func narrowingRoundsToNearestEven(of table: KernelTable) {
    let x: [Float] = [0, 1, -1, 1.001953125, 1.005859375, 3.4e38, .infinity, .nan, 0.1, -0.3, 1e-30, 65.4321]
    let source = Unaligned(x)
    let halves = Unaligned<UInt16>(count: x.count)
    var out = bertrun_rows()
    out.bf16 = halves.start
    table.kernels.narrow(1, Int64(x.count), source.start, &out)
    for (got, value) in zip(halves.elements, x) {
      if value.isNaN { #expect(float(bf16: got).isNaN) } else { #expect(got == bf16(value)) }
    }
    #expect(halves.isIntact)
    withExtendedLifetime(source) {}
  }
}
