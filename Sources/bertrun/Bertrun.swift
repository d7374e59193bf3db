import ArgumentParser

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
      EvalCommand.self, ReportCommand.self, RunCommand.self, BenchCommand.self,
    ])
}
