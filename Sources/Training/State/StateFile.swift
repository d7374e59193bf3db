import Checkpoints
import Compute

/// The state of a run in one safetensors file, which is replaced whole or not at all: the parameters, the optimiser's memory
/// and the mean as flat arrays, and the rest as JSON in the file's metadata.
package enum StateFile {
  private static let key = "bertrun_training"

  /// Writes the state of a loop.
  package static func write<Network>(
    _ state: TrainingState, of loop: TrainingLoop<Network>, to path: String
  ) throws(CheckpointError) {
    let tensors = arrays(of: loop).map { name, arena in
      OutputTensor(name: name, shape: [arena.count]) { () throws(CheckpointError) in
        arena.values(0..<arena.count)
      }
    }
    try SafetensorsWriter.write(tensors, metadata: [(key, state.json)], to: path)
  }

  /// The state in a file, without its numbers.
  package static func state(in path: String) throws -> TrainingState {
    let weights = try Weights(safetensors: [path])
    defer { weights.close() }
    guard let json = weights.metadata.first(where: { $0.key == key })?.value,
      let state = TrainingState(json: json)
    else { throw TrainingFault.brokenState(path: path) }
    return state
  }

  /// Puts a loop where it was when a state was written.
  package static func restore<Network>(
    _ loop: TrainingLoop<Network>, to state: TrainingState, from path: String
  ) throws {
    let weights = try Weights(safetensors: [path])
    defer { weights.close() }
    guard state.position.heads.count == loop.position.heads.count else {
      throw TrainingFault.brokenState(path: path)
    }
    for (name, arena) in arrays(of: loop) {
      arena.replace(from: 0, with: try weights.floats(name, shape: [arena.count]))
    }
    loop.position = state.position
  }

  /// The bytes that a state of a loop takes.
  package static func size<Network>(of loop: TrainingLoop<Network>) -> Int {
    arrays(of: loop).reduce(1 << 20) { $0 + 4 * $1.arena.count }
  }

  private static func arrays<Network>(
    of loop: TrainingLoop<Network>
  ) -> [(name: String, arena: FloatArena)] {
    [
      ("parameters", loop.parameters), ("first_moment", loop.moments.first),
      ("second_moment", loop.moments.second),
    ] + (loop.average.map { [("average", $0)] } ?? [])
  }
}
