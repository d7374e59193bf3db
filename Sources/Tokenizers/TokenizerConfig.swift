import JSON

/// What `tokenizer_config.json` says beside the tokenizer itself; nil where it says nothing.
package struct TokenizerConfig: Sendable {
  /// Whether BERT's normaliser lowers case.
  package var lowercases: Bool?
  /// Whether it strips accents; `.some(nil)` where the file says `null`, which means: as it lowers case.
  package var stripsAccents: Bool??
  /// Whether it puts blanks around ideographs.
  package var isolatesIdeographs: Bool?
  /// Whether byte-level tokenizers put a blank before the text.
  package var addsPrefixSpace: Bool?
  /// Whether they leave blanks out of offsets.
  package var trimsOffsets: Bool?
  /// Whether ALBERT keeps accents.
  package var keepsAccents: Bool?
  /// Whether short inputs are filled up at their left side, which also turns a question and its context round.
  package var padsLeft: Bool?
  /// The longest input in tokens, specials included; nil also where the file means "no limit".
  package var modelMaximumLength: Int?
  /// The special tokens by their role, such as `cls_token`.
  package var specialTokens: [SpecialRole: AddedToken] = [:]
  /// The roles whose tokens were given with all their properties, not as a text alone.
  package var rolesWithProperties: Set<SpecialRole> = []
  /// Further special tokens.
  package var additionalSpecialTokens: [AddedToken] = []
  /// The added tokens with the ids they were saved with (`added_tokens_decoder`).
  package var addedTokens: [(id: Int32, token: AddedToken)] = []
  /// The class that wrote the file.
  package var tokenizerClass: String?

  /// The roles of special tokens.
  package enum SpecialRole: String, CaseIterable, Sendable {
    case begin = "bos_token"
    case end = "eos_token"
    case unknown = "unk_token"
    case separator = "sep_token"
    case padding = "pad_token"
    case classifier = "cls_token"
    case mask = "mask_token"
  }

  /// A configuration that says nothing.
  package init() {}

  /// Reads `tokenizer_config.json`, or `special_tokens_map.json`, which holds a part of the same.
  package init(json: [UInt8], file: String = "tokenizer_config.json") throws(TokenizerError) {
    try self.init(StageReader(try .parsing(json, file: file), path: ""))
  }

  private init(_ reader: StageReader) throws(TokenizerError) {
    lowercases = try reader.optionalBool("do_lower_case")
    if reader.object["strip_accents"] != nil {
      stripsAccents = .some(try reader.optionalBool("strip_accents"))
    }
    isolatesIdeographs = try reader.optionalBool("tokenize_chinese_chars")
    addsPrefixSpace = try reader.optionalBool("add_prefix_space")
    trimsOffsets = try reader.optionalBool("trim_offsets")
    keepsAccents = try reader.optionalBool("keep_accents")
    if let side = try reader.optionalString("padding_side") { padsLeft = side == "left" }
    tokenizerClass = try reader.optionalString("tokenizer_class")
    if let value = reader.value("model_max_length") {
      guard let length = value.double else {
        throw .wrongType(path: reader.path(of: "model_max_length"), expected: .number)
      }
      // transformers writes 1e30 where it knows no limit.
      if length >= 1, length < 1e9 { modelMaximumLength = Int(length) }
    }
    for role in SpecialRole.allCases {
      if let value = reader.value(role.rawValue) {
        specialTokens[role] = try Self.token(value, path: reader.path(of: role.rawValue))
        if value.string == nil { rolesWithProperties.insert(role) }
      }
    }
    if let value = reader.value("additional_special_tokens") {
      guard let list = value.array else {
        throw .wrongType(path: reader.path(of: "additional_special_tokens"), expected: .array)
      }
      for (index, entry) in list.enumerated() {
        additionalSpecialTokens.append(
          try Self.token(entry, path: "\(reader.path(of: "additional_special_tokens"))[\(index)]"))
      }
    }
    if reader.value("added_tokens_decoder") != nil {
      let decoder = try reader.child("added_tokens_decoder")
      for (key, value) in decoder.object.members {
        guard let id = Int32(key), id >= 0 else {
          throw .idOutOfRange(path: decoder.path, token: "", id: key)
        }
        addedTokens.append((id, try AddedToken(StageReader(value, path: decoder.path(of: key)))))
      }
      addedTokens.sort { $0.id < $1.id }
    }
  }

  /// A token given by its text alone or as an object.
  private static func token(_ value: JSONValue, path: String) throws(TokenizerError) -> AddedToken {
    if let content = value.string {
      return AddedToken(content: content, isNormalized: false, isSpecial: true)
    }
    var token = try AddedToken(StageReader(value, path: path))
    token.isSpecial = true
    return token
  }
}
