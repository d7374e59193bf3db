/// How a vocabulary spells the text that a token stands for.
package enum PieceSpelling: Sendable, Equatable {
  /// As it is; pieces inside a word may have a prefix, such as `##`.
  case plain(continuingPrefix: String?)
  /// A character a byte, such as `Ġ` for the blank (GPT-2).
  case byteLevel
  /// With a visible character for the blank; `isPrepended` where a text begins with one that it did not have.
  case metaspace(UInt32, isPrepended: Bool)

  /// The text that pieces make together, as the decoders of `tokenizers` do it; plain pieces have no blanks
  /// between them.
  package func text(of pieces: [String]) -> String {
    switch self {
    case .plain: pieces.joined()
    case .byteLevel: String(decoding: pieces.flatMap(Self.bytes), as: UTF8.self)
    case .metaspace(let mark, let isPrepended):
      pieces.enumerated().map { place, piece in
        Self.text(of: piece, mark: mark, leavesOutBlanks: place == 0 && isPrepended)
      }.joined()
    }
  }

  /// The byte that each character stands for.
  private static let byteOfCharacter: [UInt32: UInt8] = {
    var bytes: [UInt32: UInt8] = [:]
    for (byte, character) in ByteLevel.characters.enumerated() { bytes[character] = UInt8(byte) }
    return bytes
  }()

  /// The bytes of a piece; its own where one of its characters stands for no byte, as in added tokens.
  private static func bytes(of piece: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for scalar in piece.unicodeScalars {
      guard let byte = byteOfCharacter[scalar.value] else { return Array(piece.utf8) }
      bytes.append(byte)
    }
    return bytes
  }

  private static func text(of piece: String, mark: UInt32, leavesOutBlanks: Bool) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in piece.unicodeScalars {
      if scalar.value != mark {
        scalars.append(scalar)
      } else if !leavesOutBlanks {
        scalars.append(" ")
      }
    }
    return String(scalars)
  }
}

extension Tokenizer {
  /// How the vocabulary spells the text of its tokens.
  package var pieceSpelling: PieceSpelling {
    preTokenizer?.spelling ?? .plain(continuingPrefix: continuingPrefix)
  }
}

extension PreTokenizer {
  /// The spelling that a stage leads to; nil where it leaves texts as they are.
  fileprivate var spelling: PieceSpelling? {
    switch self {
    case .byteLevel: .byteLevel
    case .metaspace(let stage): .metaspace(stage.replacement, isPrepended: stage.prependScheme != .never)
    case .sequence(let stages): stages.lazy.compactMap(\.spelling).first
    case .bert, .blankWords, .classes, .japaneseCharacters, .normalized, .pattern, .wordRuns: nil
    }
  }
}
