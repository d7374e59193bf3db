import Annotations

/// A format of inputs and outputs, as a value: its folder makes it, a row in the table of formats makes it known.
package struct RecordFormat: Sendable {
  /// The name by which flags and messages call it.
  package let name: String
  /// The ends of names that say so, `.gz` left aside.
  var suffixes: [String] = []
  /// The suffix of its outputs; nil is its name.
  var ownSuffix: String?
  /// Whether an input begins so; nil while that is not known from so few bytes. Earlier rows of the table are asked first.
  var begins: @Sendable (Opening) -> Bool? = { _ in false }
  /// Whether an input is one of these although its name says the format `named`; nil while that is not known.
  var beginsUnder: @Sendable (_ named: String, Opening) -> Bool? = { _, _ in false }
  /// Makes a reader; nil where the format is only written.
  var reader: (@Sendable (any ByteSource, ReaderPlan) throws(RecordsError) -> any RecordReader)?
  /// Makes a writer.
  package let writer: @Sendable (WriterPlan) -> any RecordWriter
  /// Whether records that were read in some format can be written in this one, annotated so.
  let holdsKind: @Sendable (AnnotationKind, _ input: RecordFormat) -> Bool
  /// The format that its records are written in unless another one is asked for; nil is this one.
  var usualOutput: (@Sendable () -> RecordFormat)?
  /// Whether outputs of several inputs can be joined into one.
  package var joins = false
  /// Whether other formats can be written as this one (`--to`).
  package var isTarget = false
  /// Whether its outputs are one object with a member per record, so that identifiers must differ.
  package var isKeyed = false
  /// Whether its records have columns, which `--columns` and other flags of tables speak of.
  package var hasColumns = false
  /// What ends the bytes of a record of a rejects file, so that all of them are an input of this format; nil where records
  /// are no input by themselves.
  var rejectEnd: [UInt8]?
  /// The keys of annotations of which such an output has no room for all; nil where there is room.
  package var crowded: @Sendable ([AnnotationTarget]) -> [String]? = { _ in nil }
  /// Why columns that annotations are to go to cannot be written; nil where they can.
  package var lacks: @Sendable ([AnnotationTarget]) -> RecordsError? = { _ in nil }

  /// Whether records of `input` can be written in this format, annotated so.
  package func holds(_ kind: AnnotationKind, from input: RecordFormat) -> Bool { holdsKind(kind, input) }

  /// The format that its records are written in unless another one is asked for.
  package var output: RecordFormat { usualOutput?() ?? self }

  /// The suffix of its outputs.
  package var outputSuffix: String { ownSuffix ?? name }

  /// A reader of an input; throws where it is asked for columns and has none.
  package func makeReader(
    _ source: any ByteSource, _ plan: ReaderPlan
  ) throws(RecordsError) -> any RecordReader {
    guard let reader else { preconditionFailure("an input's format can be read") }
    let flags = plan.settings.table.flags
    if !hasColumns, !flags.isEmpty { throw .notATable(format: name, flags: flags) }
    return try reader(source, plan)
  }

  /// Whether it can be read.
  package var isInput: Bool { reader != nil }
}

extension RecordFormat: Equatable {
  /// Formats are the same by name.
  package static func == (left: Self, right: Self) -> Bool { left.name.utf8.elementsEqual(right.name.utf8) }
}

/// What a reader is to read.
package struct ReaderPlan: Sendable {
  /// The input's number.
  package var file = 0
  /// The settings of the user.
  package var settings: ReadingSettings
  /// The keys under which annotations will go.
  package var policy: KeyPolicy
  /// What is read of gold beside the fields; nil for nothing.
  package var gold: GoldReading?
  /// Where the source begins in the input: after so many lines and bytes.
  package var start = (lines: 0, offset: 0)

  /// A reader of an input's fields alone.
  package init(
    _ settings: ReadingSettings, policy: KeyPolicy = KeyPolicy(keys: []), gold: GoldReading? = nil
  ) {
    self.settings = settings
    self.policy = policy
    self.gold = gold
  }
}

/// What a writer is to write.
package struct WriterPlan: Sendable {
  /// The annotations of a record, in the order of the tasks.
  package var targets: [AnnotationTarget]
  /// How annotations look.
  package var style: AnnotationStyle
  /// Whether an annotation replaces an existing one.
  package var replace: Bool
  /// The format that the records were read in.
  package var input: RecordFormat
  /// Elements of a vector, where the annotation is one.
  package var vectorWidth: Int

  /// A writer of these annotations.
  package init(
    _ targets: [AnnotationTarget], style: AnnotationStyle, replace: Bool, input: RecordFormat,
    vectorWidth: Int
  ) {
    self.targets = targets
    self.style = style
    self.replace = replace
    self.input = input
    self.vectorWidth = vectorWidth
  }
}
