import Checkpoints
import Faults
import Jobs
import TestSupport
import Testing
import Training

/// What a recipe may say, by a file, by flags and by both.
@Suite struct RecipeTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func source(_ text: String?, _ settings: (String, String)...) throws -> RecipeSource {
    var source = RecipeSource()
    if let text {
      try scratch.file("r.yaml", text)
      source.file = scratch.path("r.yaml")
    }
    source.settings = settings.map { (path: $0.0, value: $0.1) }
    return source
  }

  private static let short = "output: out\ntasks:\n  - {task: tag, train: [a.conllu, b.conllu]}\n"

  @Test func theShortestRecipe() throws {
    let source = try source(Self.short)
    let recipe = try source.recipe()
    #expect(recipe.tasks.map(\.task) == [.tag])
    // Paths are relative to the file's folder.
    #expect(recipe.tasks[0].train == [scratch.path("a.conllu"), scratch.path("b.conllu")])
    #expect(recipe.output == scratch.path("out"))
    #expect(recipe.length == .epochs(3) && recipe.rate == 5e-5 && recipe.lanes == 4)
  }

  @Test func everyKeyIsWrittenAndReadAgain() throws {
    let text = """
      output: /out
      model: /model
      time: 1h30m
      rate: 3e-5
      warmup: 150
      schedule: cosine
      step_tokens: 512
      lanes: 8
      threads: 3
      decay: 0.1
      clip: 0
      dropout: 0.2
      freeze: [embeddings, layers.0-2, pooler]
      layer_decay: 0.9
      average: last 20%
      eval_every: 5%
      save_every: 20
      patience: 3
      best: pos.accuracy
      seed: 7
      tasks:
        - {task: tag, name: pos, train: /a, dev: [/b, /c], labels: /l, class_weights: auto, share: 0.25, window: 128, overlap: 16, column: "misc:NER", gold_key: g, text: t, format: conllu}
        - {task: qa, train: /q, question: q, context: c}
        - {task: pair, train: /p, problem: multi, pair: [x, y], columns: [label, x, y], class_weights: /w}

      """
    let first = try source(text)
    let recipe = try first.recipe()
    #expect(recipe.length == .time(5400) && recipe.freeze == [.embeddings, .layers(0...2), .pooler])
    #expect(recipe.average == .last(0.2) && recipe.saveEvery == .steps(20))
    #expect(recipe.tasks[2].classWeights == .file("/w") && recipe.tasks[2].problem == .multiLabel)
    let second = try source(recipe.yaml)
    #expect(try second.recipe() == recipe)
  }

  @Test func settingsComeLastAndByName() throws {
    let source = try source(
      Self.short, ("rate", "1e-4"), ("tag.window", "64"), ("tasks.0.share", "0.5"), ("freeze", "[words]"))
    let recipe = try source.recipe()
    #expect(recipe.rate == 1e-4 && recipe.freeze == [.words])
    #expect(recipe.tasks[0].window == 64 && recipe.tasks[0].share == 0.5)
  }

  @Test func theCommandLineAlone() throws {
    var source = RecipeSource()
    source.train = [("tag", "a.conllu"), ("qa", "q.json"), ("tag", "b.conllu")]
    source.dev = [("tag", "d.conllu")]
    source.settings = [("output", "out")]
    let recipe = try source.recipe()
    #expect(recipe.tasks.map(\.task) == [.tag, .qa])
    #expect(recipe.tasks[0].train == ["a.conllu", "b.conllu"] && recipe.tasks[0].dev == ["d.conllu"])
  }

  @Test(arguments: [
    ("rate: fast\n", "'rate' is 'fast', expected a number"),
    ("warmup: 120%\n", "'warmup' is '120%', expected a number of steps or a percentage such as 6%"),
    ("time: soon\n", "'time' is 'soon', expected a time such as 45m or 3h"),
    ("average: 2\n", "'average' is '2', expected 'none', a number such as 0.999, or 'last 20%'"),
    (
      "freeze: [layer.0]\n",
      "an element of 'freeze' is 'layer.0', expected 'words', 'embeddings', 'layers.N', 'layers.N-M', 'pooler' or 'encoder'"
    ),
    ("epoch: 3\n", "unknown key 'epoch', did you mean 'epochs'?"),
  ])
  func whatMakesNoSense(_ line: String, _ message: String) throws {
    let source = try source(Self.short + line)
    do {
      _ = try source.recipe()
      Issue.record("it was read")
    } catch let fault as FaultyRecipe {
      #expect(fault.message.hasPrefix("\(scratch.path("r.yaml")):4:"))
      #expect(fault.message.hasSuffix(": " + message))
      #expect(fault.status == .badConfiguration)
    }
  }

  @Test func twoHeadsOfOneName() throws {
    let source = try source(Self.short + "  - {task: tag, train: c}\n")
    do {
      _ = try source.recipe()
      Issue.record("it was read")
    } catch let fault as FaultyRecipe {
      #expect(fault.message.hasSuffix("two heads are called 'tag', give one of them another 'name'"))
    }
  }
}
