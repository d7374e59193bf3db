import Checkpoints
import Compute
import Encoders
import Testing

/// Every family with every head against transformers, in f32, with every instruction set of this processor.
@Suite struct GridParityTests {
  @Test(arguments: Grid.cases, Processor.available)
  func givesTheScoresOfTransformers(_ grid: Grid.Case, _ instructionSet: InstructionSet) throws {
    let expected = try Grid.expected()
    let ours = try GridScores(
      CheckpointFolder(path: grid.folder), engine: Engine(Processor(instructionSet)))
    let isBase = grid.className.hasSuffix("Model")
    var compared = 0
    for (number, sequence) in grid.sequences.enumerated() {
      for (output, values) in try ours.scores(of: sequence, withHidden: isBase) {
        let name = "\(grid.name).\(number).\(output)"
        guard let entry = expected[name] else { continue }
        let theirs = try expected.floats(name, shape: entry.shape)
        #expect(values.count == theirs.count, "\(name)")
        let largest = zip(values, theirs).map { abs($0 - $1) }.max() ?? .infinity
        #expect(largest <= 1e-5, "\(name): \(largest)")
        compared += 1
      }
    }
    #expect(compared >= grid.sequences.count)
  }
}
