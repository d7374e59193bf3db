import Checkpoints
import Compute
import Encoders
import Tasks
import Tokenizers

/// Loads tasks. Those that name the same encoder, by its folder with links resolved, share it and its tokenizer.
package struct TaskLoader {
  private var models: ModelLoader
  private var tokenizers: [String: Tokenizer] = [:]

  /// A loader that packs for this engine.
  package init(_ engine: Engine) { models = ModelLoader(engine) }

  /// Loads a task from where its model lies.
  package mutating func load(_ settings: TaskSettings, from source: ModelSource) throws -> LoadedTask {
    try ModelShortage.check(source)
    let model = try models.load(
      source.folder, heads: settings.wantedHeads, precision: .fixed(source.precision))
    let path = model.encoderFolder.path
    let tokenizer: Tokenizer
    if let known = tokenizers[path] {
      tokenizer = known
    } else {
      tokenizer = try loadTokenizer(model.encoderFolder)
      tokenizers[path] = tokenizer
    }
    let task = try settings.task.entry.make(
      TaskSetup(settings, model: model, tokenizer: tokenizer))
    return LoadedTask(task, model, source, tokenizer)
  }
}

extension TaskSettings {
  /// The kinds of head that the task reads, the usual one first; most vectors need none.
  fileprivate var wantedHeads: [[HeadKind]] {
    if task == .embed, decoding.pooling != .pooler { return [] }
    return [task.heads]
  }
}
