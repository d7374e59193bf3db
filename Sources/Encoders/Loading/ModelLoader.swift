import Checkpoints
import Compute

/// Loads models, and loads an encoder that several of them share once.
package struct ModelLoader {
  /// Which precision an encoder is computed in.
  package enum PrecisionChoice: Sendable, Equatable {
    /// What the task's card records as checked, if the processor has it natively; else f32.
    case auto
    /// This one, or an error.
    case fixed(Precision)

    /// The precision that it comes to: of those that the task's card records as checked the fastest that the processor
    /// has natively.
    package func precision(of manifest: TaskManifest?, on processor: Processor) -> Precision {
      switch self {
      case .fixed(let precision): return precision
      case .auto:
        let checked = (manifest?.precision ?? []).compactMap { Precision(rawValue: $0.name) }
        let order: [Precision] = [.int8, .bf16]
        return order.first { checked.contains($0) && processor.supports($0) } ?? .f32
      }
    }
  }

  private struct Key: Hashable {
    let path: String
    let precision: Precision
  }

  private let engine: Engine
  private var encoders: [Key: Encoder] = [:]

  /// A loader that packs for this engine.
  package init(_ engine: Engine) {
    self.engine = engine
  }

  /// Loads the encoder of `folder` and, of each list of `wanted`, the first head that the folder holds. Files are open
  /// only within this call.
  package mutating func load(
    _ folder: CheckpointFolder, heads wanted: [[HeadKind]], precision choice: PrecisionChoice
  ) throws(ModelError) -> Model {
    let opened = try OpenedCheckpoint(folder, wanted: wanted.flatMap(\.self))
    defer { opened.close() }
    // Heads first: a missing head is reported before seconds of packing.
    let forms = try wanted.map { kinds throws(ModelError) in try opened.head(kinds) }
    let heads = try forms.map { form throws(ModelError) in
      Model.LoadedHead(
        head: try opened.packedHead(form, engine: engine), labels: try opened.labels(of: form),
        problemType: opened.problemType)
    }
    let encoder = try encoder(
      of: opened, precision: choice.precision(of: opened.manifest, on: engine.processor))
    return Model(
      folder: folder, encoderFolder: opened.encoderFolder, manifest: opened.manifest, config: opened.config,
      family: opened.family, encoder: encoder, heads: heads)
  }

  private mutating func encoder(
    of opened: OpenedCheckpoint, precision: Precision
  ) throws(ModelError) -> Encoder {
    let key = Key(path: opened.encoderFolder.path, precision: precision)
    if let encoder = encoders[key] { return encoder }
    let encoder = try opened.packedEncoder(
      precision: precision,
      exceptions: precision == .int8 ? opened.wideProducts(on: engine.processor) : [:], engine: engine)
    encoders[key] = encoder
    return encoder
  }
}
