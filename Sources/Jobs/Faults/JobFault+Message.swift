import Faults

extension JobFault {
  /// What is wrong with a job file.
  package func message(file: String) -> String {
    let place = [line, column].compactMap { $0.map { ":\($0)" } }.joined()
    return "\(file)\(place): \(kind.message)"
  }
}

extension JobFault.Kind {
  var message: String {
    switch self {
    case .syntax(let problem): return "not valid YAML: \(problem)"
    case .notUTF8: return "not valid UTF-8"
    case .empty: return "the file is empty, expected a job with 'inputs', 'tasks' and 'output'"
    case .unknownKey(let name, let known):
      guard let nearest = nearestName(to: name, among: known) else {
        return "unknown key '\(name)', expected \(Phrase.choice(known))"
      }
      return "unknown key '\(name)', did you mean '\(nearest)'?"
    case .keyOfOtherTask(let name, let task, let tasks):
      return "key '\(name)' is not one of '\(task)', it belongs to \(Phrase.list(tasks))"
    case .repeatedKey(let name): return "key '\(name)' is given twice, remove one"
    case .missingKey(let name): return "key '\(name)' is missing"
    case .wrongValue(let key, let found, let expected):
      let subject = key.isEmpty ? "the job" : "'\(key)'"
      return "\(subject) \(found.message), expected \(expected.message)"
    case .wrongElement(let key, let found, let expected):
      return "an element of '\(key)' \(found.message), expected \(expected.message)"
    case .unknownPlaceholder(let name, let known):
      let nearest = nearestName(to: name, among: known).map { ", did you mean '{\($0)}'?" }
      return "unknown placeholder '{\(name)}'"
        + (nearest ?? ", expected \(Phrase.choice(known.map { "{\($0)}" }))")
    case .unbalancedTemplate(let template):
      return "the name '\(template)' has a brace without its other half"
    case .unbalancedPattern(let pattern):
      return "the pattern '\(pattern)' has a bracket or brace without its other half"
    case .xmlPattern(let pattern):
      return "'\(pattern)' is not a pattern of elements such as 'p', 'text//p' or '*:p'"
    case .sameInto(let key, let line):
      return
        "the task of line \(line) puts its annotations under '\(key)' too, give one of them another 'into'"
    case .unreadable(let message): return message
    case .sameName(let name): return "two heads are called '\(name)', give one of them another 'name'"
    case .overlapOverWindow(let overlap, let window):
      return "overlap '\(overlap)' must be smaller than window '\(window)'"
    case .needsKey(let key, let other): return "'\(key)' goes with '\(other)', give both"
    case .excludes(let key, let other): return "'\(key)' and '\(other)' exclude each other, leave one out"
    case .otherEncoder(let task, let folder, let expected):
      return
        "task '\(task)' runs on the encoder in '\(folder)', not on '\(expected)'; leave 'encoder' out to load both"
    }
  }
}

extension JobFault.Found {
  fileprivate var message: String {
    switch self {
    case .scalar(let text): "is '\(text)'"
    case .list: "is a list"
    case .mapping: "is a mapping"
    case .nothing: "has no value"
    }
  }
}

extension JobForm {
  fileprivate var message: String {
    switch self {
    case .text: "a text"
    case .integer(let least): "a whole number of at least \(least)"
    case .number: "a number"
    case .flag: "true or false"
    case .choice(let names): Phrase.choice(names)
    case .list(let element): "\(element.message) or a list of such"
    case .twoTexts: "a list of two texts"
    case .column: "'upos', 'xpos', 'misc:KEY' or a column of column files"
    case .extent: "a number of steps or a percentage such as 6%"
    case .duration: "a time such as 45m or 3h"
    case .average: "'none', a number such as 0.999, or 'last 20%'"
    case .part: "'words', 'embeddings', 'layers.N', 'layers.N-M', 'pooler' or 'encoder'"
    case .either(let forms): forms.map(\.message).joined(separator: " or ")
    case .mapping(let keys): "a mapping with keys like \(Phrase.list(keys.prefix(3).map(\.name)))"
    }
  }
}
