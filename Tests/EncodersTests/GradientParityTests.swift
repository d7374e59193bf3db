import Checkpoints
import Compute
import Encoders
import Foundation
import TestSupport
import Testing

/// The gradients of every family with every head against torch, parameter by parameter, in one packed batch.
@Suite struct GradientParityTests {
  static let cases: [Grid.Case] = {
    let names = Set(expected.keys.compactMap { $0.split(separator: ".").first.map(String.init) })
    let cases = Grid.cases.filter { names.contains($0.name) }
    precondition(cases.count > 50 && cases.count == names.count, "gradients are of the grid's cases")
    return cases
  }()

  /// The gradients of torch, by case and file name; a file that cannot be read ends the process.
  private static let expected: [String: [Float]] = {
    do {
      let weights = try Weights(safetensors: ["\(Grid.fixtures)/gradients.safetensors"])
      defer { weights.close() }
      return Dictionary(
        uniqueKeysWithValues: try weights.entries.map {
          ($0.name, try weights.floats($0.name, shape: $0.shape))
        })
    } catch {
      preconditionFailure("no gradients: \(error)")
    }
  }()

  @Test(arguments: cases, Processor.available)
  func everyParameterHasTheGradientOfTorch(_ grid: Grid.Case, _ instructionSet: InstructionSet) throws {
    let opened = try OpenedCheckpoint(CheckpointFolder(path: grid.folder))
    defer { opened.close() }
    let trained = try TrainedCheckpoint(opened, engine: Engine(Processor(instructionSet)))
    let gradients = try trained.gradients(of: grid)
    for parameter in trained.model.layout.parameters {
      let theirs = try theirs(parameter.name, of: grid, opened)
      let ours = projected(gradients[trained.model.layout.range(of: parameter)], parameter.shape)
      // A key's bias adds the same to all scores of a query, so its gradient is zero but for rounding: it is held to the
      // query's.
      let other = parameter.name.replacingOccurrences(of: ".key.bias", with: ".query.bias")
      let unit = try self.theirs(other, of: grid, opened).reduce(0) { max($0, abs($1)) }
      #expect(largestDifference(ours, theirs) <= 1e-4 * Double(unit), "\(parameter.name)")
    }
  }

  /// A vector as it is, a matrix as its two projections, as the recording script describes.
  private func projected(_ gradient: ArraySlice<Float>, _ shape: [Int]) -> [Float] {
    guard shape.count == 2 else { return Array(gradient) }
    var rows = [Double](repeating: 0, count: shape[0])
    var columns = [Double](repeating: 0, count: shape[1])
    for (place, value) in gradient.enumerated() {
      let (row, column) = place.quotientAndRemainder(dividingBy: shape[1])
      rows[row] += Double(value) * cos(Double(column))
      columns[column] += Double(value) * cos(Double(row))
    }
    return (rows + columns).map { Float($0) }
  }

  private func theirs(_ name: String, of grid: Grid.Case, _ opened: OpenedCheckpoint) throws -> [Float] {
    let name = "\(grid.name).\(opened.fileName(of: name))"
    return try #require(Self.expected[name], "\(name)")
  }
}

/// The heads of a checkpoint, to be trained.
private struct TrainedCheckpoint {
  let model: TrainableModel
  private let parameters: FloatParameters
  private let engine: Engine

  init(_ opened: OpenedCheckpoint, engine: Engine) throws {
    // A checkpoint with a head has a pooler for that alone.
    let forms = opened.heads.filter { $0.kind != .pooled || opened.heads.count == 1 }
    model = TrainableModel(
      encoder: opened.parameters, heads: try forms.map { try opened.parameters(of: $0) })
    parameters = try FloatParameters(model.layout) { try opened.weights.floats($0) }
    self.engine = engine
  }

  /// The gradients of the loss that the recording script describes.
  func gradients(of grid: Grid.Case) throws -> [Float] {
    var workspace = try TrainingWorkspace(for: model, engine: engine)
    var gradients = [Float](repeating: 0, count: model.layout.count)
    let none: [UInt32] = []
    var scoresBefore = [Int](repeating: 0, count: grid.sequences.count)
    for (number, head) in model.heads.enumerated() {
      var batch = Batch(for: model.encoder.architecture)
      let sequences = grid.sequences.prefix(4)
      for sequence in sequences {
        batch.append(ids: sequence.ids, types: sequence.types, rows: head.form.selection(sequence.rows))
      }
      model.forward(
        batch, head: number, parameters: parameters.values.span, dropout: nil, examples: none.span,
        workspace: &workspace)
      for sequence in sequences.indices {
        let rows = batch.resultRows(of: sequence)
        let (count, first) = (rows.count * head.outputs, rows.lowerBound * head.outputs)
        workspace.scoreGradients.withMutableFloats { floats in
          for i in 0..<count {
            floats[first + i] = Float(sin(0.7 * Double(scoresBefore[sequence] + i) + Double(sequence)))
          }
        }
        scoresBefore[sequence] += count
      }
      var span = gradients.mutableSpan
      model.backward(
        batch, head: number, parameters: parameters.values.span, dropout: nil, examples: none.span,
        into: &span, workspace: &workspace)
    }
    return gradients
  }
}

extension HeadForm {
  /// The rows that the head reads of a sequence, of which `chosen` are asked about.
  func selection(_ chosen: [Int32]) -> RowSelection {
    switch rows {
    case .all: .all
    case .first: .first
    case .chosen: .some(chosen)
    }
  }
}
