import ArgumentParser
import Commands
import Records

/// Where records come from and which of their fields are read.
struct InputOptions<Fields: FieldFlags>: ParsableArguments {
  @Argument(help: ArgumentHelp("Input files; none or '-' for standard input.", valueName: "input"))
  var inputs: [String] = []

  @Option(
    help: """
      Format of the inputs: auto (by suffix, then by first bytes), jsonl, json, xml, conllu, squad, tsv, csv or text; \
      each also as .gz.
      """)
  var format: InputFormat = .auto

  @OptionGroup var fields: Fields

  @Option(help: ArgumentHelp("Column names of a table without a header.", valueName: "a,b,…"))
  var columns: String?

  @Option(help: "What makes a record of plain text: line or paragraph.")
  var unit: TextUnitSize = .line

  @Option(
    help: ArgumentHelp("Pattern of the XML elements that are records; repeatable.", valueName: "pattern"))
  var xmlRecord: [String] = []

  @Option(
    help: ArgumentHelp("Pattern of XML elements to skip; repeatable.", valueName: "pattern"))
  var xmlSkip: [String] = []

  func validate() throws {
    if let pattern = XMLSettings(records: xmlRecord, skipped: xmlSkip).badPattern {
      throw ValidationError("'\(pattern)' is not a pattern of elements such as 'p', 'text//p' or '*:p'")
    }
  }

  /// Fills in what the flags say about reading.
  func apply(to reading: inout ReadingSettings) {
    reading.format = format.format
    fields.apply(to: &reading.selection)
    reading.columns = columns?.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    reading.unit = unit
    reading.xml = XMLSettings(records: xmlRecord, skipped: xmlSkip)
  }
}

/// An input format, or auto.
struct InputFormat: ExpressibleByArgument {
  static let auto = InputFormat(format: nil)
  static let allValueStrings = ["auto"] + RecordFormat.all.filter(\.isInput).map(\.name)

  /// The format asked for; nil for `auto`.
  let format: RecordFormat?

  private init(format: RecordFormat?) { self.format = format }

  init?(argument: String) {
    guard Self.allValueStrings.contains(argument) else { return nil }
    format = RecordFormat(named: argument)
  }

  var defaultValueDescription: String { format?.name ?? "auto" }
}

extension TextUnitSize: ExpressibleByArgument {}
