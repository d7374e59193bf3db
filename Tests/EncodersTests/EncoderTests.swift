import Compute
import Encoders
import Testing

/// The promise: a sequence has the same bits in any batch, place and selection of rows, in every precision.
@Suite struct EncoderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let instructionSet: InstructionSet
    let precision: Precision
    let name: String
    let architecture: Architecture
    var testDescription: String { "\(name) \(instructionSet.rawValue) \(precision.rawValue)" }

    func encoder() throws -> Encoder {
      let engine = Engine(try Processor(instructionSet))
      return try Encoder(
        packing: EncoderParameters(of: architecture), from: RandomTensors(), precision: precision,
        engine: engine)
    }
  }

  static let cases = Processor.available.flatMap { set in
    Precision.allCases.filter { precision in (try? Processor(set))?.supports(precision) == true }.flatMap {
      precision in
      [("post-norm", plain), ("projected, shared", shared), ("biased", biased)].map {
        Case(instructionSet: set, precision: precision, name: $0.0, architecture: $0.1)
      }
    }
  }

  @Test(arguments: cases)
  func aSequencesBitsDoNotDependOnItsBatch(_ item: Case) throws {
    let encoder = try item.encoder()
    var workspace = try EncoderWorkspace(for: encoder)
    var batch = Batch(for: item.architecture)
    let sequences = [1, 2, 5, 16, 17, 33, 40, 64, 3].map { length in
      (0..<length).map { Int32(($0 * 7 + length) % 50) }
    }
    let alone = sequences.map { ids in
      batch.removeAll()
      batch.append(ids: ids)
      encoder.forward(batch, workspace: &workspace)
      return rows(workspace, 0..<ids.count)
    }
    #expect(alone.allSatisfy { $0.allSatisfy { $0.allSatisfy { $0.isFinite } } })

    for order in [[8, 3, 0, 5, 1, 7, 2, 6, 4], [4, 4, 4, 1, 0, 0], [6]] {
      batch.removeAll()
      for number in order { batch.append(ids: sequences[number]) }
      encoder.forward(batch, workspace: &workspace)
      for (place, number) in order.enumerated() {
        #expect(rows(workspace, batch.resultRows(of: place)) == alone[number])
      }
    }

    // Only some rows.
    batch.removeAll()
    for (number, ids) in sequences.enumerated() {
      let last = Int32(ids.count - 1)
      batch.append(ids: ids, rows: [.first, .all, .some([last, 0]), .some([])][number % 4])
    }
    encoder.forward(batch, workspace: &workspace)
    for (number, ids) in sequences.enumerated() {
      let wanted = [[0], Array(0..<ids.count), [ids.count - 1, 0], []][number % 4]
      #expect(rows(workspace, batch.resultRows(of: number)) == wanted.map { alone[number][$0] })
    }
  }

  @Test func typesBeyondTheTableCountAsTheFirst() throws {
    let engine = Engine(try Processor(.plain))
    let encoder = try Encoder(
      packing: EncoderParameters(of: Self.shared), from: RandomTensors(), precision: .f32, engine: engine)
    var workspace = try EncoderWorkspace(for: encoder)
    var batch = Batch(for: Self.shared)
    batch.append(ids: [1, 2, 3], types: [0, 1, 1])
    batch.append(ids: [1, 2, 3])
    encoder.forward(batch, workspace: &workspace)
    #expect(rows(workspace, 0..<3) == rows(workspace, 3..<6))
  }

  private func rows(_ workspace: borrowing EncoderWorkspace, _ range: Range<Int>) -> [[Float]] {
    workspace.result.withFloats { floats in
      range.map { row in (row * 32..<(row + 1) * 32).map { floats[$0] } }
    }
  }

  private static let plain = architecture(types: 2, width: 32, positions: .absolute(count: 66, offset: 2))
  private static let shared = architecture(
    types: 1, width: 16, positions: .absolute(count: 64, offset: 0), sharing: .init(groups: 2, inner: 2))
  private static let biased = architecture(
    types: 0, width: 32, positions: .absolute(count: 66, offset: 2),
    bias: .relativeBuckets(count: 32, maximumDistance: 128))

  private static func architecture(
    types: Int, width: Int, positions: Architecture.Positions, bias: Architecture.Bias = .none,
    sharing: Architecture.Sharing? = nil
  ) -> Architecture {
    Architecture(
      width: 32, layers: 4, normEpsilon: 1e-12, positions: positions,
      embedding: .init(vocabulary: 50, types: types, width: width, isProjected: width != 32),
      attention: .init(heads: 4, bias: bias), feedForward: .init(width: 72, activation: .gelu),
      sharing: sharing,
      hasPooler: false)
  }
}

/// Parameters drawn by name, repeatably.
private struct RandomTensors: TensorSource {
  func floats(_ parameter: Parameter) -> [Float] {
    var state = parameter.name.utf8.reduce(UInt64(14_695_981_039_346_656_037)) {
      ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
    return (0..<parameter.count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = (Float(state >> 40) / Float(1 << 24) - 0.5) * 0.5
      return parameter.kind == .scale ? 1 + number : number
    }
  }
}
