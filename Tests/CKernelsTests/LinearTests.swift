import CKernels
import Foundation
import TestSupport
import Testing

extension bertrun_activation: @retroactive @unchecked Sendable {}

private let activations: [(bertrun_activation, @Sendable (Double) -> Double)] = [
  (bertrun_linear, { $0 }),
  (bertrun_gelu, { $0 * 0.5 * erfc(-$0 / 2.0.squareRoot()) }),
  (bertrun_gelu_tanh, { $0 / 2 * (1 + tanh((2 / Double.pi).squareRoot() * ($0 + 0.044715 * $0 * $0 * $0))) }),
  (bertrun_quick_gelu, { $0 / (1 + exp(-1.702 * $0)) }),
  (bertrun_gelu_10, { min(10, max(-10, $0 * 0.5 * erfc(-$0 / 2.0.squareRoot()))) }),
  (bertrun_relu, { max(0, $0) }),
  (bertrun_relu_squared, { max(0, $0) * max(0, $0) }),
  (bertrun_silu, { $0 / (1 + exp(-$0)) }),
  (bertrun_mish, { $0 * tanh(log1p(exp($0))) }),
  (bertrun_tanh, { tanh($0) }),
  (bertrun_sigmoid, { 1 / (1 + exp(-$0)) }),
  (bertrun_leaky_relu, { $0 > 0 ? $0 : 0.01 * $0 }),
]

/// Sums of a product, finished and activated, in every form.
@Suite struct LinearTests {
  @Test(arguments: KernelTable.all)
  func activationsAreWithinAMillionth(of table: KernelTable) {
    let x = (-4000...4000).map { Float($0) / 250 } + [-88, -30, 30, 88, 1e-20, -1e-20]
    for (activation, exact) in activations {
      let got = Finished(table, sums: x, columns: x.count, activation: activation)
      let expected = x.map { exact(Double($0)) }
      #expect(worstError(got.f32, expected) < 1e-6, "activation \(activation.rawValue)")
    }
  }

  @Test(arguments: KernelTable.all)
  func everySizeAndFormFollowsTheReference(of table: KernelTable) {
    var numbers = Numbers()
    for columns in awkwardSizes {
      let rows = 3
      let sums = numbers.floats(rows * columns, 3)
      let bias = numbers.floats(columns)
      let expected = (0..<rows * columns).map { i in
        let x = Double(sums[i] + bias[i % columns])
        return x * 0.5 * erfc(-x / 2.0.squareRoot())
      }
      let got = Finished(table, sums: sums, columns: columns, bias: bias, activation: bertrun_gelu)
      #expect(columns == 0 || worstError(got.f32, expected) < 1e-6)
      #expect(columns == 0 || worstError(got.bf16.map(float(bf16:)), expected) < 1 / 256.0)
      // Half a step over the largest range, -0.17 to 4.
      #expect(
        columns == 0 || worstError(got.dequantized, expected) < 0.501 * 4.2 / table.largestByte + 2.8e-4)
      #expect(got.u8.allSatisfy { Int32($0) <= table.kernels.largest_byte + 1 })
      #expect(got.isIntact)
    }
  }

  @Test(arguments: KernelTable.all)
  func integerSumsAreCorrectedAndScaled(of table: KernelTable) {
    var numbers = Numbers(seed: 2)
    for columns in awkwardSizes {
      let rows = 4
      let sums = numbers.integers(rows * columns, in: -3_000_000...3_000_000).map(Int32.init)
      let rowScale = numbers.floats(rows).map { abs($0) * 0.01 }
      let rowZero = numbers.integers(rows, in: 0...255).map(Int32.init)
      let columnScale = numbers.floats(columns).map { abs($0) * 1e-3 }
      let columnSum = numbers.integers(columns, in: -9000...9000).map(Int32.init)
      let bias = numbers.floats(columns)
      let expected = (0..<rows * columns).map { i in
        let (r, c) = (i / columns, i % columns)
        let whole = Double(sums[i]) - Double(rowZero[r]) * Double(columnSum[c])
        return whole * Double(rowScale[r]) * Double(columnScale[c]) + Double(bias[c])
      }
      let got = Finished(
        table, integers: (sums, rowScale, rowZero, columnScale, columnSum), columns: columns, bias: bias,
        activation: bertrun_linear)
      #expect(columns == 0 || worstError(got.f32, expected) < 1e-6)
      #expect(got.isIntact)
    }
  }

  @Test(arguments: KernelTable.all)
  func aRowsBitsDoNotDependOnItsNeighbours(of table: KernelTable) {
    var numbers = Numbers(seed: 3)
    let (rows, columns) = (9, 67)
    let sums = numbers.floats(rows * columns, 4)
    let together = Finished(table, sums: sums, columns: columns, activation: bertrun_gelu)
    for row in 0..<rows {
      let range = row * columns..<(row + 1) * columns
      let alone = Finished(table, sums: Array(sums[range]), columns: columns, activation: bertrun_gelu)
      #expect(alone.f32.map(\.bitPattern) == together.f32[range].map(\.bitPattern))
      #expect(alone.bf16 == Array(together.bf16[range]))
      #expect(alone.u8 == Array(together.u8[range]))
      #expect(alone.scale[0] == together.scale[row] && alone.zero[0] == together.zero[row])
    }
  }

  @Test(arguments: KernelTable.all, [Float.nan, .infinity])
  func whatIsNotFiniteSpoilsItsRowAlone(of table: KernelTable, value: Float) {
    var numbers = Numbers(seed: 4)
    let (rows, columns) = (3, 37)
    let clean = numbers.floats(rows * columns)
    var sums = clean
    sums[columns + 20] = value
    for activation in [bertrun_linear, bertrun_gelu, bertrun_silu] {
      let got = Finished(table, sums: sums, columns: columns, activation: activation)
      let before = Finished(table, sums: clean, columns: columns, activation: activation)
      #expect(!got.f32[columns + 20].isFinite && !float(bf16: got.bf16[columns + 20]).isFinite)
      #expect(got.scale[1].isNaN)
      for row in [0, 2] {
        let range = row * columns..<(row + 1) * columns
        #expect(got.f32[range] == before.f32[range] && got.u8[range] == before.u8[range])
        #expect(got.scale[row] == before.scale[row])
      }
    }
  }

  @Test(arguments: KernelTable.all)
  func bytesKeepZeroAndTheRange(of table: KernelTable) {
    let rows: [[Float]] = [
      [0, 0, 0, 0], [1, 2, 3, 4], [-1, -2, -3, -4], [-0.17, 0, 3, 10], [.leastNonzeroMagnitude, 0, 0, 0],
      [1e30, -1e30, 0, 1],
    ]
    for row in rows {
      let got = Finished(table, sums: row, columns: 4, activation: bertrun_linear)
      let range = max(0, row.max() ?? 0) - min(0, row.min() ?? 0)
      for (value, restored) in zip(row, got.dequantized) {
        #expect(abs(value - restored) <= range / Float(table.largestByte) * 0.5001 + 1e-37)
        if value == 0 { #expect(restored == 0) }
      }
    }
  }
}

/// Runs `linear` for each form of output.
private struct Finished {
  let f32: [Float]
  let bf16: [UInt16]
  let u8: [UInt8]
  let scale: [Float]
  let zero: [Int32]
  let isIntact: Bool
  let columns: Int

  typealias Integers = (
    sums: [Int32], rowScale: [Float], rowZero: [Int32], columnScale: [Float], columnSum: [Int32]
  )

  var dequantized: [Float] {
    u8.indices.map { scale[$0 / columns] * Float(Int32(u8[$0]) - zero[$0 / columns]) }
  }

  init(
    _ table: KernelTable, sums: [Float] = [], integers: Integers? = nil, columns: Int, bias: [Float]? = nil,
    activation: bertrun_activation
  ) {
    self.columns = columns
    let count = integers?.sums.count ?? sums.count
    let rows = columns == 0 ? 0 : count / columns
    let floatSums = Unaligned(sums)
    let integerSums = Unaligned(integers?.sums ?? [])
    let biases = bias.map { Unaligned($0) }
    let rowScale = integers.map { Unaligned($0.rowScale) }
    let rowZero = integers.map { Unaligned($0.rowZero) }
    let columnScale = integers.map { Unaligned($0.columnScale) }
    let columnSum = integers.map { Unaligned($0.columnSum) }
    var values = bertrun_sums(
      values: integers == nil ? UnsafeRawPointer(floatSums.start) : UnsafeRawPointer(integerSums.start),
      bias: biases?.start, row_scale: rowScale?.start, row_zero: rowZero?.start,
      column_scale: columnScale?.start,
      column_sum: columnSum?.start)
    let floats = Unaligned<Float>(count: count)
    let halves = Unaligned<UInt16>(count: count)
    let bytes = Unaligned<UInt8>(count: count)
    let scales = Unaligned<Float>(count: rows)
    let zeros = Unaligned<Int32>(count: rows)
    let row = Unaligned<Float>(count: columns)
    for form in 0..<3 {
      var out = bertrun_rows()
      if form == 0 { out.f32 = floats.start }
      if form == 1 { out.bf16 = halves.start }
      if form == 2 { (out.u8, out.scale, out.zero) = (bytes.start, scales.start, zeros.start) }
      table.kernels.linear(Int64(rows), Int64(columns), &values, activation, &out, row.start)
    }
    f32 = floats.elements
    bf16 = halves.elements
    u8 = bytes.elements
    scale = scales.elements
    zero = zeros.elements
    isIntact =
      floats.isIntact && halves.isIntact && bytes.isIntact && scales.isIntact && zeros.isIntact
      && row.isIntact
    withExtendedLifetime((floatSums, integerSums, biases, rowScale, rowZero, columnScale, columnSum)) {}
  }
}
