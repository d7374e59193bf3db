import Encoders
import Faults
import Tokenizers

/// What a task is made of: what was asked, a loaded model and its tokenizer. What the flags say comes first, then `task.json`,
/// then the task's own defaults.
package struct TaskSetup {
  /// The longest window of a model without limit.
  private static let unlimitedWindow = 512

  /// What was asked.
  let asked: TaskSettings
  /// The model.
  let model: Model
  /// Its tokenizer.
  let tokenizer: Tokenizer

  /// A task of a loaded model.
  package init(_ asked: TaskSettings, model: Model, tokenizer: Tokenizer) {
    self.asked = asked
    self.model = model
    self.tokenizer = tokenizer
  }

  /// How windows and scores are asked for.
  var decoding: DecodingSettings { asked.decoding }

  /// The windows that the flags, `task.json` or the model's limit give.
  func windowing(defaultWindow: Int? = nil, isPair: Bool) throws -> Windowing {
    let limit =
      try model.limits(tokenizer: tokenizer.modelMaximumLength).maximumLength ?? Self.unlimitedWindow
    let defaults = model.manifest?.defaults
    if let window = decoding.window, window > limit {
      throw TaskFault.windowOverLimit(window: window, limit: limit)
    }
    let window = min(limit, decoding.window ?? defaults?.window ?? defaultWindow ?? limit)
    let room = window - tokenizer.specialCount(pair: isPair)
    guard room > 0 else {
      throw PlacedFault(
        model.encoderFolder.name,
        TokenizerError.noRoom(maximumLength: window, specials: window - room))
    }
    if let overlap = decoding.overlap, overlap >= room {
      throw TaskFault.overlapOverRoom(overlap: overlap, room: room)
    }
    return Windowing(window: window, overlap: decoding.overlap ?? defaults?.overlap)
  }
}
