import Compute
import Encoders

/// What a loop trains: parameters in one array, and the gradients of a lane's losses by them.
package protocol TrainingNetwork: Sendable {
  /// One thread's memory.
  associatedtype Memory: AnyObject

  /// Where the parameters lie.
  var layout: ParameterLayout { get }
  /// Makes the calling thread's memory.
  func makeMemory() throws -> Memory
  /// Adds the gradients of the lane's losses to `gradients`; returns the sum of the losses.
  func addGradients(
    of lane: LaneWork, at parameters: FloatArena, to gradients: FloatArena, memory: Memory
  ) -> Double
}

/// What a lane is to compute.
package struct LaneWork: Sendable {
  /// The number of the head.
  package let head: Int
  /// The examples.
  package let examples: [TrainingExample]
  /// A key for each example, which its dropout depends on.
  package let keys: [UInt32]
  /// How the scores are judged.
  package let objective: Objective
  /// What the losses' gradients are multiplied by: one over the weight of the step's targets.
  package let scale: Double
  /// The step's dropout; nil for none.
  package let dropout: Dropout?
}
