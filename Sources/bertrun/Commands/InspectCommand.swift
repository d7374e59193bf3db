import ArgumentParser
import Commands

/// `bertrun inspect`.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract:
      "What a checkpoint holds: family, sizes, heads, labels, tokenizer, limits; what does not load and why.",
    discussion: """
      Nothing is packed or computed. A model that does not load exits with 78.

        $ bertrun inspect ./bert-ner
      """)

  @Argument(
    help: ArgumentHelp(
      "A checkpoint or task folder, or an org/name in the local cache (default: the embedded tagger).",
      valueName: "dir"))
  var model: String?

  @Option(
    help: ArgumentHelp(
      "Folder of embedded tasks (default: searched for beside the binary).", valueName: "dir"))
  var tasks: String?

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    var request = InspectRequest()
    request.model.name = model
    request.model.tasksDirectory = tasks
    request.json = json
    leave(inspect(request) { print($0, terminator: "") })
  }
}
