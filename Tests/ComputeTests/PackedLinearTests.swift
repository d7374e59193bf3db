import Compute
import Foundation
import TestSupport
import Testing

@Suite struct PackedLinearTests {
  private static let shapes = [(1, 1), (7, 17), (17, 1), (33, 50), (64, 128), (384, 2), (384, 96)]

  @Test(arguments: Way.all)
  func productsFollowTheReference(_ way: Way) throws {
    let engine = try way.engine()
    var workspace = try Workspace(engine)
    var numbers = Numbers(seed: 1)
    for (inputs, outputs) in Self.shapes {
      for count in [1, 5, 16, 31, 130] {
        let (w, bias) = (numbers.floats(inputs * outputs), numbers.floats(outputs))
        let x = numbers.floats(count * inputs)
        let linear = try PackedLinear(
          .floats(w), bias: bias, inputs: inputs, outputs: outputs, precision: way.precision, engine: engine)
        let rows = try Matrix.holding(
          x, columns: inputs, forms: [.f32, .factor(of: way.precision)], engine: engine, workspace: &workspace
        )
        var y = Matrix(columns: outputs, forms: .f32)
        linear.apply(rows, into: &y, workspace: &workspace)
        let got = y.floats
        // Roundings of both factors: uniform in a step of 8 bits, or half a unit of a bf16's 8 digits.
        let step: Double =
          switch way.precision {
          case .f32: 1e-6
          case .bf16: 1 / 256.0
          case .int8: 1 / 70.0
          }
        for r in 0..<count {
          for o in 0..<outputs {
            let exact = (0..<inputs).reduce(Double(bias[o])) {
              $0 + Double(x[r * inputs + $1]) * Double(w[o * inputs + $1])
            }
            #expect(abs(Double(got[r * outputs + o]) - exact) < step * (1 + 2 * Double(inputs).squareRoot()))
          }
        }
      }
    }
  }

  @Test(arguments: Way.all)
  func aRowsBitsDoNotDependOnItsPlaceOrCompany(_ way: Way) throws {
    let engine = try way.engine()
    var workspace = try Workspace(engine)
    var numbers = Numbers(seed: 2)
    let (inputs, outputs, count) = (96, 160, 300)
    let linear = try PackedLinear(
      .floats(numbers.floats(inputs * outputs)), bias: numbers.floats(outputs), inputs: inputs,
      outputs: outputs,
      precision: way.precision, engine: engine)
    let x = numbers.floats(count * inputs)
    func run(_ indices: [Int]) throws -> [Float] {
      let picked = indices.flatMap { x[$0 * inputs..<($0 + 1) * inputs] }
      let rows = try Matrix.holding(
        picked, columns: inputs, forms: .factor(of: way.precision), engine: engine, workspace: &workspace)
      var y = Matrix(columns: outputs, forms: .f32)
      linear.apply(rows, activation: .gelu, into: &y, workspace: &workspace)
      return y.floats
    }
    let all = try run(Array(0..<count))
    for size in [1, 7, 8, 9, 16, 63, 64, 100, 128, 129, 200] {
      let indices = (0..<size).map { _ in Int(numbers.next() % UInt64(count)) }
      let some = try run(indices)
      for (place, index) in indices.enumerated() {
        #expect(
          some[place * outputs..<(place + 1) * outputs].map(\.bitPattern)
            == all[index * outputs..<(index + 1) * outputs].map(\.bitPattern))
      }
    }
  }

  @Test(arguments: Way.all)
  func threadsShareOne(_ way: Way) throws {
    let engine = try way.engine()
    var numbers = Numbers(seed: 3)
    let (inputs, outputs) = (64, 96)
    let linear = try PackedLinear(
      .floats(numbers.floats(inputs * outputs)), bias: nil, inputs: inputs, outputs: outputs,
      precision: way.precision, engine: engine)
    let x = numbers.floats(40 * inputs)
    let results = Results()
    let threads = (0..<4).map { _ in
      Thread {
        let floats = Result {
          var workspace = try Workspace(engine)
          let rows = try Matrix.holding(
            x, columns: inputs, forms: .factor(of: way.precision), engine: engine, workspace: &workspace)
          var y = Matrix(columns: outputs, forms: .f32)
          for _ in 0..<20 { linear.apply(rows, into: &y, workspace: &workspace) }
          return y.floats
        }
        results.add((try? floats.get()) ?? [])
      }
    }
    for thread in threads { thread.start() }
    let all = results.wait(for: threads.count)
    #expect(all[0].count == 40 * outputs)
    #expect(all.allSatisfy { $0 == all[0] })
  }

  @Test func eightBitWeightsAreTakenAsStored() throws {
    let engine = Engine(try Processor(.plain))
    var workspace = try Workspace(engine)
    var numbers = Numbers(seed: 4)
    let matrix = QuantizedMatrix(numbers.floats(12 * 20), rows: 12, columns: 20)
    let stored = try PackedLinear(
      .quantized(matrix), bias: nil, inputs: 20, outputs: 12, precision: .f32, engine: engine)
    let widened = try PackedLinear(
      .floats(matrix.floats()), bias: nil, inputs: 20, outputs: 12, precision: .f32, engine: engine)
    let x = try Matrix.holding(
      numbers.floats(60), columns: 20, forms: .f32, engine: engine, workspace: &workspace)
    var a = Matrix(columns: 12, forms: .f32)
    var b = Matrix(columns: 12, forms: .f32)
    stored.apply(x, into: &a, workspace: &workspace)
    widened.apply(x, into: &b, workspace: &workspace)
    #expect(a.floats == b.floats)
  }

  @Test func aPrecisionThatIsNotThereIsRefused() throws {
    let engine = Engine(try Processor(.plain))
    #expect(throws: ComputeError.missingPrecision(.bf16, .plain)) {
      try PackedLinear(.floats([1]), bias: nil, inputs: 1, outputs: 1, precision: .bf16, engine: engine)
    }
  }
}

/// What threads computed, and a wait for all of them.
private final class Results: @unchecked Sendable {
  private let condition = NSCondition()
  private var all: [[Float]] = []

  func add(_ floats: [Float]) {
    condition.lock()
    all.append(floats)
    condition.signal()
    condition.unlock()
  }

  func wait(for count: Int) -> [[Float]] {
    condition.lock()
    defer { condition.unlock() }
    while all.count < count { condition.wait() }
    return all
  }
}
