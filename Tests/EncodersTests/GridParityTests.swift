import Checkpoints
import Compute
import Encoders
import Foundation
import TestSupport
import Testing

/// Every family with every head against transformers, in f32, with every instruction set of this processor. Where
/// BERTRUN_TEST_FIGURES is set, the differences are printed.
@Suite struct GridParityTests {
  @Test(arguments: Grid.cases, Processor.available)
  func givesTheScoresOfTransformers(_ grid: Grid.Case, _ instructionSet: InstructionSet) throws {
    let largest = try difference(of: grid, Engine(Processor(instructionSet)))
    if Self.printsFigures { print("\(grid.name) \(instructionSet.rawValue): largest difference \(largest)") }
    #expect(largest <= 1e-5)
  }

  @Test(.enabled(if: !Grid.baseCases.isEmpty, "set BERTRUN_TEST_BASE"), arguments: Grid.baseCases)
  func givesTheScoresOfTransformersAtBaseSize(_ grid: Grid.Case) throws {
    let largest = try difference(of: grid, Engine(Processor.chosen()))
    print("\(grid.name): largest difference \(largest)")
    #expect(largest <= 1e-4)
  }

  private static let printsFigures = ProcessInfo.processInfo.environment["BERTRUN_TEST_FIGURES"] != nil

  /// The largest difference between our scores and those recorded, over all sequences and outputs of a case.
  private func difference(of grid: Grid.Case, _ engine: Engine) throws -> Double {
    let expected = try Grid.expected(grid.root)
    let ours = try GridScores(CheckpointFolder(path: grid.folder), engine: engine)
    let isBase = grid.className.hasSuffix("Model")
    var largest = 0.0
    var compared = 0
    for (number, sequence) in grid.sequences.enumerated() {
      for (output, values) in try ours.scores(of: sequence, withHidden: isBase) {
        let name = "\(grid.name).\(number).\(output)"
        guard let entry = expected[name] else { continue }
        let theirs = try expected.floats(name, shape: entry.shape)
        largest = max(largest, largestDifference(values, theirs))
        compared += 1
      }
    }
    #expect(compared >= grid.sequences.count)
    return largest
  }
}
