extension AddedToken {
  /// Reads an entry of `added_tokens`.
  init(_ reader: StageReader) throws(TokenizerError) {
    content = try reader.string("content")
    isSpecial = try reader.bool("special", default: false)
    isSingleWord = try reader.bool("single_word", default: false)
    stripsLeft = try reader.bool("lstrip", default: false)
    stripsRight = try reader.bool("rstrip", default: false)
    isNormalized = try reader.bool("normalized", default: !isSpecial)
  }
}
