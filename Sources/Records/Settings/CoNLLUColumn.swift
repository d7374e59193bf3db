/// The column of CoNLL-U that tags are read from and written to (`--column`).
package enum CoNLLUColumn: Sendable, Equatable {
  /// Universal part of speech.
  case upos
  /// The treebank's own part of speech.
  case xpos
  /// A key of the last column, as in `NER=B-PER`.
  case misc(key: String)

  /// Reads `upos`, `xpos` or `misc:KEY`; nil for anything else.
  package init?(_ name: String) {
    switch name.lowercased() {
    case "upos": self = .upos
    case "xpos": self = .xpos
    default:
      let parts = name.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "misc" else { return nil }
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
    }
  }
}
