import Foundation
import Records
import Testing

/// A document of any size that is made while it is read: a corpus of novels.
struct CorpusSource: ByteSource {
  private let novel: [UInt8]
  private var left: Int
  private var phase = 0
  /// How many bytes were given out.
  let given = Counter()

  final class Counter: @unchecked Sendable { var count = 0 }

  init(copies: Int) {
    let text = XMLDocuments.novel
    let start = text.range(of: "<TEI ")?.lowerBound ?? text.startIndex
    let end = text.range(of: "</TEI>")?.upperBound ?? text.endIndex
    novel = Array(
      text[start..<end].replacing("&house;", with: "the house").replacing("&dash;", with: "-").utf8)
    left = copies
  }

  mutating func next() throws(RecordsError) -> [UInt8]? {
    var bytes: [UInt8] = []
    switch phase {
    case 0:
      bytes = Array("<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader/>\n".utf8)
      phase = 1
    case 1:
      while left > 0, bytes.count < 1 << 16 {
        bytes += novel
        left -= 1
      }
      if left == 0 { phase = 2 }
    case 2:
      bytes = Array("</teiCorpus>\n".utf8)
      phase = 3
    default: return nil
    }
    given.count += bytes.count
    return bytes
  }
}

@Suite struct XMLStreamTests {
  @Test func aCorpusStreams() throws {
    let source = CorpusSource(copies: 5000)
    let given = source.given
    var reader = try XMLRecordReader(
      source, file: 0, selection: FieldSelection(.textOrWords), policy: KeyPolicy(keys: []))
    let writer = XMLRecordWriter()
    var (records, written, held) = (0, 0, 0)
    while let item = try reader.next() {
      switch item {
      case .record(let record):
        records += 1
        written += try writer.render(record, []).count
      case .verbatim(let bytes): written += bytes.count
      case .header(let line): written += line.bytes.count
      case .reject(let reject): Issue.record("\(reject)")
      }
      held = max(held, given.count - written)
    }
    #expect(records == 13 * 5000)
    #expect(given.count > 6_000_000)
    // A chunk of the input and one of the output, and what is gained by shorter spellings.
    #expect(held < 1 << 18)
  }
}
