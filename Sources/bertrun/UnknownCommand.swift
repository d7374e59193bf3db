import ArgumentParser
import Faults
import Files

/// A command's names and those of its own commands.
struct CommandNames {
  /// What it is called by.
  let names: [String]
  /// Its commands.
  let commands: [CommandNames]

  /// The names of a command.
  init(_ command: any ParsableCommand.Type) {
    let configuration = command.configuration
    names = [configuration.commandName ?? ""] + configuration.aliases
    commands = configuration.subcommands.map { CommandNames($0) }
  }
}

/// What to report about the first name in the place of a command that no command has; nil where all are commands.
func unknownCommand(in arguments: [String], of root: CommandNames) -> String? {
  var rest = arguments[...]
  if rest.first == "help" { rest = rest.dropFirst() }
  var command = root
  var path = "bertrun"
  while !command.commands.isEmpty, let name = rest.popFirst(), !name.hasPrefix("-") {
    if path == "bertrun", name == "help" { return nil }
    guard let next = command.commands.first(where: { $0.names.contains(name) }) else {
      return unknownCommand(name, after: path, known: command.commands.flatMap(\.names))
    }
    command = next
    path += " " + name
  }
  return nil
}

private func unknownCommand(_ name: String, after path: String, known: [String]) -> String {
  let readable = name.withReadablePaths
  if Path(name).kind == .file {
    return
      "'\(readable)' is a file; name a command before it, such as '\(path) \(known.first ?? "") \(readable)'"
  }
  let nearest = nearestName(to: name, among: known).map { ", did you mean '\($0)'?" } ?? ";"
  return "unknown command '\(readable)'\(nearest) '\(path) --help' lists the commands"
}
