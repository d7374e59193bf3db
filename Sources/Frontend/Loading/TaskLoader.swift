import Checkpoints
import Compute
import Encoders
import Tasks
import Tokenizers

/// Loads tasks. Those that name the same encoder, by its folder with links resolved, share it and its tokenizer.
struct TaskLoader {
  private var models: ModelLoader
  private var tokenizers: [String: Tokenizer] = [:]

  /// A loader that packs for this engine.
  init(_ engine: Engine) { models = ModelLoader(engine) }

  /// Loads what a request asks for from where its model lies.
  mutating func load(_ request: AnnotateRequest, from source: ModelSource) throws(CommandFault) -> LoadedTask
  {
    let model: Model
    do throws(ModelError) {
      model = try models.load(
        source.folder, heads: wantedHeads(request), precision: request.computing.precisionChoice)
    } catch {
      throw .model(error)
    }
    let path = model.encoderFolder.path
    let tokenizer: Tokenizer
    if let known = tokenizers[path] {
      tokenizer = known
    } else {
      tokenizer = try loadTokenizer(model.encoderFolder)
      tokenizers[path] = tokenizer
    }
    let made = try TaskFactory(request: request, model: model, tokenizer: tokenizer).make()
    return LoadedTask(made, model, source)
  }
}

/// The kinds of head that a request reads, the usual one first; most vectors need none.
func wantedHeads(_ request: AnnotateRequest) -> [[HeadKind]] {
  if request.task == .embed, request.decoding.pooling != .pooler { return [] }
  return [HeadKind.kinds(for: request.task)]
}
