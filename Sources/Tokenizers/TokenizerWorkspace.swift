/// One worker's memory for tokenizing: buffers that grow to the longest text, and the words that were cut last.
/// A caller that tokenizes many texts makes one and passes it into every call; it may serve several tokenizers in turn.
package struct TokenizerWorkspace: ~Copyable {
  var text = AlignedText()
  var sink = TokenSink()
  /// The models whose words are remembered. They are held, so that no later one takes the place of one of them.
  private var models: [Tokenizer.ModelIdentity] = []
  /// The words of each; those of the current model are in `sink` meanwhile.
  private var words: [WordCache] = []
  private var current = 0

  /// Words are remembered for this many models; the next one takes the place of another.
  static let modelLimit = 8

  /// Memory that grows with use.
  package init() {}

  /// Brings the words of a model into the sink.
  mutating func switchWords(to model: Tokenizer.ModelIdentity) {
    if models.indices.contains(current) {
      if models[current] === model { return }
      swap(&words[current], &sink.words)
    }
    if let known = models.firstIndex(where: { $0 === model }) {
      current = known
    } else if models.count < Self.modelLimit {
      current = models.count
      models.append(model)
      words.append(WordCache())
    } else {
      current = (current + 1) % models.count
      models[current] = model
      words[current].removeAll()
    }
    swap(&words[current], &sink.words)
  }
}
