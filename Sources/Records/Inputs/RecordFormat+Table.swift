extension RecordFormat {
  /// The formats, a row each. Inputs of unknown names are asked in this order.
  package static let all: [RecordFormat] = [
    .jsonl, .json, .xml, .conllu, .columns, .squad, .tsv, .csv, .text, .words, .npy,
  ]

  /// The order in which first bytes are asked: the stricter form before the one that it is a case of.
  private static let sniffed: [RecordFormat] = [
    .xml, .squad, .json, .jsonl, .columns, .conllu, .tsv, .csv, .text,
  ]

  /// The format of a name, as flags and messages call it.
  package init?(named name: String) {
    guard let format = Self.all.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else { return nil }
    self = format
  }

  /// The format that a file's name says, the suffix of a compression left aside. `.json` says none: it may be SQuAD, another document or JSON lines.
  package init?(name: String) {
    let file = Compression.stripped(name.split(separator: "/").last.map(String.init) ?? "")
    let parts = file.split(separator: ".")
    guard parts.count > 1, let suffix = parts.last?.lowercased(),
      let format = Self.all.first(where: { $0.isInput && $0.suffixes.contains(suffix) })
    else { return nil }
    self = format
  }

  /// The format that an input begins as although its name says another one; nil while that is not known, and the named one
  /// where it is none of those.
  static func sniff(_ opening: Opening, named: RecordFormat) -> RecordFormat? {
    for format in sniffed where format != named {
      switch format.beginsUnder(named.name, opening) {
      case true?: return format
      case nil: return nil
      case false?: continue
      }
    }
    return named
  }

  /// The format that an input begins as; nil while that is not known from so few bytes.
  static func sniff(_ opening: Opening) -> RecordFormat? {
    for format in sniffed {
      switch format.begins(opening) {
      case true?: return format
      case nil: return nil
      case false?: continue
      }
    }
    return nil
  }
}
