/// What a model file of sentencepiece holds that a tokenizer needs (`sentencepiece_model.proto`).
struct SentencePieceModel {
  /// A token of the model.
  struct Piece {
    var text = ""
    var score: Float = 0
    var kind = Kind.normal
  }

  /// What a piece is for; others are of no account here.
  enum Kind: UInt64 {
    case normal = 1
    case unknown = 2
    case control = 3
    case userDefined = 4
    case unused = 5
    case byte = 6
  }

  private(set) var pieces: [Piece] = []
  private(set) var unknown = 0
  private(set) var characterMap: [UInt8] = []
  /// 1 is a unigram model, 2 byte-pair encoding.
  private var modelType: UInt64 = 1

  private static let file = "sentencepiece model"

  init(_ bytes: [UInt8]) throws(TokenizerError) {
    var reader = ProtobufReader(bytes, file: Self.file)
    while let field = try reader.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let range)):
        pieces.append(try Self.piece(ProtobufReader(bytes, range, file: Self.file)))
      case (2, .bytes(let range)): try readTrainer(ProtobufReader(bytes, range, file: Self.file))
      case (3, .bytes(let range)): try readNormalizer(ProtobufReader(bytes, range, file: Self.file), bytes)
      case (1...3, _):
        throw .malformed(
          file: Self.file, detail: .unexpectedField(number: field.number, offset: field.offset))
      default: break
      }
    }
    guard modelType == 1 else {
      throw .unsupported(path: "\(Self.file).trainer_spec.model_type", kind: "\(modelType)")
    }
    guard !pieces.isEmpty else { throw .missing(path: "\(Self.file).pieces") }
  }

  private static func piece(_ fields: ProtobufReader) throws(TokenizerError) -> Piece {
    var fields = fields
    var piece = Piece()
    while let field = try fields.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let range)): piece.text = try fields.text(range)
      case (2, .fixed32(let bits)): piece.score = Float(bitPattern: bits)
      case (3, .integer(let kind)): piece.kind = Kind(rawValue: kind) ?? .normal
      case (1...3, _):
        throw .malformed(file: file, detail: .unexpectedField(number: field.number, offset: field.offset))
      default: break
      }
    }
    return piece
  }

  private mutating func readTrainer(_ fields: ProtobufReader) throws(TokenizerError) {
    var fields = fields
    while let field = try fields.next() {
      switch (field.number, field.value) {
      case (3, .integer(let value)): modelType = value
      case (40, .integer(let value)): unknown = Int(truncatingIfNeeded: value)
      default: break
      }
    }
  }

  private mutating func readNormalizer(_ fields: ProtobufReader, _ bytes: [UInt8]) throws(TokenizerError) {
    var fields = fields
    while let field = try fields.next() {
      if field.number == 2, case .bytes(let range) = field.value { characterMap = Array(bytes[range]) }
    }
  }
}
