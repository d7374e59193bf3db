import CKernels
import Testing

/// Residual, layer norm, and change of form; and the embedding's sum before its norm.
@Suite struct NormTests {
  @Test(arguments: KernelTable.all)
  func everySizeFollowsTheReference(of table: KernelTable) {
    var numbers = Numbers(seed: 5)
    for columns in awkwardSizes where columns > 2 {
      let rows = 3
      // A mean far from zero would cost digits if the variance were a difference of squares.
      let sums = numbers.floats(rows * columns, 2).map { $0 + 4 }
      let residual = numbers.floats(rows * columns, 2)
      let (bias, weight, shift) = (
        numbers.floats(columns), numbers.floats(columns, 2), numbers.floats(columns)
      )
      let expected = (0..<rows).flatMap { row -> [Double] in
        let x = (0..<columns).map { c in
          Double(sums[row * columns + c]) + Double(bias[c]) + Double(residual[row * columns + c])
        }
        return normed(x, weight, shift, epsilon: 1e-5)
      }
      let got = Normed(
        table, sums: sums, residual: residual, bias: bias, weight: weight, shift: shift, epsilon: 1e-5)
      #expect(worstError(got.f32, expected) < 2e-5, "\(columns) columns")
      #expect(worstError(got.bf16.map(float(bf16:)), expected) < 1 / 250.0)
      for row in 0..<rows {
        let range = row * columns..<(row + 1) * columns
        let values = expected[range]
        let step = (max(0, values.max() ?? 0) - min(0, values.min() ?? 0)) / table.largestByte
        #expect(worstError(Array(got.dequantized[range]), Array(values)) <= step * 0.51 + 1e-5)
      }
      #expect(got.isIntact)
    }
  }

  @Test(arguments: KernelTable.all)
  func theResidualMayBeOverwritten(of table: KernelTable) {
    var numbers = Numbers(seed: 6)
    let columns = 50
    let (sums, residual) = (numbers.floats(columns), numbers.floats(columns))
    let (weight, shift) = (numbers.floats(columns), numbers.floats(columns))
    let apart = Normed(
      table, sums: sums, residual: residual, bias: nil, weight: weight, shift: shift, epsilon: 1e-12)
    let inPlace = Normed(
      table, sums: sums, residual: residual, bias: nil, weight: weight, shift: shift, epsilon: 1e-12,
      inPlace: true)
    #expect(apart.f32 == inPlace.f32)
  }

  @Test(arguments: KernelTable.all)
  func aRowsBitsDoNotDependOnItsNeighbours(of table: KernelTable) {
    var numbers = Numbers(seed: 7)
    let (rows, columns) = (7, 83)
    let (sums, residual) = (numbers.floats(rows * columns), numbers.floats(rows * columns))
    let (weight, shift) = (numbers.floats(columns), numbers.floats(columns))
    let together = Normed(
      table, sums: sums, residual: residual, bias: nil, weight: weight, shift: shift, epsilon: 1e-12)
    for row in 0..<rows {
      let range = row * columns..<(row + 1) * columns
      let alone = Normed(
        table, sums: Array(sums[range]), residual: Array(residual[range]), bias: nil, weight: weight,
        shift: shift,
        epsilon: 1e-12)
      #expect(alone.f32.map(\.bitPattern) == together.f32[range].map(\.bitPattern))
      #expect(alone.u8 == Array(together.u8[range]))
    }
  }

  @Test(arguments: KernelTable.all, [Float.nan, .infinity])
  func whatIsNotFiniteSpoilsItsRowAlone(of table: KernelTable, value: Float) {
    var numbers = Numbers(seed: 8)
    let (rows, columns) = (3, 41)
    var sums = numbers.floats(rows * columns)
    let residual = numbers.floats(rows * columns)
    let (weight, shift) = (numbers.floats(columns), numbers.floats(columns))
    sums[columns + 3] = value
    let got = Normed(
      table, sums: sums, residual: residual, bias: nil, weight: weight, shift: shift, epsilon: 1e-12)
    #expect(got.f32[columns..<2 * columns].allSatisfy { $0.isNaN })
    #expect(got.scale[1].isNaN && got.scale[0].isFinite && got.scale[2].isFinite)
    #expect(
      got.f32[..<columns].allSatisfy { $0.isFinite } && got.f32[(2 * columns)...].allSatisfy { $0.isFinite })
  }

  @Test(arguments: KernelTable.all)
  func embeddingsSumTheirTables(of table: KernelTable) {
    var numbers = Numbers(seed: 9)
    for width in awkwardSizes where width > 0 {
      let words = numbers.floats(5 * width)
      let bytes = numbers.integers(5 * width, in: -127...127).map(Int8.init)
      let scales = numbers.floats(5).map { abs($0) }
      let (types, positions) = (numbers.floats(2 * width), numbers.floats(4 * width))
      let (weight, shift) = (numbers.floats(width), numbers.floats(width))
      let (ids, typeIDs, places): ([Int32], [Int32], [Int32]) = ([4, 0, 2], [0, 1, 1], [0, 1, 3])
      for form in [Words.f32(words), .bf16(words.map(bf16)), .i8(bytes, scales)] {
        let expected = (0..<3).flatMap { r -> [Double] in
          let x = (0..<width).map { c in
            form.value(Int(ids[r]) * width + c, width) + Double(types[Int(typeIDs[r]) * width + c])
              + Double(positions[Int(places[r]) * width + c])
          }
          return normed(x, weight, shift, epsilon: 1e-12)
        }
        let got = embed(table, form, ids, types, typeIDs, positions, places, weight, shift)
        // With one column the variance is nothing but rounding.
        if width > 1 { #expect(worstError(got, expected) < 2e-5, "width \(width)") }
      }
    }
  }
}

private func normed(_ x: [Double], _ weight: [Float], _ shift: [Float], epsilon: Double) -> [Double] {
  let mean = x.reduce(0, +) / Double(x.count)
  let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count)
  return x.indices.map { c in
    (x[c] - mean) / (variance + epsilon).squareRoot() * Double(weight[c]) + Double(shift[c])
  }
}

private enum Words {
  case f32([Float]), bf16([UInt16]), i8([Int8], [Float])

  func value(_ index: Int, _ width: Int) -> Double {
    switch self {
    case .f32(let values): Double(values[index])
    case .bf16(let values): Double(float(bf16: values[index]))
    case .i8(let values, let scales): Double(values[index]) * Double(scales[index / width])
    }
  }
}

private func embed(
  _ table: KernelTable, _ words: Words, _ ids: [Int32], _ types: [Float], _ typeIDs: [Int32],
  _ positions: [Float],
  _ places: [Int32], _ weight: [Float], _ shift: [Float]
) -> [Float] {
  var floats: Unaligned<Float>?
  var halves: Unaligned<UInt16>?
  var bytes: Unaligned<Int8>?
  var scales: Unaligned<Float>?
  switch words {
  case .f32(let values): floats = Unaligned(values)
  case .bf16(let values): halves = Unaligned(values)
  case .i8(let values, let factors): (bytes, scales) = (Unaligned(values), Unaligned(factors))
  }
  var source = bertrun_table(f32: floats?.start, bf16: halves?.start, i8: bytes?.start, scale: scales?.start)
  let (typeTable, positionTable) = (Unaligned(types), Unaligned(positions))
  let (gamma, beta) = (Unaligned(weight), Unaligned(shift))
  let (idRow, typeRow, placeRow) = (Unaligned(ids), Unaligned(typeIDs), Unaligned(places))
  var norm = bertrun_norm(weight: gamma.start, bias: beta.start, epsilon: 1e-12)
  let out = Unaligned<Float>(count: ids.count * weight.count)
  let row = Unaligned<Float>(count: weight.count)
  var target = bertrun_rows()
  target.f32 = out.start
  table.kernels.embed(
    Int64(ids.count), Int64(weight.count), &source, idRow.start, typeTable.start, typeRow.start,
    positionTable.start,
    placeRow.start, &norm, &target, row.start)
  withExtendedLifetime((floats, halves, bytes, scales)) {}
  return out.isIntact ? out.elements : []
}

/// Runs `add_norm` into all forms at once, and into bf16 beside f32.
private struct Normed {
  let f32: [Float]
  let bf16: [UInt16]
  let u8: [UInt8]
  let scale: [Float]
  let zero: [Int32]
  let isIntact: Bool

  var dequantized: [Float] {
    let columns = u8.count / scale.count
    return u8.indices.map { scale[$0 / columns] * Float(Int32(u8[$0]) - zero[$0 / columns]) }
  }

  init(
    _ table: KernelTable, sums: [Float], residual: [Float], bias: [Float]?, weight: [Float], shift: [Float],
    epsilon: Float, inPlace: Bool = false
  ) {
    let columns = weight.count
    let rows = sums.count / columns
    let values = Unaligned(sums)
    let before = Unaligned(residual)
    let biases = bias.map { Unaligned($0) }
    let (gamma, beta) = (Unaligned(weight), Unaligned(shift))
    var finishing = bertrun_sums(
      values: values.start, bias: biases?.start, row_scale: nil, row_zero: nil, column_scale: nil,
      column_sum: nil)
    var norm = bertrun_norm(weight: gamma.start, bias: beta.start, epsilon: epsilon)
    let floats = Unaligned<Float>(count: sums.count)
    let halves = Unaligned<UInt16>(count: sums.count)
    let bytes = Unaligned<UInt8>(count: sums.count)
    let scales = Unaligned<Float>(count: rows)
    let zeros = Unaligned<Int32>(count: rows)
    let row = Unaligned<Float>(count: columns)
    var target = bertrun_rows(
      f32: inPlace ? before.start : floats.start, bf16: nil, u8: bytes.start, scale: scales.start,
      zero: zeros.start)
    if !inPlace {
      var beside = bertrun_rows(f32: floats.start, bf16: halves.start, u8: nil, scale: nil, zero: nil)
      table.kernels.add_norm(
        Int64(rows), Int64(columns), &finishing, before.start, &norm, &beside, row.start)
    }
    table.kernels.add_norm(Int64(rows), Int64(columns), &finishing, before.start, &norm, &target, row.start)
    f32 = inPlace ? before.elements : floats.elements
    bf16 = halves.elements
    u8 = bytes.elements
    scale = scales.elements
    zero = zeros.elements
    isIntact =
      floats.isIntact && halves.isIntact && bytes.isIntact && scales.isIntact && zeros.isIntact
      && row.isIntact
    withExtendedLifetime((values, biases, gamma, beta)) {}
  }
}
