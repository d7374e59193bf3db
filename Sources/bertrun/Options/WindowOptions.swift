import ArgumentParser

/// How long texts are cut into windows.
struct WindowOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Tokens per window, special tokens included (default: the task's).", valueName: "n"))
  var window: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Tokens that neighbouring windows share (default: the task's).", valueName: "n"))
  var overlap: Int?

  func validate() throws {
    if let window, window < 8 { throw ValidationError("--window must be at least 8 tokens, not '\(window)'") }
    if let overlap, overlap < 0 { throw ValidationError("--overlap must be at least 0, not '\(overlap)'") }
    if let window, let overlap, overlap >= window {
      throw ValidationError("--overlap '\(overlap)' must be smaller than --window '\(window)'")
    }
  }
}
