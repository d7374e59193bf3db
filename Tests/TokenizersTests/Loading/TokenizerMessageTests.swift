import Testing
import Tokenizers

/// Why a tokenizer cannot be used, by the exact text.
@Suite struct TokenizerMessageTests {
  @Test func aTokenizerSaysWhichStageIsWrong() {
    #expect(
      TokenizerError.unsupported(path: "normalizer.normalizers[1]", kind: "Rot13").message
        == "tokenizer: 'normalizer.normalizers[1]' is 'Rot13', which bertrun does not support")
    #expect(TokenizerError.missing(path: "model.vocab").message == "tokenizer: 'model.vocab' is missing")
    #expect(
      TokenizerError.unknownClass("KoBERTTokenizer").message
        == "the tokenizer class 'KoBERTTokenizer' is not supported by bertrun: a tokenizer.json is needed")
    #expect(TokenizerError.unknownClass("KoBERTTokenizer").status == .badConfiguration)
    #expect(
      TokenizerError.missingWordTokenizer(className: "BertJapaneseTokenizer", wordTokenizer: "mecab").message
        == "the tokenizer class 'BertJapaneseTokenizer' cuts words with 'mecab', which bertrun does not include: give the records an array 'tokens' of their words, or the folder a tokenizer.json"
    )
  }
}
