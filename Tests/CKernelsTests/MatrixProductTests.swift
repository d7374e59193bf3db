import CKernels
import TestSupport
import Testing

/// Products of two matrices as training needs them: either factor transposed, into a result or onto it.
@Suite struct MatrixProductTests {
  struct Size: Sendable, CustomTestStringConvertible {
    var rows: Int
    var steps: Int
    var columns: Int
    var testDescription: String { "\(rows) × \(steps) × \(columns)" }
  }

  static let sizes = [
    (1, 1, 1), (2, 3, 5), (6, 16, 16), (7, 9, 17), (13, 383, 15), (11, 384, 33), (50, 385, 31), (121, 40, 18),
    (131, 70, 48), (17, 1000, 7), (241, 12, 20), (3, 0, 4),
  ].map { Size(rows: $0.0, steps: $0.1, columns: $0.2) }

  @Test(arguments: KernelTable.all, sizes)
  func allWaysFollowTheReference(of table: KernelTable, size: Size) {
    var numbers = Numbers(seed: 31)
    let a = numbers.floats(size.rows * size.steps)
    let b = numbers.floats(size.steps * size.columns)
    let before = numbers.floats(size.rows * size.columns)
    let bias = numbers.floats(size.columns)
    let product = (0..<size.rows * size.columns).map { i -> Double in
      let (r, c) = (i / size.columns, i % size.columns)
      return (0..<size.steps).reduce(0) {
        $0 + Double(a[r * size.steps + $1]) * Double(b[$1 * size.columns + c])
      }
    }
    let limit = 1e-6 + 4e-8 * Double(size.steps)
    for (left, right, adds) in [
      (false, false, false), (false, true, false), (true, false, false), (true, true, false),
      (false, false, true), (false, true, true), (true, false, true), (true, true, true),
    ] {
      let expected = product.enumerated().map { i, sum in
        sum + Double(adds ? before[i] : bias[i % size.columns])
      }
      let got = run(
        table, size, left ? transposed(a, rows: size.rows) : a, left,
        right ? transposed(b, rows: size.steps) : b, right, bias: bias, onto: adds ? before : nil)
      #expect(
        got.count == expected.count && worstError(got, expected) < limit,
        "transposed \(left) \(right), adds \(adds)")
    }
  }

  @Test(arguments: KernelTable.all)
  func notANumberSpoilsItsRowAlone(of table: KernelTable) {
    var numbers = Numbers(seed: 32)
    let size = Size(rows: 9, steps: 20, columns: 19)
    var a = numbers.floats(9 * 20)
    let b = numbers.floats(20 * 19)
    let clean = run(table, size, a, false, b, false, onto: nil)
    a[4 * 20 + 3] = .nan
    for isTransposed in [false, true] {
      let got = run(
        table, size, isTransposed ? transposed(a, rows: 9) : a, isTransposed, b, false, onto: nil)
      #expect(got[4 * 19..<5 * 19].allSatisfy { $0.isNaN })
      #expect(got[..<(4 * 19)] == clean[..<(4 * 19)] && got[(5 * 19)...] == clean[(5 * 19)...])
    }
  }

  private func transposed(_ matrix: [Float], rows: Int) -> [Float] {
    let columns = matrix.count / max(rows, 1)
    return (0..<matrix.count).map { matrix[$0 % max(rows, 1) * columns + $0 / max(rows, 1)] }
  }

  /// The kernel's result; empty where it wrote beyond an end.
  private func run(
    _ table: KernelTable, _ size: Size, _ a: [Float], _ leftIsTransposed: Bool, _ b: [Float],
    _ rightIsTransposed: Bool, bias: [Float]? = nil, onto before: [Float]?
  ) -> [Float] {
    let (left, right) = (Unaligned(a), Unaligned(b))
    // What a result replaces must not matter.
    let c = Unaligned(before ?? [Float](repeating: .nan, count: size.rows * size.columns))
    let workspace = Unaligned<Float>(count: table.kernels.matrix_workspace(Int64(size.columns)) / 4)
    var (leftFactor, rightFactor) = (
      bertrun_factor(values: left.start, transposed: leftIsTransposed),
      bertrun_factor(values: right.start, transposed: rightIsTransposed)
    )
    let addend = bias.map { Unaligned($0) }
    table.kernels.matrix_product(
      Int64(size.rows), Int64(size.steps), Int64(size.columns), &leftFactor, &rightFactor, addend?.start,
      before != nil, c.start, workspace.start)
    withExtendedLifetime((left, right, addend)) {}
    return c.isIntact && workspace.isIntact ? c.elements : []
  }
}
