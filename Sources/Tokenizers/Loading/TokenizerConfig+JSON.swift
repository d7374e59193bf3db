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
