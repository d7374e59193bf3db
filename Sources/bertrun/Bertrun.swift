import ArgumentParser
import Faults
import Files
import Foundation

/// The root command: it only lists the commands.
@main
struct Bertrun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bertrun",
    abstract: "Run fine-tuned BERT-family heads over files: tags, answers, labels.",
    discussion: """
      Reads records from files or standard input and writes the same records back, annotated. Without -m the \
      embedded English model is used. See 'bertrun help COMMAND' for more.
      """,
    version: "0.1.0",
    subcommands: [
      TagCommand.self, QACommand.self, PairCommand.self, FillMaskCommand.self, NSPCommand.self,
      EmbedCommand.self, TokenizeCommand.self, InspectCommand.self, ConvertCommand.self,
      TrainCommand.self, EvalCommand.self, ReportCommand.self, RunCommand.self, BenchCommand.self,
    ])

  /// Runs the command that the arguments name; paths among them may have any bytes.
  static func main() {
    let arguments = commandArguments() ?? Array(CommandLine.arguments.dropFirst())
    if let message = unknownCommand(in: arguments, of: CommandNames(Bertrun.self)) {
      try? FileHandle.standardError.write(contentsOf: Data("bertrun: \(message)\n".utf8))
      Bertrun.exit(withError: ExitCode(ExitStatus.usage.rawValue))
    }
    main(arguments)
  }
}
