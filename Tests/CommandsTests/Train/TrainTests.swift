import Foundation
import JSON
import TestSupport
import Testing

/// `bertrun train`, from labelled files to folders that run.
@Suite struct TrainTests {
  @Test("tags are learned, and the figures of the log are those of eval on the saved folder")
  func tags() throws {
    let fixture = try TrainingFixture()
    let run = try fixture.train(
      "tag=train.conllu", "--dev", "tag=dev.conllu", "-o", "out", "--epochs", "12", "--rate", "5e-3",
      "--set", "dropout=0")
    try #require(run.status == 0, "\(run.errors)")
    let events = try fixture.events()
    #expect(events.first?["event"]?.string == "start" && events.last?["event"]?.string == "end")
    let evaluations = events.filter { $0["event"]?.string == "eval" }
    let figures = evaluations.compactMap { $0["dev"]?["tag"]?["accuracy"]?.double }
    let best = try #require(figures.max())
    #expect(best > 70)
    let eval = try Binary.run(
      "eval", "tag", "dev.conllu", "-m", "out/best", "--json", "--precision", "f32",
      in: fixture.scratch.folder)
    let measured = try JSONValue.parse(eval.output)
    #expect(measured["metrics"]?["accuracy"]?.double == best)
    let last = try #require(figures.last)
    let evalLast = try Binary.run(
      "eval", "tag", "dev.conllu", "-m", "out/last", "--json", "--precision", "f32",
      in: fixture.scratch.folder)
    #expect(try JSONValue.parse(evalLast.output)["metrics"]?["accuracy"]?.double == last)
  }

  @Test("a saved folder is whole: labels by name, tokenizer, card, and a class that transformers knows")
  func savedFolder() throws {
    let fixture = try TrainingFixture()
    let run = try fixture.train(
      "pair=train.tsv", "--dev", "pair=dev.tsv", "-o", "out", "--steps", "3")
    try #require(run.status == 0, "\(run.errors)")
    for folder in ["out/best", "out/last"] {
      let config = try JSONValue.parse(try #require(fixture.scratch.bytes("\(folder)/config.json")))
      #expect(config["architectures"]?.array?.compactMap(\.string) == ["BertForSequenceClassification"])
      #expect(config["id2label"]?["0"]?.string == "food")
      #expect(config["label2id"]?["weather"]?.int == 2)
      #expect(config["problem_type"]?.string == "single_label_classification")
      #expect(fixture.scratch.bytes("\(folder)/tokenizer.json") != nil)
      let card = try #require(fixture.scratch.text("\(folder)/README.md"))
      #expect(card.contains("| accuracy |") && card.contains("seed 1") && card.contains("train.tsv | `"))
      #expect(card.contains("rate: 5e-5"))
    }
    let tagged = try Binary.run(
      "pair", "-m", "out/best", "--quiet", "--format", "jsonl", input: "{\"text\":\"the cat\"}\n",
      in: fixture.scratch.folder)
    #expect(tagged.status == 0 && tagged.text.contains("\"label\":\""))
  }

  @Test("answers are learned")
  func answers() throws {
    let fixture = try TrainingFixture()
    let run = try fixture.train(
      "qa=train.jsonl", "--dev", "qa=dev.jsonl", "-o", "out", "--epochs", "30", "--rate", "5e-3", "--set",
      "dropout=0")
    try #require(run.status == 0, "\(run.errors)")
    let losses = try fixture.events().compactMap { $0["loss"]?["qa"]?.double }
    #expect(try #require(losses.last) < (try #require(losses.first)) / 2)
  }

  @Test("several heads share an encoder, and each is a folder of its own")
  func severalHeads() throws {
    let fixture = try TrainingFixture()
    let run = try fixture.train(
      "tag=train.conllu", "pair=train.tsv", "--dev", "tag=dev.conllu", "--dev", "pair=dev.tsv", "-o", "out",
      "--mix", "tag:.5,pair:.5", "--steps", "8")
    try #require(run.status == 0, "\(run.errors)")
    for (task, file) in [("tag", "dev.conllu"), ("pair", "dev.tsv")] {
      let eval = try Binary.run(
        "eval", task, file, "-m", "out/last/\(task)", "--json", in: fixture.scratch.folder)
      #expect(eval.status == 0, "\(eval.errors)")
    }
    let heads = Set(try fixture.events().compactMap { $0["loss"]?.object?.members.first?.key })
    #expect(heads == ["tag", "pair"])
  }

  @Test("threads do not change a bit", arguments: [2, 4])
  func threads(count: Int) throws {
    let fixture = try TrainingFixture()
    for threads in [1, count] {
      let run = try fixture.train(
        "tag=train.conllu", "-o", "out\(threads)", "--steps", "5", "--threads", "\(threads)")
      try #require(run.status == 0, "\(run.errors)")
    }
    #expect(try fixture.weights("out1/last") == fixture.weights("out\(count)/last"))
  }

  @Test("a run that was killed is resumed to the same bits, and knows its best")
  func killed() throws {
    let fixture = try TrainingFixture()
    let arguments = [
      "tag=train.conllu", "--dev", "tag=dev.conllu", "--steps", "60", "--set", "save_every=1", "--eval-every",
      "7",
    ]
    let whole = try fixture.train(arguments + ["-o", "whole"])
    try #require(whole.status == 0, "\(whole.errors)")
    let folder = fixture.scratch.folder
    var kills = 0
    for delay in [0.15, 0.4, 0.25, 0.6, 0.1] {
      let process = Process()
      process.executableURL = Binary.executable
      process.arguments = ["train"] + arguments + ["-o", "out", "--resume", "-m", TrainingFixture.model]
      process.currentDirectoryURL = folder
      process.standardError = FileHandle.nullDevice
      try process.run()
      Thread.sleep(forTimeInterval: delay)
      if process.isRunning {
        kill(process.processIdentifier, SIGKILL)
        kills += 1
      }
      process.waitUntilExit()
    }
    #expect(kills > 0)
    let last = try fixture.train(arguments + ["-o", "out", "--resume"])
    try #require(last.status == 0, "\(last.errors)")
    #expect(try fixture.weights("out/last") == fixture.weights("whole/last"))
    #expect(try fixture.weights("out/best") == fixture.weights("whole/best"))
    func steps(_ name: String) throws -> [Int?] {
      try fixture.events(name).filter { $0["event"]?.string == "step" }.map { $0["step"]?.int }
    }
    #expect(try steps("out") == steps("whole"))
    func best(_ name: String) throws -> JSONValue? { try fixture.events(name).last?["best"] }
    #expect(try best("out")?.double == best("whole")?.double)
  }

  @Test("a resumed run must be the same run")
  func otherRun() throws {
    let fixture = try TrainingFixture()
    _ = try fixture.train("tag=train.conllu", "-o", "out", "--steps", "2")
    let other = try fixture.train(
      "tag=train.conllu", "-o", "out", "--steps", "2", "--rate", "1e-3", "--resume")
    #expect(other.status == 78)
    #expect(
      other.errors
        == "bertrun: out: --resume continues a run whose rate was '5e-5', now it is '0.001'; restore it, or train without --resume\n"
    )
    let done = try fixture.train("tag=train.conllu", "-o", "out", "--steps", "2", "--resume")
    #expect(done.status == 0 && done.errors == "bertrun: out: the run has ended (done), nothing was done\n")
  }

  @Test("the written recipe is the same run again")
  func recipe() throws {
    let fixture = try TrainingFixture()
    let first = try fixture.train(
      "tag=train.conllu", "--dev", "tag=dev.conllu", "-o", "out", "--steps", "4", "--freeze",
      "embeddings,layers.0", "--layer-decay", "0.9", "--average", "last 50%", "--class-weights", "auto",
      "--patience", "3")
    try #require(first.status == 0, "\(first.errors)")
    let weights = try fixture.weights("out/last")
    let again = try Binary.run(
      "train", "out/recipe.yaml", "--set", "output=again", in: fixture.scratch.folder)
    try #require(again.status == 0, "\(again.errors)")
    #expect(try fixture.weights("again/last") == weights)
  }

  @Test("frozen parts keep their bits")
  func frozen() throws {
    let fixture = try TrainingFixture()
    let run = try fixture.train("tag=train.conllu", "-o", "out", "--steps", "3", "--freeze", "encoder")
    try #require(run.status == 0, "\(run.errors)")
    let before = try Binary.run("inspect", TrainingFixture.model, in: fixture.scratch.folder)
    #expect(before.status == 0)
    let rows = try Binary.run(
      "embed", "-m", "out/last", "--pooling", "mean", "--format", "jsonl", "--quiet",
      input: "{\"text\":\"the cat\"}\n", in: fixture.scratch.folder)
    let old = try Binary.run(
      "embed", "-m", TrainingFixture.model, "--pooling", "mean", "--format", "jsonl", "--quiet",
      input: "{\"text\":\"the cat\"}\n", in: fixture.scratch.folder)
    #expect(rows.status == 0 && rows.output == old.output)
  }
}
