import Foundation
import JSON
import TestSupport
import Testing

/// Files that are odd or hostile: a clear message before step 1, or a counted reject.
@Suite struct TrainFaultTests {
  private func errors(
    _ arguments: String..., files: [String: String]
  ) throws -> (status: Int32, text: String, fixture: TrainingFixture) {
    let fixture = try TrainingFixture()
    for (name, text) in files { try fixture.scratch.file(name, text) }
    let run = try fixture.train(arguments + ["-o", "out", "--steps", "2"])
    return (run.status, run.errors, fixture)
  }

  @Test func anEmptyFile() throws {
    let (status, text, fixture) = try errors("pair=t.tsv", files: ["t.tsv": ""])
    #expect(status == 65 && text == "bertrun: 't.tsv': no record\n")
    #expect(!fixture.scratch.names.contains("out"))
  }

  @Test func noGold() throws {
    let (status, text, _) = try errors("tag=t.jsonl", files: ["t.jsonl": "{\"tokens\":[\"the\"]}\n"])
    #expect(status == 65)
    #expect(
      text
        == "bertrun: 't.jsonl': none of 1 record has something to learn (no-gold 1), name the key or column of the gold with 'gold_key', or the CoNLL-U column with 'column'\n"
    )
  }

  @Test func oneClassOnly() throws {
    let (status, text, _) = try errors("pair=t.tsv", files: ["t.tsv": "label\ttext\na\tthe cat\na\ta dog\n"])
    #expect(status == 65)
    #expect(text == "bertrun: 't.tsv': every record has the label 'a', expected at least two labels\n")
  }

  @Test func aLabelOfTheDevFileThatTrainingLacks() throws {
    let dev = "label\ttext\nfood\tthe cat\nnews\ta dog\n"
    let (status, text, fixture) = try errors("pair=train.tsv", "--dev", "pair=d.tsv", files: ["d.tsv": dev])
    #expect(status == 0)
    #expect(
      text.contains(
        "d.tsv:3: label 'news' occurs 1 time and not in training, it counts as wrong; 'labels' can add it"))
    let events = try fixture.events()
    let warning = try #require(events.firstIndex { $0["event"]?.string == "warning" })
    let step = try #require(events.firstIndex { $0["event"]?.string == "step" })
    #expect(warning < step)
    let accuracy = try #require(
      events.last { $0["event"]?.string == "eval" }?["dev"]?["pair"]?["accuracy"]?.double)
    #expect(accuracy <= 50)
    // A list of labels adds it.
    try fixture.scratch.file("labels", "food\ntravel\nweather\nnews\n")
    let listed = try fixture.train(
      "pair=train.tsv", "--dev", "pair=d.tsv", "-o", "out", "--steps", "2", "--labels", "labels")
    #expect(listed.status == 0 && !listed.errors.contains("news'"))
    let config = try JSONValue.parse(try #require(fixture.scratch.bytes("out/last/config.json")))
    #expect(config["id2label"]?["3"]?.string == "news")
  }

  @Test func aLabelThatTheListLacks() throws {
    let (status, text, _) = try errors(
      "pair=train.tsv", "--labels", "labels", files: ["labels": "food\ntravel\n"])
    #expect(
      status == 65 && text == "bertrun: train.tsv:4: label 'weather' is not in 'labels', add it there\n")
  }

  @Test func answersElsewhereThanTheirOffsets() throws {
    func line(_ id: String, _ context: String, _ answer: String, _ start: Int) -> String {
      "{\"id\":\"\(id)\",\"question\":\"when?\",\"context\":\"\(context)\",\"answers\":[{\"text\":\"\(answer)\",\"answer_start\":\(start)}]}\n"
    }
    let text =
      line("right", "the cat sat on the mat", "cat", 4) + line("moved", "the cat sat on the mat", "mat", 2)
      + line("gone", "the cat sat", "bird", 4)
    let (status, log, fixture) = try errors("qa=t.jsonl", files: ["t.jsonl": text])
    #expect(status == 0)
    let head = try #require(try fixture.events().first?["heads"]?.array?.first)
    #expect(head["records"]?.int == 2 && head["moved_answers"]?.int == 1)
    #expect(head["rejects"]?["answer-not-found"]?.int == 1)
    #expect(log.contains("t.jsonl:3: its answer does not occur in the context"))
  }

  @Test func aRecordOf30000Tokens() throws {
    let words = (0..<30_000).map { $0 % 2 == 0 ? "\"the\"" : "\"cat\"" }.joined(separator: ",")
    let tags = (0..<30_000).map { $0 % 2 == 0 ? "\"DET\"" : "\"NOUN\"" }.joined(separator: ",")
    let long = "{\"tokens\":[\(words)],\"tags\":[\(tags)]}\n"
    let (status, text, fixture) = try errors("tag=t.jsonl", files: ["t.jsonl": long])
    #expect(status == 0, "\(text)")
    let head = try #require(try fixture.events().first?["heads"]?.array?.first)
    let labels = head["labels"]?.array?.compactMap { $0["count"]?.int } ?? []
    #expect(try #require(head["windows"]?.int) > 600 && labels == [15_000, 15_000])
  }

  @Test func textsOverTheLimitAreCutAndCounted() throws {
    let long = (0..<200).map { _ in "cat" }.joined(separator: " ")
    let (status, _, fixture) = try errors(
      "pair=t.tsv", files: ["t.tsv": "label\ttext\na\t\(long)\nb\tthe dog\n"])
    #expect(status == 0)
    #expect(try fixture.events().first?["heads"]?.array?.first?["truncated"]?.int == 1)
  }

  @Test func aBrokenRecordIsCountedAndNothingElseIsLost() throws {
    let good = TrainingFixture.questions(6, from: 0)
    let (status, text, fixture) = try errors("qa=t.jsonl", files: ["t.jsonl": good + "{broken\n"])
    #expect(status == 0 && text.contains("t.jsonl:7"))
    let head = try #require(try fixture.events().first?["heads"]?.array?.first)
    #expect(head["records"]?.int == 6 && head["rejects"]?["json"]?.int == 1)
  }

  @Test func asManyLabelsAsWords() throws {
    let (status, text, _) = try errors(
      "tag=t.jsonl",
      files: [
        "t.jsonl":
          "{\"tokens\":[\"the\",\"cat\"],\"tags\":[\"D\"]}\n{\"tokens\":[\"the\",\"cat\"],\"tags\":[\"D\",\"N\"]}\n"
      ])
    #expect(status == 0 && text.contains("t.jsonl:1: 2 words and 1 labels"))
  }

  @Test func onlyTheFirstPieceOfAWordIsLearned() throws {
    // `cats` is `cat` and `##s`.
    let text = "{\"tokens\":[\"the\",\"cats\"],\"tags\":[\"D\",\"N\"]}\n"
    let (_, _, fixture) = try errors("tag=t.jsonl", files: ["t.jsonl": text])
    let labels = try fixture.events().first?["heads"]?.array?.first?["labels"]?.array
    #expect(labels?.compactMap { $0["count"]?.int } == [1, 1])
  }

  @Test func classWeightsArePrinted() throws {
    let text = "label\ttext\na\tthe cat\na\ta dog\na\ta bird\nb\tthe dog\n"
    let (status, _, fixture) = try errors("pair=t.tsv", "--class-weights", "auto", files: ["t.tsv": text])
    #expect(status == 0)
    let labels = try #require(try fixture.events().first?["heads"]?.array?.first?["labels"]?.array)
    #expect(labels.compactMap { $0["weight"]?.double } == [0.6666667, 2])
  }

  @Test func numbersAreARegression() throws {
    let text = "label\ttext\n0.5\tthe cat\n1.5\ta dog\n2.5\ta bird\n"
    let (status, log, fixture) = try errors(
      "pair=t.tsv", "--dev", "pair=t.tsv", files: ["t.tsv": text])
    #expect(status == 0, "\(log)")
    let config = try JSONValue.parse(try #require(fixture.scratch.bytes("out/last/config.json")))
    #expect(config["problem_type"]?.string == "regression")
    #expect(try fixture.events().last { $0["event"]?.string == "eval" }?["dev"]?["pair"]?["pearson"] != nil)
  }

  @Test func wordsOfARecipeThatMakeNoSense() throws {
    let fixture = try TrainingFixture()
    try fixture.scratch.file(
      "r.yaml", "output: out\ntasks:\n  - task: tag\n    train: train.conllu\nwarmup: lots\n")
    let run = try Binary.run("train", "r.yaml", in: fixture.scratch.folder)
    #expect(run.status == 78)
    #expect(
      run.errors
        == "bertrun: r.yaml:5:9: 'warmup' is 'lots', expected a number of steps or a percentage such as 6%\n")
    let unknown = try fixture.train("tag=train.conllu", "-o", "out", "--set", "lerning=3")
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("the command line: unknown key 'lerning'"))
  }

  @Test func aDryRunWritesNothing() throws {
    let fixture = try TrainingFixture()
    let run = try fixture.train("tag=train.conllu", "-o", "out", "--dry-run")
    #expect(run.status == 0 && run.text.contains("step_tokens: 256"))
    #expect(!fixture.scratch.names.contains("out"))
  }

  @Test func theSchemaHasEveryKey() throws {
    let schema = try JSONValue.parse(try Binary.run("train", "--print-schema").output)
    for key in ["rate", "tasks", "average", "layer_decay", "seed"] {
      #expect(schema["properties"]?[key] != nil)
    }
  }
}
