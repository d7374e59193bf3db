import Foundation
import JSON
import TestSupport

/// The texts that tokenizers are compared over; `Fixtures/corpora.py` reads the same ones the same way.
enum Corpora {
  /// Where the tests' own files lie.
  static let fixtures = Repository.fixtures("TokenizersTests")

  /// The public corpora beside the repository; they are no part of it.
  static let data = Repository.data

  /// Whether the corpora are there.
  static let areThere = Repository.hasData("ud")

  static func bytes(of url: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: url)) }

  /// The lines of a file, split at line feeds alone.
  static func lines(_ url: URL) throws -> [String] {
    try bytes(of: url).split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  static func texts(_ corpus: String, tokenizer: URL) throws -> [String] {
    switch corpus {
    case "ud": try ud()
    case "valid": try lines(data.appending(path: "text/enwiki-valid.txt"))
    case "train": Array(try lines(data.appending(path: "text/enwiki-train.txt")).prefix(40_000))
    case "unicode": try unicode()
    case "scalars": scalars()
    case "added": try added(tokenizer)
    default: []
    }
  }

  private static func ud() throws -> [String] {
    let mark = Array("# text = ".utf8)
    let names = ["de_gsd-ud-test", "en_ewt-ud-dev", "en_ewt-ud-test", "en_ewt-ud-train", "zh_gsd-ud-dev"]
    return try names.flatMap { name in
      try bytes(of: data.appending(path: "ud/\(name).conllu")).split(separator: 0x0A).filter {
        $0.starts(with: mark)
      }
      .map { String(decoding: $0.dropFirst(mark.count), as: UTF8.self) }
    }
  }

  /// The text of hexadecimal code points between blanks; nil where one is a surrogate.
  private static func decoded(_ codes: Substring) -> String? {
    var text = String.UnicodeScalarView()
    for code in codes.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
      guard let number = UInt32(code, radix: 16), let scalar = Unicode.Scalar(number) else { return nil }
      text.append(scalar)
    }
    return String(text)
  }

  private static func unicode() throws -> [String] {
    let folder = data.appending(path: "unicode")
    var texts: [String] = []
    func rows(_ name: String) throws -> [Substring] {
      try lines(folder.appending(path: name)).map { $0.prefix { $0 != "#" } }
    }
    for name in ["GraphemeBreakTest", "WordBreakTest", "SentenceBreakTest"] {
      for row in try rows("\(name)-12.0.txt") {
        let codes = row.replacing("÷", with: " ").replacing("×", with: " ")
        if codes.contains(where: \.isHexDigit), let text = decoded(codes[...]) { texts.append(text) }
      }
    }
    for row in try rows("NormalizationTest-12.0.txt") where row.contains(";") {
      texts += row.split(separator: ";").prefix(5).compactMap(decoded)
    }
    for row in try rows("emoji-test-16.0.txt") where row.contains(";") {
      texts += row.split(separator: ";").prefix(1).compactMap(decoded)
    }
    texts += try lines(folder.appending(path: "blns/blns.txt"))
    texts +=
      try JSONValue.parse(try bytes(of: folder.appending(path: "blns/blns.json"))).array?
      .compactMap(\.string) ?? []
    return texts
  }

  private static func scalars() -> [String] {
    (UInt32(0)..<0x110000).compactMap(Unicode.Scalar.init).map { "a\($0)b" }
  }

  /// Lines with added tokens strewn in, with and without blanks around them.
  private static func added(_ tokenizer: URL) throws -> [String] {
    let entries = try JSONValue.parse(try bytes(of: tokenizer))["added_tokens"]?.array ?? []
    let tokens = entries.compactMap { $0["content"]?.string }
    let before = ["", " ", "  ", "\u{3000}"]
    let after = ["", " ", "\t"]
    return try lines(data.appending(path: "text/enwiki-valid.txt")).enumerated().map { i, line in
      var text = ""
      for (j, word) in line.utf8.split(separator: 0x20, omittingEmptySubsequences: false).enumerated() {
        text += String(decoding: word, as: UTF8.self)
        if (i + j) % 5 == 0 {
          text += before[(i + j) / 5 % 4] + tokens[(i * 7 + j) % tokens.count] + after[(i * 3 + j) % 3]
        } else {
          text += " "
        }
      }
      return text
    }
  }
}
