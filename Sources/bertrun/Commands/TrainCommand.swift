import ArgumentParser
import Commands
import Foundation
import Jobs
import Reporting

/// `bertrun train`.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Fine-tune heads on an encoder, from labelled files to checkpoint folders.",
    discussion: """
      Learns from every format that 'eval' reads as gold: give TASK=FILE arguments, a YAML recipe, or both. The output \
      folder gets best/ and last/ (Hugging Face folders that bertrun and transformers load), recipe.yaml with every \
      value filled in, log.jsonl and the state that --resume continues from, to the bit.

        $ bertrun train tag=train.conllu --dev tag=dev.conllu -o out
        $ bertrun train recipe.yaml --set rate=3e-5 --set tag.window=256
        $ bertrun tag -m out/best letters.jsonl
        $ bertrun report out/log.jsonl -o report.html

      'bertrun train --print-schema' prints a JSON Schema with every key of a recipe.
      """)

  @Argument(
    help: ArgumentHelp(
      "A recipe, or files to learn from as TASK=FILE (tag, qa, pair); repeatable.",
      valueName: "recipe|task=file"))
  var sources: [String] = []

  @Option(name: [.short, .long], help: ArgumentHelp("The output folder.", valueName: "dir"))
  var output: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "What is trained on: a Hugging Face checkpoint folder, a task folder, or an org/name in the local cache (default: the embedded encoder).",
      valueName: "dir"))
  var model: String?

  @Option(help: ArgumentHelp("Files to measure on, as TASK=FILE; repeatable.", valueName: "task=file"))
  var dev: [String] = []

  @OptionGroup(title: "Training") var settings: TrainOptions

  @Option(
    help: ArgumentHelp(
      "Any key of a recipe, as KEY=VALUE or TASK.KEY=VALUE; repeatable.", valueName: "key=value"))
  var set: [String] = []

  @Flag(help: "Continue the run of the output folder.")
  var resume = false

  @Flag(help: "Check the files, print the recipe with every value filled in, and train nothing.")
  var dryRun = false

  @Flag(help: "Print a JSON Schema of recipes.")
  var printSchema = false

  @Option(help: "Progress line: auto (on a terminal), always or never.")
  var progress: ProgressMode = .automatic

  @Option(
    help: ArgumentHelp(
      "Seconds between progress log lines when no terminal shows progress; 0 for none.", valueName: "seconds")
  )
  var logEvery = 60

  @Flag(help: "Log only warnings and errors.")
  var quiet = false

  @Option(help: "Format of log lines: text or json.")
  var logFormat: LogFormat = .text

  func validate() throws {
    if logEvery < 0 { throw ValidationError("--log-every '\(logEvery)' must be 0 or more seconds") }
    guard !printSchema else { return }
    if sources.isEmpty { throw ValidationError("give a recipe, or files to learn from as TASK=FILE") }
    if sources.count(where: { Assignment($0) == nil }) > 1 { throw ValidationError("give one recipe") }
    if let wrong = dev.first(where: { Assignment($0) == nil }) {
      throw ValidationError("--dev wants TASK=FILE, not '\(wrong)'")
    }
    if let wrong = set.first(where: { Assignment($0) == nil }) {
      throw ValidationError("--set wants KEY=VALUE, not '\(wrong)'")
    }
  }

  func run() throws {
    guard !printSchema else {
      FileHandle.standardOutput.write(Data(recipeSchema()))
      return
    }
    var request = TrainRequest()
    request.source.file = sources.first { Assignment($0) == nil }
    request.source.train = sources.compactMap { Assignment($0) }.map { ($0.name, $0.value) }
    request.source.dev = dev.compactMap { Assignment($0) }.map { ($0.name, $0.value) }
    request.source.settings = settings.settings
    if let output { request.source.settings.append(("output", Assignment.text(output))) }
    if let model { request.source.settings.append(("model", Assignment.text(model))) }
    request.source.settings += set.compactMap { Assignment($0) }.map { ($0.name, $0.value) }
    request.isDry = dryRun
    request.resumes = resume
    request.reporting.progress = progress
    request.reporting.logEvery = .seconds(logEvery)
    request.reporting.quiet = quiet
    request.reporting.jsonLog = logFormat == .json
    leave(train(request))
  }
}
