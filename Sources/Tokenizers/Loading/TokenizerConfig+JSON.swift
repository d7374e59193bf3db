import JSON

extension TokenizerConfig {
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
    wordTokenizer = try reader.optionalString("word_tokenizer_type")
    subwordTokenizer = try reader.optionalString("subword_tokenizer_type")
    normalizesTweets = try reader.optionalBool("normalization")
    // Older files write `max_len`.
    let lengthKey = reader.value("model_max_length") == nil ? "max_len" : "model_max_length"
    if let value = reader.value(lengthKey) {
      guard let length = value.double else {
        throw .wrongType(path: reader.path(of: lengthKey), expected: .number)
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
    additionalSpecialTokens = try Self.furtherTokens(reader)
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

  /// The special tokens beside those of the roles, as transformers 5 reads them: those of keys of their own (`image_token`),
  /// then `extra_special_tokens`, a list or an object of named tokens, and where that is empty the older
  /// `additional_special_tokens`.
  private static func furtherTokens(_ reader: StageReader) throws(TokenizerError) -> [AddedToken] {
    var tokens: [AddedToken] = []
    for (key, value) in reader.object.members where key.hasSuffix("_token") {
      guard SpecialRole(rawValue: key) == nil, value.string != nil || value.object != nil else { continue }
      tokens.append(try token(value, path: reader.path(of: key)))
    }
    for key in ["extra_special_tokens", "additional_special_tokens"] {
      guard let value = reader.value(key) else { continue }
      let path = reader.path(of: key)
      var values: [JSONValue] = []
      if let list = value.array {
        values = list
      } else if let object = value.object {
        values = object.members.map(\.value)
      } else {
        throw .wrongType(path: path, expected: .arrayOrObject)
      }
      for (index, entry) in values.enumerated() { tokens.append(try token(entry, path: "\(path)[\(index)]")) }
      if !values.isEmpty { break }
    }
    return tokens
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
