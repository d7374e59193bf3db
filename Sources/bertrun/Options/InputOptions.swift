import ArgumentParser
import Commands
import Records

/// Where records come from and which of their fields are read.
struct InputOptions<Fields: FieldFlags>: ParsableArguments {
  @Argument(help: ArgumentHelp("Input files; none or '-' for standard input.", valueName: "input"))
  var inputs: [String] = []

  @Option(
    help: """
      Format of the inputs: auto (by suffix, then by first bytes), jsonl, json, xml, conllu, columns, squad, tsv, csv \
      or text; each also as .gz, .zst, .bz2 or .xz.
      """)
  var format: InputFormat = .auto

  @OptionGroup var fields: Fields

  @OptionGroup var table: TableOptions

  @Option(
    help: ArgumentHelp(
      "Encoding of the inputs, as iconv names it; documents of XML declare theirs (default: UTF-8).",
      valueName: "name"))
  var encoding: String?

  @Option(help: "What makes a record of plain text: line or paragraph.")
  var unit: TextUnitSize = .line

  @Option(
    help: ArgumentHelp("Pattern of the XML elements that are records; repeatable.", valueName: "pattern"))
  var xmlRecord: [String] = []

  @Option(
    help: ArgumentHelp("Pattern of XML elements to skip; repeatable.", valueName: "pattern"))
  var xmlSkip: [String] = []

  func validate() throws {
    if let encoding, !ReadingSettings.knows(encoding: encoding) {
      throw ValidationError("'\(encoding)' is not an encoding that iconv knows, 'iconv -l' lists those")
    }
    if let pattern = XMLSettings(records: xmlRecord, skipped: xmlSkip).badPattern {
      throw ValidationError("'\(pattern)' is not a pattern of elements such as 'p', 'text//p' or '*:p'")
    }
  }

  /// Fills in what the flags say about reading.
  func apply(to reading: inout ReadingSettings) {
    reading.format = format.format
    fields.apply(to: &reading.selection)
    reading.table = table.settings
    reading.unit = unit
    reading.encoding = encoding
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
