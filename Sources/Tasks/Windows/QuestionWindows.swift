import Records
import Tokenizers

/// A question and a context, cut into windows that each hold the question and a stretch of the context. The question comes
/// first, unless the tokenizer fills up at the left side: then the context does, as in the training script of transformers.
struct QuestionWindows: Sendable {
  /// Context tokens that a question must leave room for, unless the context is shorter.
  private static let leastRoom = 16

  /// The windows.
  let encodings: [Encoding]
  /// Which of the two texts of an encoding is the context.
  let contextSequence: Int32
  /// How they cut the context.
  let cover: WindowCover
  /// The context's tokens.
  let contextTokens: Tokens

  /// Cuts the context; a question that leaves no room for it is a reject.
  init(
    _ question: String, _ context: String, tokenizer: Tokenizer, windowing: Windowing,
    workspace: inout TokenizerWorkspace
  ) throws(Reject.Reason) {
    let questionTokens = tokenizer.tokenize(.text(question), workspace: &workspace)
    contextTokens = tokenizer.tokenize(.text(context), workspace: &workspace)
    let window = windowing.window - tokenizer.specialCount(pair: true)
    let room = window - questionTokens.count
    guard room >= max(1, min(contextTokens.count, Self.leastRoom)) else {
      throw .questionTooLong(tokens: questionTokens.count, room: window)
    }
    let overlap = windowing.overlap(room: room)
    let contextComesFirst = tokenizer.padsLeft
    let truncation = Truncation(
      maximumLength: windowing.window, overlap: overlap,
      strategy: contextComesFirst ? .onlyFirst : .onlySecond)
    encodings =
      contextComesFirst
      ? tokenizer.cut(contextTokens, questionTokens, truncation)
      : tokenizer.cut(questionTokens, contextTokens, truncation)
    let sequence: Int32 = contextComesFirst ? 0 : 1
    contextSequence = sequence
    cover = WindowCover(
      counts: encodings.map { encoding in encoding.sequenceIDs.count { $0 == sequence } }, overlap: overlap)
  }
}
