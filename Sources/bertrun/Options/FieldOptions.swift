import ArgumentParser
import Records

/// Flags that name the fields of a record which a command reads.
protocol FieldFlags: ParsableArguments {
  /// Fills in the keys that the flags name.
  func apply(to selection: inout FieldSelection)
}

/// The field of a command that reads one text, or its words.
struct TextFields: FieldFlags {
  @Option(help: ArgumentHelp("Key of the text, or of an array of words.", valueName: "key"))
  var text: String?

  @OptionGroup var identifier: IdentifierOption

  func apply(to selection: inout FieldSelection) {
    selection.text = text
    selection.id = identifier.id
  }
}

/// The fields of a command that answers questions.
struct QuestionFields: FieldFlags {
  @Option(help: ArgumentHelp("Key of the question.", valueName: "key"))
  var question: String?

  @Option(help: ArgumentHelp("Key of the context that holds the answer.", valueName: "key"))
  var context: String?

  @OptionGroup var identifier: IdentifierOption

  func apply(to selection: inout FieldSelection) {
    selection.question = question
    selection.context = context
    selection.id = identifier.id
  }
}

/// The fields of a command that reads two texts alone.
struct TwoTextFields: FieldFlags {
  @Option(help: ArgumentHelp("Keys of the two texts of a pair.", valueName: "a,b"))
  var pair: KeyPair?

  @OptionGroup var identifier: IdentifierOption

  func apply(to selection: inout FieldSelection) {
    selection.pair = pair.map { ($0.first, $0.second) }
    selection.id = identifier.id
  }
}

/// The fields of a command that reads two texts, or one.
struct PairFields: FieldFlags {
  @Option(help: ArgumentHelp("Key of the text, where there is one.", valueName: "key"))
  var text: String?

  @OptionGroup var texts: TwoTextFields

  func apply(to selection: inout FieldSelection) {
    texts.apply(to: &selection)
    selection.text = text
  }
}

/// The fields of a command that reads whatever there is.
struct AnyFields: FieldFlags {
  @OptionGroup var one: PairFields

  @Option(help: ArgumentHelp("Key of the question.", valueName: "key"))
  var question: String?

  @Option(help: ArgumentHelp("Key of the context that holds the answer.", valueName: "key"))
  var context: String?

  func apply(to selection: inout FieldSelection) {
    one.apply(to: &selection)
    selection.question = question
    selection.context = context
  }
}

/// The key of identifiers, which every record may have.
struct IdentifierOption: ParsableArguments {
  @Option(help: ArgumentHelp("Key of the record's identifier.", valueName: "key"))
  var id: String?
}

/// Two keys separated by a comma.
struct KeyPair: ExpressibleByArgument {
  let first: String
  let second: String

  init?(argument: String) {
    let keys = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard keys.count == 2, !keys[0].isEmpty, !keys[1].isEmpty else { return nil }
    (first, second) = (keys[0], keys[1])
  }
}
