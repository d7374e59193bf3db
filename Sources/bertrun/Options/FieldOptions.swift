import ArgumentParser
import Records

/// Which fields of a record are read.
struct FieldOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Key of the text, or of an array of words.", valueName: "key"))
  var text: String?

  @Option(help: ArgumentHelp("Key of the question.", valueName: "key"))
  var question: String?

  @Option(help: ArgumentHelp("Key of the context that holds the answer.", valueName: "key"))
  var context: String?

  @Option(help: ArgumentHelp("Keys of the two texts of a pair.", valueName: "a,b"))
  var pair: KeyPair?

  @Option(help: ArgumentHelp("Key of the record's identifier.", valueName: "key"))
  var id: String?

  /// Fills in the keys that the flags name.
  func apply(to selection: inout FieldSelection) {
    selection.text = text
    selection.question = question
    selection.context = context
    selection.pair = pair.map { ($0.first, $0.second) }
    selection.id = id
  }
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
