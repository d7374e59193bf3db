import Foundation
import Tasks
import TestSupport
import Testing

/// The treebanks beside the checkout.
private let treebanks = Repository.data.appending(path: "ud")

private func treebankIsThere(_ name: String) -> Bool { Repository.hasData("ud/\(name)") }

@Suite struct EnglishWordsConformanceTests {
  /// The share of words that both sides have at the same place, as F1.
  @Test(
    .enabled("needs ../shared/data/ud") { treebankIsThere("en_ewt-ud-test.conllu") },
    arguments: ["en_ewt-ud-dev.conllu", "en_ewt-ud-test.conllu"])
  func wordsAreThoseOfTheTreebank(name: String) throws {
    var both = 0
    var gold = 0
    var found = 0
    for sentence in try sentences(of: name) {
      let bytes = Array(sentence.text.utf8)
      let expected = Set(goldRanges(bytes, sentence.words))
      let ranges = EnglishWords.ranges(in: bytes.span)
      both += ranges.count { expected.contains($0) }
      gold += expected.count
      found += ranges.count
    }
    let score = 2 * Double(both) / Double(gold + found)
    #expect(score > 0.992, "\(name): \(score)")
  }

  @Test(
    .enabled("needs ../shared/data/ud") { treebankIsThere("zh_gsd-ud-dev.conllu") },
    arguments: ["de_gsd-ud-test.conllu", "zh_gsd-ud-dev.conllu"])
  func wordsOfOtherLanguagesCoverTheText(name: String) throws {
    for sentence in try sentences(of: name) {
      let bytes = Array(sentence.text.utf8)
      let joined = EnglishWords.ranges(in: bytes.span).flatMap { bytes[$0] }
      let wanted = sentence.text.unicodeScalars
        .filter { !$0.properties.isWhitespace && $0 != "\u{200B}" && $0 != "\u{FEFF}" }
      #expect(joined == Array(String(String.UnicodeScalarView(wanted)).utf8))
    }
  }

  /// Texts with their words; a multiword token stands as its words where these join to its form.
  private func sentences(of name: String) throws -> [(text: String, words: [String])] {
    let file = try String(contentsOf: treebanks.appending(path: name), encoding: .utf8)
    var result: [(text: String, words: [String])] = []
    var text = ""
    var words: [String] = []
    var pending: (last: Int, form: String, parts: [String])?
    func flush() {
      guard let token = pending else { return }
      words += token.parts.joined() == token.form ? token.parts : [token.form]
      pending = nil
    }
    for line in file.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("# text = ") {
        text = String(line.dropFirst(9))
      } else if line.isEmpty {
        flush()
        if !words.isEmpty { result.append((text, words)) }
        words = []
      } else if !line.hasPrefix("#") {
        let columns = line.split(separator: "\t")
        let identifier = columns[0].split(separator: "-")
        if identifier.count == 2, let last = Int(identifier[1]) {
          flush()
          pending = (last, String(columns[1]), [])
        } else if let number = Int(columns[0]) {
          if let token = pending, number <= token.last {
            pending?.parts.append(String(columns[1]))
          } else {
            flush()
            words.append(String(columns[1]))
          }
        }
      }
    }
    return result
  }

  private func goldRanges(_ bytes: [UInt8], _ words: [String]) -> [Range<Int>] {
    var position = 0
    return words.map { word in
      let form = Array(word.utf8)
      while position + form.count <= bytes.count, !bytes[position...].starts(with: form) { position += 1 }
      defer { position += form.count }
      return position..<position + form.count
    }
  }
}
