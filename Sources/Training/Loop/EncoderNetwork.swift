import Compute
import Encoders
import Tasks

/// An encoder and its heads, as a loop trains them.
package struct EncoderNetwork: TrainingNetwork {
  private let model: TrainableModel
  private let engine: Engine
  private let frozenLayers: Int?

  /// A model; `frozen` are its parts that need no gradients.
  package init(_ model: TrainableModel, frozen: FrozenParts, engine: Engine) {
    self.model = model
    self.engine = engine
    frozenLayers = frozen.frozenLayers(of: model.encoder)
  }

  /// The model's.
  package var layout: ParameterLayout { model.layout }

  /// One thread's activations and batch.
  package final class Memory {
    fileprivate var workspace: TrainingWorkspace
    fileprivate var batch: Batch

    fileprivate init(_ model: TrainableModel, _ engine: Engine) throws(ComputeError) {
      workspace = try TrainingWorkspace(for: model, engine: engine)
      batch = Batch(for: model.encoder.architecture)
    }
  }

  /// Prepares the calling thread.
  package func makeMemory() throws -> Memory { try Memory(model, engine) }

  /// Forward, losses, backward: one batch of all the lane's examples.
  package func addGradients(
    of lane: LaneWork, at parameters: FloatArena, to gradients: FloatArena, memory: Memory
  ) -> Double {
    guard !lane.examples.isEmpty else { return 0 }
    memory.batch.removeAll()
    for example in lane.examples {
      memory.batch.append(
        ids: example.window.ids, types: example.window.typeIDs, rows: example.window.rows)
    }
    return parameters.withFloats { parameters in
      model.forward(
        memory.batch, head: lane.head, parameters: parameters, dropout: lane.dropout,
        examples: lane.keys.span, workspace: &memory.workspace)
      let loss = losses(of: lane, memory)
      gradients.withMutableFloats { gradients in
        model.backward(
          memory.batch, head: lane.head, parameters: parameters, dropout: lane.dropout,
          examples: lane.keys.span, trainedFrom: frozenLayers, into: &gradients,
          workspace: &memory.workspace)
      }
      return loss
    }
  }

  /// The sum of the losses; their gradients by the scores are left in the workspace.
  private func losses(of lane: LaneWork, _ memory: Memory) -> Double {
    let outputs = memory.workspace.scores.columns
    var loss = 0.0
    let batch = memory.batch
    memory.workspace.withScores { scores, gradients in
      for (number, example) in lane.examples.enumerated() {
        let rows = batch.resultRows(of: number)
        loss += lane.objective.loss(
          example.targets, scores: scores, at: rows.lowerBound * outputs, rows: rows.count,
          outputs: outputs, scale: lane.scale, gradients: &gradients)
      }
    }
    return loss
  }
}

extension TrainingWorkspace {
  /// The scores of the latest forward, and the gradients by them to be filled.
  fileprivate mutating func withScores(_ body: (Span<Float>, inout MutableSpan<Float>) -> Void) {
    // Both belong to the workspace, and a matrix is changed only through it: the scores are read from a copy.
    let copy = scores.withFloats { scores in scores.indices.map { scores[$0] } }
    scoreGradients.withMutableFloats { gradients in body(copy.span, &gradients) }
  }
}
