import CKernels
import Foundation
import TestSupport
import Testing

/// Attention of one sequence, in floats and in bf16.
@Suite struct AttentionTests {
  struct Shape: Sendable, CustomTestStringConvertible {
    var heads: Int
    var width: Int
    var testDescription: String { "\(heads) heads of \(width)" }
  }

  static let shapes = [(1, 1), (3, 7), (2, 8), (4, 16), (2, 24), (2, 32), (1, 33), (2, 64), (1, 80)]
    .map { Shape(heads: $0.0, width: $0.1) }
  private static let lengths = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 64, 65, 130]

  @Test(arguments: KernelTable.all, shapes)
  func everyLengthFollowsTheReference(of table: KernelTable, shape: Shape) {
    var numbers = Numbers(seed: 11)
    for length in Self.lengths {
      for hasBias in [false, true] {
        let sequence = Sequence(shape, length: length, hasBias: hasBias, numbers: &numbers)
        let expected = sequence.reference()
        #expect(worstError(sequence.run(table, bf16: false), expected) < 1e-5, "length \(length)")
        if table.kernels.attention_bf16 != nil {
          #expect(worstError(sequence.run(table, bf16: true), expected) < 0.02, "length \(length)")
        }
      }
    }
  }

  @Test(arguments: KernelTable.all, shapes)
  func aQuerysBitsDoNotDependOnWhichOthersAreWanted(of table: KernelTable, shape: Shape) {
    var numbers = Numbers(seed: 12)
    let sequence = Sequence(shape, length: 37, hasBias: true, numbers: &numbers)
    for isNarrow in table.kernels.attention_bf16 == nil ? [false] : [false, true] {
      let all = sequence.run(table, bf16: isNarrow)
      let columns = shape.heads * shape.width
      for places in [[0], [36], [5, 0, 36], Array(stride(from: Int32(1), to: 37, by: 2))] as [[Int32]] {
        let some = sequence.run(table, bf16: isNarrow, places: places)
        for (row, place) in places.enumerated() {
          let wanted = all[Int(place) * columns..<(Int(place) + 1) * columns]
          #expect(some[row * columns..<(row + 1) * columns].map(\.bitPattern) == wanted.map(\.bitPattern))
        }
      }
    }
  }

  @Test(arguments: KernelTable.all)
  func largeScoresNeitherOverflowNorVanish(of table: KernelTable) {
    var numbers = Numbers(seed: 13)
    var sequence = Sequence(Shape(heads: 2, width: 16), length: 20, hasBias: false, numbers: &numbers)
    sequence.rows = sequence.rows.map { $0 * 40 }
    #expect(worstError(sequence.run(table, bf16: false), sequence.reference()) < 1e-4)
  }

  @Test(arguments: KernelTable.all)
  func notANumberSpoilsItsSequence(of table: KernelTable) {
    var numbers = Numbers(seed: 14)
    var sequence = Sequence(Shape(heads: 1, width: 16), length: 20, hasBias: false, numbers: &numbers)
    // The last key's first element.
    sequence.rows[19 * 48 + 16] = .nan
    #expect(sequence.run(table, bf16: false).allSatisfy { $0.isNaN })
    if table.kernels.attention_bf16 != nil {
      #expect(sequence.run(table, bf16: true).allSatisfy { $0.isNaN })
    }
  }
}

/// Rows of queries, keys and values side by side, in numbers that bf16 holds exactly.
private struct Sequence {
  let shape: AttentionTests.Shape
  let length: Int
  var rows: [Float]
  let bias: [Float]?
  private var columns: Int { shape.heads * shape.width }
  private var reach: Int { length + 2 }
  private var scale: Float { 1 / Float(shape.width).squareRoot() }

  init(_ shape: AttentionTests.Shape, length: Int, hasBias: Bool, numbers: inout Numbers) {
    self.shape = shape
    self.length = length
    rows = numbers.floats(length * 3 * shape.heads * shape.width, 2).map { float(bf16: bf16($0)) }
    bias = hasBias ? numbers.floats(shape.heads * (2 * (length + 2) + 1), 2) : nil
  }

  func reference() -> [Double] {
    let stride = 3 * columns
    var out = [Double](repeating: 0, count: length * columns)
    for head in 0..<shape.heads {
      for query in 0..<length {
        let scores = (0..<length).map { key -> Double in
          let product = (0..<shape.width).reduce(0.0) { sum, i in
            let column = head * shape.width + i
            return sum + Double(rows[query * stride + column]) * Double(rows[key * stride + columns + column])
          }
          let addition = bias.map { Double($0[head * (2 * reach + 1) + reach + key - query]) } ?? 0
          return product * Double(scale) + addition * 2.0.log
        }
        let most = scores.max() ?? 0
        let weights = scores.map { exp($0 - most) }
        let sum = weights.reduce(0, +)
        for i in 0..<shape.width {
          let column = head * shape.width + i
          out[query * columns + column] =
            (0..<length).reduce(0.0) { $0 + weights[$1] * Double(rows[$1 * stride + 2 * columns + column]) }
            / sum
        }
      }
    }
    return out
  }

  func run(_ table: KernelTable, bf16 isNarrow: Bool, places: [Int32]? = nil) -> [Float] {
    let floats = Unaligned(rows)
    let halves = Unaligned(rows.map(bf16))
    let wanted = places ?? Array(0..<Int32(length))
    // Wanted queries stand together, as after a gather.
    let gathered = wanted.flatMap { place in
      rows[Int(place) * 3 * columns..<Int(place) * 3 * columns + columns]
    }
    let (queryFloats, queryHalves) = (Unaligned(gathered), Unaligned(gathered.map(bf16)))
    let queryPlaces = Unaligned(wanted)
    let biases = bias.map { Unaligned($0) }
    let out = Unaligned<Float>(count: wanted.count * columns)
    var attention = bertrun_attention(
      heads: Int64(shape.heads), width: Int64(shape.width), scale: scale, bias: biases?.start,
      reach: Int64(reach))
    var sequence = bertrun_sequence()
    if isNarrow {
      sequence.queries = UnsafeRawPointer(queryHalves.start)
      sequence.keys = UnsafeRawPointer(halves.start + columns)
      sequence.values = UnsafeRawPointer(halves.start + 2 * columns)
    } else {
      sequence.queries = UnsafeRawPointer(queryFloats.start)
      sequence.keys = UnsafeRawPointer(floats.start + columns)
      sequence.values = UnsafeRawPointer(floats.start + 2 * columns)
    }
    sequence.query_stride = Int64(columns)
    sequence.key_stride = Int64(3 * columns)
    sequence.query_count = Int64(wanted.count)
    sequence.key_count = Int64(length)
    sequence.places = places == nil ? nil : UnsafePointer(queryPlaces.start)
    sequence.out = out.start
    let scratch = UnsafeMutableRawPointer.allocate(
      byteCount: table.kernels.attention_scratch(&attention, Int64(length)), alignment: 64)
    defer { scratch.deallocate() }
    if isNarrow {
      table.kernels.attention_bf16(&attention, &sequence, scratch)
    } else {
      table.kernels.attention_f32(&attention, &sequence, scratch)
    }
    withExtendedLifetime((floats, halves, queryFloats, queryHalves, queryPlaces, biases)) {}
    return out.isIntact ? out.elements : []
  }
}

extension Double {
  fileprivate var log: Double { Foundation.log(self) }
}
