import JSON

/// A setting of a recipe, as it is written.
package struct RecipeSetting: Sendable, Equatable {
  /// Its key; of a head with the head's name before it.
  package let name: String
  /// Its value in YAML.
  package let value: String

  /// A setting.
  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

extension Recipe {
  /// The recipe as a file, from which it is read again.
  package var yaml: String {
    var lines = settings.map { "\($0.name): \($0.value)" }
    lines.append("tasks:")
    for task in tasks {
      for (number, setting) in task.settings.enumerated() {
        lines.append("\(number == 0 ? "  - " : "    ")\(setting.name): \(setting.value)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The settings that decide the result, by which a run that is resumed is known: not where files are, for what they hold is known in another way,
  /// nor on how many threads it runs.
  package var decisive: [RecipeSetting] {
    let places = ["output", "threads", "model", "train", "labels"]
    return settings.filter { !places.contains($0.name) }
      + tasks.flatMap { task in
        task.settings.filter { !places.contains($0.name) }.map {
          RecipeSetting(name: "\(task.label).\($0.name)", value: $0.value)
        }
      }
  }

  /// The settings of the whole run.
  private var settings: [RecipeSetting] {
    var list = SettingList()
    list.add("model", model)
    list.add("output", output)
    switch length {
    case .epochs(let epochs): list.add("epochs", number: epochs)
    case .steps(let steps): list.add("steps", number: steps)
    case .time(let seconds): list.add("time", "\(Int(seconds.rounded()))s")
    }
    list.add("rate", number: rate)
    list.add("warmup", word: warmup.text)
    list.add("schedule", word: schedule.rawValue)
    if let stepTokens { list.add("step_tokens", number: stepTokens) }
    list.add("lanes", number: lanes)
    if let threads { list.add("threads", number: threads) }
    list.add("decay", number: decay)
    list.add("clip", number: clip)
    if let dropout { list.add("dropout", number: dropout) }
    if !freeze.isEmpty { list.add("freeze", words: freeze.map(\.name)) }
    list.add("layer_decay", number: layerDecay)
    list.add("average", word: average.text)
    list.add("eval_every", word: evalEvery.text)
    if let saveEvery { list.add("save_every", word: saveEvery.text) }
    if let patience { list.add("patience", number: patience) }
    list.add("best", best)
    list.add("seed", number: seed)
    return list.settings
  }
}

extension RecipeTask {
  /// The settings of a head.
  fileprivate var settings: [RecipeSetting] {
    var list = SettingList()
    list.add("task", word: task.rawValue)
    list.add("name", name)
    list.add("train", texts: train)
    if !dev.isEmpty { list.add("dev", texts: dev) }
    list.add("labels", labels)
    if classWeights != .none { list.add("class_weights", classWeights.text) }
    list.add("problem", problem?.recipeName)
    if let share { list.add("share", number: share) }
    if let window { list.add("window", number: window) }
    if let overlap { list.add("overlap", number: overlap) }
    if task == .tag { list.add("column", column.name) }
    list.add("gold_key", goldKey)
    list.add("text", text)
    list.add("question", question)
    list.add("context", context)
    if let pair { list.add("pair", texts: pair) }
    if let columns { list.add("columns", texts: columns) }
    list.add("format", format?.name)
    return list.settings
  }
}

/// Settings as they are written one after another.
private struct SettingList {
  private(set) var settings: [RecipeSetting] = []

  mutating func add(_ name: String, word: String) {
    settings.append(RecipeSetting(name: name, value: word))
  }

  mutating func add(_ name: String, _ text: String?) {
    if let text { add(name, word: Self.quoted(text)) }
  }

  mutating func add(_ name: String, number: Int) { add(name, word: String(number)) }

  mutating func add(_ name: String, number: Double) {
    var writer = JSONWriter()
    writer.number(number)
    add(name, word: String(decoding: writer.bytes, as: UTF8.self))
  }

  mutating func add(_ name: String, words: [String]) {
    add(name, word: "[\(words.joined(separator: ", "))]")
  }

  mutating func add(_ name: String, texts: [String]) { add(name, words: texts.map(Self.quoted)) }

  /// A text in JSON's quotes, which YAML reads too.
  private static func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
