import JSON

/// A record in the form of its format, kept so that it can be written back; a case a format.
package enum Carrier: Sendable {
  /// A line of JSON.
  case json(JSONRecord)
  /// A sentence of CoNLL-U.
  case conllu(CoNLLUSentence)
  /// A question of a SQuAD document.
  case squad(SQuADQuestion)
  /// A row of a table.
  case table(TableRow)
  /// A line or paragraph of a plain text.
  case text(TextUnit)
  /// An element of an XML document.
  case xml(XMLRecord)
}
