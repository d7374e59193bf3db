import Checkpoints
import Compute
import Encoders
import Testing

/// Every family with every head against transformers, in f32, with every instruction set of this processor.
@Suite struct GridParityTests {
  @Test(arguments: Grid.cases, Processor.available)
  func givesTheScoresOfTransformers(_ grid: Grid.Case, _ instructionSet: InstructionSet) throws {
    let engine = Engine(try Processor(instructionSet))
    let expected = try Grid.expected()
    let folder = try CheckpointFolder(path: grid.folder)
    let opened = try OpenedCheckpoint(folder)
    let kinds = opened.heads.map { [$0.kind] }
    opened.close()
    var loader = ModelLoader(engine)
    let model = try loader.load(folder, heads: kinds, precision: .fixed(.f32))
    var workspace = try EncoderWorkspace(for: model.encoder)
    var compared = 0
    for (number, sequence) in grid.sequences.enumerated() {
      if grid.className.hasSuffix("Model") {
        var batch = Batch(for: model.encoder.architecture)
        batch.append(ids: sequence.ids, types: sequence.types)
        model.encoder.forward(batch, workspace: &workspace)
        try compare(workspace.result, with: "\(grid.name).\(number).hidden", in: expected)
        compared += 1
      }
      for loaded in model.heads {
        let name = "\(grid.name).\(number).\(loaded.head.form.kind.rawValue)"
        guard expected.contains(name) else { continue }
        var batch = Batch(for: model.encoder.architecture)
        let rows: Batch.WantedRows =
          switch loaded.head.form.rows {
          case .all: .all
          case .first: .first
          case .chosen: .indices(sequence.rows)
          }
        batch.append(ids: sequence.ids, types: sequence.types, rows: rows)
        model.encoder.forward(batch, workspace: &workspace)
        var buffers = Head.Buffers(for: loaded.head)
        loaded.head.forward(workspace.result, buffers: &buffers, workspace: &workspace.compute)
        try compare(buffers.scores, with: name, in: expected)
        compared += 1
      }
    }
    #expect(compared >= grid.sequences.count)
  }

  private func compare(_ rows: borrowing Rows, with name: String, in expected: Weights) throws {
    let entry = try expected.entry(name)
    let values = try expected.floats(name, shape: entry.shape)
    let ours = rows.withFloats { floats in floats.indices.map { floats[$0] } }
    #expect(ours.count == values.count, "\(name)")
    let largest = zip(ours, values).map { abs($0 - $1) }.max() ?? .infinity
    #expect(largest <= 1e-5, "\(name): \(largest)")
  }
}
