import Compute
import Testing

/// Repeatable numbers for tests.
struct Numbers {
  private var state: UInt64

  init(seed: UInt64 = 1) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var x = state
    x = (x ^ (x >> 30)) &* 0xbf58_476d_1ce4_e5b9
    x = (x ^ (x >> 27)) &* 0x94d0_49bb_1331_11eb
    return x ^ (x >> 31)
  }

  /// In [-limit, limit].
  mutating func float(_ limit: Float = 1) -> Float { (Float(next() >> 40) / Float(1 << 23) - 1) * limit }

  mutating func floats(_ count: Int, _ limit: Float = 1) -> [Float] { (0..<count).map { _ in float(limit) } }
}

/// An instruction set that is there, with a precision that it multiplies.
struct Way: Sendable, CustomTestStringConvertible {
  let instructionSet: InstructionSet
  let precision: Precision
  /// nil where the instruction set decides.
  var usesOneDNN: Bool?
  var testDescription: String {
    "\(instructionSet.rawValue) \(precision.rawValue)\(usesOneDNN == true ? " by oneDNN" : "")"
  }

  func engine() throws -> Engine { Engine(try Processor(instructionSet, usesOneDNN: usesOneDNN)) }

  static let all = chosen + byOneDNN

  private static let chosen = Processor.available.flatMap { set in
    Precision.allCases.filter { precision in (try? Processor(set))?.supports(precision) == true }
      .map { Way(instructionSet: set, precision: $0) }
  }

  /// What no processor chooses, so that oneDNN's products are tested on those without AVX-512 too.
  private static let byOneDNN = Processor.available.filter { $0 == .avx2 }.map {
    Way(instructionSet: $0, precision: .f32, usesOneDNN: true)
  }
}

extension Rows {
  /// Rows that hold these floats, in all forms, by way of an identity.
  static func holding(
    _ floats: [Float], columns: Int, forms: Forms, engine: Engine, workspace: inout Workspace
  ) throws -> Rows {
    let identity = (0..<columns * columns).map { Float($0 / columns == $0 % columns ? 1 : 0) }
    let copy = try PackedLinear(
      .floats(identity), bias: nil, inputs: columns, outputs: columns, precision: .f32, engine: engine)
    var source = Rows(columns: columns, forms: .f32)
    source.resize(to: floats.count / columns)
    source.withMutableFloats { span in for i in floats.indices { span[i] = floats[i] } }
    var rows = Rows(columns: columns, forms: forms)
    copy.apply(source, into: &rows, workspace: &workspace)
    return rows
  }

  /// The floats, row by row.
  var floats: [Float] { withFloats { span in span.indices.map { span[$0] } } }
}
