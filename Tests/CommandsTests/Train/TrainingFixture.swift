import Foundation
import JSON
import TestSupport
import Testing

/// A folder with small labelled files and the tiny BERT, and `bertrun train` in it.
struct TrainingFixture {
  let scratch: Scratch
  static let model = Repository.fixtures("TasksTests").appending(path: "Models/bert").path

  /// Words and their tags; a sentence is a walk over them.
  private static let lexicon = [
    ("the", "DET"), ("cat", "NOUN"), ("slept", "VERB"), ("under", "ADP"), ("a", "DET"), ("tree", "NOUN"),
    ("dog", "NOUN"), ("ran", "VERB"), ("over", "ADP"), ("road", "NOUN"), ("old", "ADJ"), ("red", "ADJ"),
    ("house", "NOUN"), ("fell", "VERB"), ("near", "ADP"),
  ]

  init() throws {
    scratch = try Scratch()
    try scratch.file("train.conllu", Self.conllu(60, from: 0))
    try scratch.file("dev.conllu", Self.conllu(12, from: 500))
    try scratch.file("train.tsv", Self.table(48, from: 0))
    try scratch.file("dev.tsv", Self.table(12, from: 300))
    try scratch.file("train.jsonl", Self.questions(30, from: 0))
    try scratch.file("dev.jsonl", Self.questions(8, from: 100))
  }

  private static func sentence(_ number: Int) -> [(word: String, tag: String)] {
    (0..<3 + number % 6).map { lexicon[(number * 5 + $0 * 7 + number / 7) % lexicon.count] }
  }

  static func conllu(_ count: Int, from first: Int) -> String {
    (first..<first + count).map { number in
      sentence(number).enumerated().map { place, word in
        "\(place + 1)\t\(word.word)\t_\t\(word.tag)\t_\t_\t0\t_\t_\t_\n"
      }.joined() + "\n"
    }.joined()
  }

  static func table(_ count: Int, from first: Int) -> String {
    "label\ttext\n"
      + (first..<first + count).map { number in
        let words = sentence(number).map(\.word)
        let topic = ["food", "travel", "weather"][number % 3]
        return "\(topic)\t\(words.joined(separator: " ")) about \(topic)\n"
      }.joined()
  }

  static func questions(_ count: Int, from first: Int) -> String {
    (first..<first + count).map { number in
      let words = sentence(number).map(\.word)
      let context = words.joined(separator: " ")
      let answer = words[1]
      let start = words[0].count + 1
      return
        "{\"id\":\"q\(number)\",\"question\":\"when the \(words[0])?\",\"context\":\"\(context)\",\"answers\":{\"text\":[\"\(answer)\"],\"answer_start\":[\(start)]}}\n"
    }.joined()
  }

  /// Trains in the folder; the model and quiet logs are given.
  func train(_ arguments: String...) throws -> Binary.Outcome { try train(arguments) }

  /// Trains in the folder; the model is given.
  func train(_ arguments: [String]) throws -> Binary.Outcome {
    try Binary.run(
      ["train"] + arguments + ["-m", Self.model], input: [], in: scratch.folder)
  }

  /// The events of a run.
  func events(_ folder: String = "out") throws -> [JSONValue] {
    let text = try #require(scratch.text("\(folder)/log.jsonl"))
    return try text.split(separator: "\n").map { try JSONValue.parse(Array($0.utf8)) }
  }

  /// The bytes of a model's weights.
  func weights(_ folder: String) throws -> [UInt8] {
    try #require(scratch.bytes("\(folder)/model.safetensors"))
  }
}
