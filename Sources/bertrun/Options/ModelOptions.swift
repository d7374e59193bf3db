import ArgumentParser
import Commands
import Compute
import Models

/// Which model runs, and how.
struct ModelOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A Hugging Face checkpoint folder, a task folder, or an org/name in the local Hugging Face cache "
        + "(default: the embedded task).", valueName: "dir"))
  var model: String?

  @Option(
    help: ArgumentHelp(
      "Folder of embedded tasks (default: searched for beside the binary).", valueName: "dir"))
  var tasks: String?

  @Option(help: "Precision of the products: auto, f32, bf16 or int8.")
  var precision: PrecisionChoice = .auto

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Worker threads (default: one per core).", valueName: "n"))
  var threads: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Tokens per batch (default: the measured best).", valueName: "n"))
  var batchTokens: Int?

  @Option(
    help: ArgumentHelp(
      "MiB for the results of recent windows: equal texts are computed once (default: 8; 0 for none).",
      valueName: "n"))
  var memoryOf: Int?

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1, not '\(threads)'") }
    if let memoryOf, !(0...65536).contains(memoryOf) {
      throw ValidationError("--memory-of must be 0 to 65536 MiB, not '\(memoryOf)'")
    }
    if let batchTokens, batchTokens < 1 {
      throw ValidationError("--batch-tokens must be at least 1, not '\(batchTokens)'")
    }
  }

  /// The model that the flags name.
  var choice: ModelChoice {
    var choice = ModelChoice()
    choice.name = model
    choice.tasksDirectory = tasks
    return choice
  }

  /// The settings that the flags ask for.
  var computing: ComputingSettings {
    var settings = ComputingSettings()
    settings.precision = precision.precision
    settings.threads = threads
    settings.batchTokens = batchTokens
    settings.memory = memoryOf
    return settings
  }
}

/// A precision, or what the model's card records as checked.
enum PrecisionChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, f32, bf16, int8

  /// The precision asked for; nil for `auto`.
  var precision: Precision? { Precision(rawValue: rawValue) }
}
