import CKernels
import Foundation
import TestSupport
import Testing

/// Products over packed weights, held against sums in double precision and in whole numbers.
@Suite struct PackedProductTests {
  /// Inputs and outputs that do and do not fill steps and panels.
  static let sizes = [
    (1, 1), (3, 2), (4, 16), (5, 17), (7, 15), (8, 33), (31, 9), (33, 50), (64, 47), (100, 31), (384, 40),
    (1537, 18),
  ].map { Size(inputs: $0.0, outputs: $0.1) }
  private static let rowCounts = [1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 18, 65, 131]

  struct Size: Sendable, CustomTestStringConvertible {
    var inputs: Int
    var outputs: Int
    var testDescription: String { "\(inputs) inputs, \(outputs) outputs" }
  }

  @Test(arguments: KernelTable.all, sizes)
  func floatsFollowTheReference(of table: KernelTable, size: Size) {
    var numbers = Numbers(seed: 21)
    for rows in Self.rowCounts {
      let linear = FloatLinear(size, rows: rows, numbers: &numbers)
      let expected = linear.reference()
      // One sum after another: roundings grow with the sum.
      let limit = 1e-6 + 2e-8 * Double(size.inputs)
      #expect(worstError(linear.run(table), expected) < limit, "\(rows) rows")
      let activated = linear.run(table, activation: bertrun_gelu)
      let gelu = expected.map { $0 * 0.5 * erfc(-$0 / 2.0.squareRoot()) }
      #expect(worstError(activated, gelu) < limit + 1e-6, "\(rows) rows")
    }
  }

  @Test(arguments: KernelTable.all, sizes)
  func aRowsBitsDoNotDependOnItsPlaceOrCompany(of table: KernelTable, size: Size) {
    var numbers = Numbers(seed: 22)
    let linear = FloatLinear(size, rows: 29, numbers: &numbers)
    let all = linear.run(table, activation: bertrun_silu)
    for range in [0..<1, 28..<29, 3..<5, 7..<16, 1..<14, 12..<29] {
      var some = linear
      some.rows = range.count
      some.x = Array(linear.x[range.lowerBound * size.inputs..<range.upperBound * size.inputs])
      let expected = all[range.lowerBound * size.outputs..<range.upperBound * size.outputs]
      #expect(some.run(table, activation: bertrun_silu).map(\.bitPattern) == expected.map(\.bitPattern))
    }
  }

  @Test(arguments: KernelTable.all)
  func everyActivationIsThatOfPlainSums(of table: KernelTable) {
    var numbers = Numbers(seed: 23)
    let linear = FloatLinear(Size(inputs: 9, outputs: 21), rows: 4, numbers: &numbers)
    let sums = Unaligned(linear.run(table))
    for number in 0...UInt32(bertrun_leaky_relu.rawValue) {
      let activation = bertrun_activation(number)
      let expected = Unaligned<Float>(count: 4 * 21)
      let row = Unaligned<Float>(count: 21)
      var plain = bertrun_sums()
      plain.values = UnsafeRawPointer(sums.start)
      var out = bertrun_rows()
      out.f32 = expected.start
      table.kernels.linear(4, 21, &plain, activation, &out, row.start)
      #expect(linear.run(table, activation: activation) == expected.elements, "activation \(number)")
    }
  }

  @Test(arguments: KernelTable.all, [Float.nan, .infinity])
  func whatIsNotFiniteSpoilsItsRowAlone(of table: KernelTable, value: Float) {
    var numbers = Numbers(seed: 24)
    let size = Size(inputs: 20, outputs: 37)
    let clean = FloatLinear(size, rows: 8, numbers: &numbers)
    var spoilt = clean
    spoilt.x[5 * 20 + 19] = value
    let (before, after) = (clean.run(table), spoilt.run(table))
    for row in 0..<8 {
      let range = row * 37..<(row + 1) * 37
      if row == 5 {
        #expect(after[range].allSatisfy { !$0.isFinite })
      } else {
        #expect(after[range].map(\.bitPattern) == before[range].map(\.bitPattern))
      }
    }
  }

  @Test(arguments: KernelTable.all.filter { $0.kernels.packed_product_u8 != nil }, sizes)
  func sumsOfBytesAreExact(of table: KernelTable, size: Size) {
    var numbers = Numbers(seed: 25)
    let most = Int(table.kernels.largest_byte) + 1
    for rows in Self.rowCounts {
      for isExtreme in [false, true] {
        // The largest bytes against the largest weights, where sums of pairs are nearest to 16 bits.
        let x = numbers.integers(rows * size.inputs, in: isExtreme ? most...most : 0...most).map(UInt8.init)
        let w = numbers.integers(size.outputs * size.inputs, in: -127...127).map { whole in
          Int8(isExtreme ? (whole < 0 ? -127 : 127) : whole)
        }
        let packed = Unaligned<Int8>(
          count: table.kernels.packed_size_u8(Int64(size.inputs), Int64(size.outputs)))
        let (a, b, y) = (Unaligned(x), Unaligned(w), Unaligned<Int32>(count: rows * size.outputs))
        table.kernels.pack_u8(Int64(size.inputs), Int64(size.outputs), b.start, packed.start)
        table.kernels.packed_product_u8(
          Int64(rows), Int64(size.inputs), Int64(size.outputs), a.start, packed.start, y.start)
        let expected = (0..<rows * size.outputs).map { i -> Int32 in
          let (r, o) = (i / size.outputs, i % size.outputs)
          return (0..<size.inputs).reduce(0) {
            $0 + Int32(x[r * size.inputs + $1]) * Int32(w[o * size.inputs + $1])
          }
        }
        #expect(y.elements == expected && y.isIntact && packed.isIntact, "\(rows) rows")
        withExtendedLifetime((a, b)) {}
      }
    }
  }
}

/// A linear layer of floats and its rows.
private struct FloatLinear {
  let size: PackedProductTests.Size
  var rows: Int
  var x: [Float]
  let w: [Float]
  let bias: [Float]

  init(_ size: PackedProductTests.Size, rows: Int, numbers: inout Numbers) {
    self.size = size
    self.rows = rows
    x = numbers.floats(rows * size.inputs)
    w = numbers.floats(size.outputs * size.inputs)
    bias = numbers.floats(size.outputs)
  }

  func reference() -> [Double] {
    (0..<rows * size.outputs).map { i in
      let (r, o) = (i / size.outputs, i % size.outputs)
      return (0..<size.inputs).reduce(Double(bias[o])) {
        $0 + Double(x[r * size.inputs + $1]) * Double(w[o * size.inputs + $1])
      }
    }
  }

  /// The kernel's result; empty, and so equal to nothing, where it wrote beyond an end.
  func run(_ table: KernelTable, activation: bertrun_activation = bertrun_linear) -> [Float] {
    let (inputs, outputs) = (Int64(size.inputs), Int64(size.outputs))
    let packed = Unaligned<Float>(count: table.kernels.packed_size_f32(inputs, outputs) / 4)
    let (a, b, c) = (Unaligned(x), Unaligned(w), Unaligned(bias))
    let y = Unaligned<Float>(count: rows * size.outputs)
    table.kernels.pack_f32(inputs, outputs, b.start, packed.start)
    table.kernels.packed_linear_f32(
      Int64(rows), inputs, outputs, a.start, packed.start, c.start, activation, y.start)
    withExtendedLifetime((a, b, c)) {}
    return y.isIntact && packed.isIntact ? y.elements : []
  }
}
