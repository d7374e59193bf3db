import Compute
import TestSupport
import Testing

/// Repeatable numbers for tests.
typealias Numbers = SeededRandom

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

extension Matrix {
  /// Rows that hold these floats, in all forms, by way of an identity.
  static func holding(
    _ floats: [Float], columns: Int, forms: Forms, engine: Engine, workspace: inout Workspace
  ) throws -> Matrix {
    let identity = (0..<columns * columns).map { Float($0 / columns == $0 % columns ? 1 : 0) }
    let copy = try PackedLinear(
      .floats(identity), bias: nil, inputs: columns, outputs: columns, precision: .f32, engine: engine)
    var source = Matrix(columns: columns, forms: .f32)
    source.resize(to: floats.count / columns)
    source.withMutableFloats { span in for i in floats.indices { span[i] = floats[i] } }
    var rows = Matrix(columns: columns, forms: forms)
    copy.apply(source, into: &rows, workspace: &workspace)
    return rows
  }

  /// The floats, row by row.
  var floats: [Float] { withFloats { span in span.indices.map { span[$0] } } }
}
