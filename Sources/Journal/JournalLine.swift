/// One line of a journal: words, then a checksum that also covers the lines before, so that a line neither torn nor
/// from elsewhere is taken for a whole one.
struct JournalLine {
  /// The words, as they were before they were escaped.
  let words: [String]
  /// The checksum, which the next line builds on.
  let chain: String

  /// The bytes of a line after the line with the given checksum, and its own checksum.
  static func bytes(of words: [String], after chain: String) -> (bytes: [UInt8], chain: String) {
    let text = words.map(escaped).joined(separator: " ")
    let chain = checksum(text, after: chain)
    return (Array("\(text) \(chain)\n".utf8), chain)
  }

  /// Reads a line without its line feed; nil unless it is whole.
  init?(_ bytes: ArraySlice<UInt8>, after chain: String) {
    guard let blank = bytes.lastIndex(of: UInt8(ascii: " ")) else { return nil }
    let text = String(decoding: bytes[..<blank], as: UTF8.self)
    self.chain = Self.checksum(text, after: chain)
    guard bytes[(blank + 1)...].elementsEqual(self.chain.utf8) else { return nil }
    var words: [String] = []
    for word in bytes[..<blank].split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false) {
      guard let word = Self.unescaped(word) else { return nil }
      words.append(word)
    }
    self.words = words
  }

  private static func checksum(_ text: String, after chain: String) -> String {
    String(Fingerprint(of: Array("\(chain) \(text)".utf8)).description.prefix(16))
  }

  /// Blanks, control characters and `%` as `%XX`.
  private static func escaped(_ word: String) -> String {
    var bytes: [UInt8] = []
    for byte in word.utf8 {
      if byte <= 0x20 || byte == 0x7F || byte == UInt8(ascii: "%") {
        let digits = String(byte, radix: 16)
        bytes += Array("%\(digits.count == 1 ? "0" : "")\(digits)".utf8)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func unescaped(_ word: ArraySlice<UInt8>) -> String? {
    var bytes: [UInt8] = []
    var rest = word
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
        else {
          return nil
        }
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
