import JSON

extension TrainingEvent {
  /// The event's line in the log, with its line feed.
  package var line: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    switch self {
    case .start(let start):
      writer.member("event", "start")
      writer.members(of: start)
    case .step(let result, let rate):
      writer.member("event", "step")
      writer.members(of: result, tokensPerSecond: rate)
    case .evaluation(let evaluation):
      writer.member("event", "eval")
      writer.members(of: evaluation)
    case .save(let step, let what, let path):
      writer.member("event", "save")
      writer.member("step", step)
      writer.member("what", what.rawValue)
      writer.member("path", path)
    case .warning(let message):
      writer.member("event", "warning")
      writer.member("message", message)
    case .end(let end):
      writer.member("event", "end")
      writer.members(of: end)
    }
    writer.endObject()
    return writer.bytes + [0x0A]
  }
}

extension JSONWriter {
  fileprivate mutating func members(of start: TrainingStart) {
    member("version", start.version)
    member("step", start.step)
    member("steps", start.steps)
    member("tokens_per_epoch", start.tokensPerEpoch)
    member("step_tokens", start.stepTokens)
    member("trained_parameters", start.parameters.trained)
    member("parameters", start.parameters.all)
    member("instruction_set", start.machine.instructionSet)
    member("threads", start.machine.threads)
    key("heads")
    beginArray()
    for head in start.heads {
      beginObject()
      member("name", head.name)
      member("records", head.records)
      member("windows", head.windows)
      key("rejects")
      counts(head.rejects)
      if head.movedAnswers > 0 { member("moved_answers", head.movedAnswers) }
      if head.truncated > 0 { member("truncated", head.truncated) }
      key("kept")
      bool(head.isKept)
      key("labels")
      beginArray()
      for label in head.labels {
        beginObject()
        member("label", label.label)
        member("count", label.count)
        key("weight")
        number(label.weight)
        endObject()
      }
      endArray()
      endObject()
    }
    endArray()
  }

  fileprivate mutating func members(of result: StepResult, tokensPerSecond: Double) {
    member("step", result.step)
    member("epoch", (result.epoch * 1e4).rounded() / 1e4)
    key("loss")
    beginObject()
    member(result.head, result.loss)
    endObject()
    member("rate", result.rate)
    member("gradient_norm", result.gradientNorm)
    member("tokens", result.tokens)
    member("tokens_per_second", Int(tokensPerSecond.rounded()))
  }

  fileprivate mutating func members(of evaluation: DevEvaluation) {
    member("step", evaluation.step)
    key("dev")
    beginObject()
    for head in evaluation.heads {
      key(head.name)
      beginObject()
      for (name, value) in head.metrics { member(name, value) }
      endObject()
    }
    endObject()
    member("score", evaluation.score)
    member("best", evaluation.best.score)
    member("best_step", evaluation.best.step)
  }

  fileprivate mutating func members(of end: TrainingEnd) {
    member("reason", end.reason.rawValue)
    member("step", end.step)
    member("tokens", end.tokens)
    member("seconds", (end.seconds * 10).rounded() / 10)
    if let best = end.best {
      member("best", best.score)
      member("best_step", best.step)
    }
  }
}
