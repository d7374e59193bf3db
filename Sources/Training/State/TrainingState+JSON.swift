import JSON

extension TrainingState {
  private static let version = 1

  /// The state as one JSON object.
  var json: String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Self.version)
    writer.member("step", position.step)
    writer.member("steps", steps)
    writer.member("measured", measured)
    writer.key("heads")
    writer.beginArray()
    for head in position.heads {
      writer.beginObject()
      writer.member("epoch", head.epoch)
      writer.member("place", head.place)
      writer.member("tokens", head.tokens)
      writer.endObject()
    }
    writer.endArray()
    writer.key("norms")
    writer.beginArray()
    for norm in position.norms.values { writer.number(norm) }
    writer.endArray()
    if let best {
      writer.member("best", best.score)
      writer.member("best_step", best.step)
    }
    writer.member("without_better", withoutBetter)
    writer.key("only_labels")
    writer.beginObject()
    for (head, label) in onlyLabels.sorted(by: { $0.key < $1.key }) { writer.member(head, label) }
    writer.endObject()
    writer.member("seconds", seconds)
    if let end { writer.member("end", end.rawValue) }
    writer.key("binding")
    writer.beginObject()
    for setting in binding { writer.member(setting.name, setting.value) }
    writer.endObject()
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Reads what `json` wrote; nil for anything else.
  init?(json: String) {
    guard let object = try? JSONValue.parse(Array(json.utf8)), object["version"]?.int == Self.version,
      let step = object["step"]?.int, let steps = object["steps"]?.int,
      let measured = object["measured"]?.int, let heads = object["heads"]?.array,
      let norms = object["norms"]?.array,
      let withoutBetter = object["without_better"]?.int, let seconds = object["seconds"]?.double,
      let binding = object["binding"]?.object
    else { return nil }
    var positions: [HeadPosition] = []
    for head in heads {
      guard let epoch = head["epoch"]?.int, let place = head["place"]?.int, let tokens = head["tokens"]?.int
      else { return nil }
      var position = HeadPosition()
      (position.epoch, position.place, position.tokens) = (epoch, place, tokens)
      positions.append(position)
    }
    position = LoopPosition(heads: positions)
    position.step = step
    position.norms = GradientNorms(norms.compactMap(\.double))
    if let score = object["best"]?.double, let step = object["best_step"]?.int {
      best = BestScore(score: score, step: step)
    }
    self.steps = steps
    self.measured = measured
    self.withoutBetter = withoutBetter
    self.seconds = seconds
    for (head, label) in object["only_labels"]?.object?.members ?? [] { onlyLabels[head] = label.string }
    end = object["end"]?.string.flatMap(TrainingEnd.Reason.init(rawValue:))
    self.binding = binding.members.compactMap { member in
      member.value.string.map { RecipeSetting(name: member.key, value: $0) }
    }
  }
}
