import ArgumentParser
import Records

/// How tables are read.
struct TableOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Column names of a table without a header, or of a column file.", valueName: "a,b,…"))
  var columns: String?

  @Option(
    help: ArgumentHelp(
      "What separates the cells of a table: comma, tab, semicolon, bar or a character (default: found in the first rows).",
      valueName: "character"))
  var delimiter: Delimiter?

  @Flag(
    inversion: .prefixedNo,
    help:
      "Whether the first row of a table names its columns (default: if it has a known name, or one that is given)."
  )
  var header: Bool?

  /// The settings that the flags ask for.
  var settings: TableSettings {
    TableSettings(
      columns: columns?.split(separator: ",", omittingEmptySubsequences: false).map(String.init),
      delimiter: delimiter?.byte, hasHeader: header)
  }
}

/// The byte between the cells of a table.
struct Delimiter: ExpressibleByArgument {
  let byte: UInt8

  init?(argument: String) {
    guard let byte = TableSettings.delimiter(argument) else { return nil }
    self.byte = byte
  }
}
