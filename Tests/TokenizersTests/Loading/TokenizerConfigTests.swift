import Testing
import Tokenizers

@Suite("tokenizer_config.json")
struct TokenizerConfigTests {
  private func config(_ json: String) throws -> TokenizerConfig {
    try TokenizerConfig(json: Array(json.utf8))
  }

  @Test("the longest input is model_max_length, else max_len of older files")
  func maximumLength() throws {
    #expect(try config(#"{"max_len":512}"#).modelMaximumLength == 512)
    #expect(try config(#"{"max_len":512,"model_max_length":100}"#).modelMaximumLength == 100)
    #expect(try config(#"{"model_max_length":1000000000000000019884624838656}"#).modelMaximumLength == nil)
    #expect(throws: TokenizerError.wrongType(path: "max_len", expected: .number)) {
      try config(#"{"max_len":"512"}"#)
    }
  }

  @Test("further special tokens are a list, an object, or keys of their own")
  func furtherTokens() throws {
    func contents(_ json: String) throws -> [String] {
      try config(json).additionalSpecialTokens.map(\.content)
    }
    #expect(try contents(#"{"extra_special_tokens":["<a>",{"content":"<b>"}]}"#) == ["<a>", "<b>"])
    #expect(
      try contents(#"{"extra_special_tokens":{"image_token":"<img>","ent":"<ent>"}}"#) == ["<img>", "<ent>"])
    #expect(try contents(#"{"additional_special_tokens":["<a>"]}"#) == ["<a>"])
    #expect(
      try contents(#"{"extra_special_tokens":{},"additional_special_tokens":["<a>"]}"#) == ["<a>"])
    #expect(
      try contents(#"{"extra_special_tokens":["<b>"],"additional_special_tokens":["<a>"]}"#) == ["<b>"])
    #expect(
      try contents(#"{"image_token":"<img>","mask_token":"<mask>","add_bos_token":true}"#) == ["<img>"])
    #expect(throws: TokenizerError.wrongType(path: "extra_special_tokens", expected: .arrayOrObject)) {
      try config(#"{"extra_special_tokens":"<a>"}"#)
    }
  }
}
