/// The column of CoNLL-U or of a column file that tags are read from and written to (`--column`).
package enum CoNLLUColumn: Sendable, Equatable {
  /// Universal part of speech.
  case upos
  /// The treebank's own part of speech.
  case xpos
  /// A key of the last column, as in `NER=B-PER`.
  case misc(key: String)
  /// A column of a column file by its number, counted from 1, or from the end where it is negative, or by its name.
  case column(String)

  /// Reads `upos`, `xpos`, `misc:KEY`, a number or a name; nil for anything else.
  package init?(_ name: String) {
    switch name.lowercased() {
    case "upos": self = .upos
    case "xpos": self = .xpos
    default:
      let parts = name.split(separator: ":", maxSplits: 1)
      guard parts.first?.lowercased() == "misc" else {
        guard !name.isEmpty, name != "0", !name.utf8.contains(where: { $0 <= 0x20 }) else { return nil }
        self = .column(name)
        return
      }
      guard parts.count == 2 else { return nil }
      let key = String(parts[1])
      guard !key.utf8.contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "=") })
      else { return nil }
      self = .misc(key: key)
    }
  }

  /// The column as `--column` spells it.
  package var name: String {
    switch self {
    case .upos: "upos"
    case .xpos: "xpos"
    case .misc(let key): "misc:\(key)"
    case .column(let name): name
    }
  }

  /// The column of CoNLL-U that this is; nil for one that it has not, or that holds no labels.
  var ofCoNLLU: CoNLLUColumn? {
    guard case .column(let name) = self else { return self }
    return switch name {
    case "4": .upos
    case "5": .xpos
    default: nil
    }
  }
}
