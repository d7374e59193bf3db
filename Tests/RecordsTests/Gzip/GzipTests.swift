import Records
import TestSupport
import Testing

struct GzipTests {
  private func gunzipped(_ bytes: [UInt8], chunk: Int = 1 << 16) throws(RecordsError) -> [UInt8] {
    var source = try GzipSource(MemorySource(bytes, chunk: chunk))
    var output: [UInt8] = []
    while let more = try source.next() {
      #expect(!more.isEmpty)
      output += more
    }
    return output
  }

  private func gzipped(_ pieces: [[UInt8]], endAfterEach: Bool = false) throws -> [UInt8] {
    let encoder = try GzipEncoder()
    var output: [UInt8] = []
    for piece in pieces {
      output += encoder.encode(piece)
      if endAfterEach { output += encoder.endMember() }
    }
    return output + (endAfterEach ? [] : encoder.endMember())
  }

  private func sample(_ count: Int) -> [UInt8] {
    var random = SeededRandom(seed: 3)
    return (0..<count).map {
      $0 % 5 == 0 ? UInt8.random(in: 0...255, using: &random) : UInt8($0 / 1000 & 0xFF)
    }
  }

  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 1_000_000])
  func whatWasPackedIsUnpacked(_ count: Int) throws {
    let bytes = sample(count)
    let packed = try gzipped([bytes])
    for chunk in [7, 1 << 16] { #expect(try gunzipped(packed, chunk: chunk) == bytes) }
    let zeros = [UInt8](repeating: 0, count: count)
    #expect(try gunzipped(try gzipped([zeros]), chunk: 100) == zeros)
  }

  @Test func manyPiecesMakeOneMemberAndManyMembersOneText() throws {
    let bytes = sample(200_000)
    let pieces = stride(from: 0, to: bytes.count, by: 3333).map {
      Array(bytes[$0..<min(bytes.count, $0 + 3333)])
    }
    #expect(try gunzipped(try gzipped(pieces)) == bytes)
    let members = try gzipped(pieces, endAfterEach: true)
    for chunk in [1, 1000, 1 << 20] { #expect(try gunzipped(members, chunk: chunk) == bytes) }
    #expect(try gunzipped(members + [UInt8](repeating: 0, count: 512)) == bytes)
  }

  @Test func sameBytesMakeTheSameFile() throws {
    #expect(try gzipped([sample(5000)]) == gzipped([sample(5000)]))
  }

  @Test func truncationIsAnErrorEverywhere() throws {
    let packed = try gzipped([sample(300)])
    for count in 1..<packed.count {
      #expect(throws: RecordsError.gzipTruncated) { try gunzipped(Array(packed[..<count])) }
    }
    #expect(try gunzipped([]).isEmpty)
  }

  @Test func bytesAfterTheLastMemberAreNoted() throws {
    let packed = try gzipped([sample(3000)])
    for rest in [[1, 2, 3], [0, 0, 1], [0x1F], [0x1F, 0x8C, 0]] as [[UInt8]] {
      for chunk in [1, 1 << 16] {
        let notes = ReadNotes()
        var source = try GzipSource(MemorySource(packed + rest, chunk: chunk), notes: notes)
        var output: [UInt8] = []
        while let more = try source.next() { output += more }
        #expect(output == sample(3000) && notes.notices == [.trailingBytes(.gzip)])
      }
    }
  }

  @Test func damageIsAnErrorNotACrash() throws {
    let bytes = sample(3000)
    let packed = try gzipped([bytes])
    #expect(throws: RecordsError.gzipCorrupt) { try gunzipped(Array("plain text".utf8)) }
    var random = SeededRandom(seed: 11)
    for _ in 0..<3000 {
      let broken = damaged(packed, spice: [0, 0x1F, 0x8B, 0xFF], random: &random)
      guard let output = try? gunzipped(broken, chunk: 777), output != bytes else { continue }
      // A header's name or time may change without harm, but never the text.
      Issue.record("other bytes without an error")
    }
  }

  @Test func whatIsGoodBeforeDamageComesOutWhateverTheChunks() throws {
    func read(_ bytes: [UInt8], chunk: Int) throws -> (output: [UInt8], error: RecordsError?) {
      var output: [UInt8] = []
      do throws(RecordsError) {
        var source = try GzipSource(MemorySource(bytes, chunk: chunk))
        while let more = try source.next() { output += more }
        return (output, nil)
      } catch {
        return (output, error)
      }
    }
    let packed = try gzipped([sample(3000)])
    var random = SeededRandom(seed: 12)
    var sum = 0
    for _ in 0..<500 {
      let broken = damaged(packed, spice: [0, 0x1F, 0x8B, 0xFF], random: &random)
      let whole = try read(broken, chunk: broken.count)
      for chunk in [1, 100] {
        let pieces = try read(broken, chunk: chunk)
        #expect(pieces.output == whole.output && pieces.error == whole.error)
      }
      if whole.error == .gzipCorrupt { sum += whole.output.count }
    }
    #expect(sum > 100_000)
  }

  @Test func bombsComeInSmallPieces() throws {
    let packed = try gzipped([[UInt8](repeating: 0x61, count: 20_000_000)])
    #expect(packed.count < 30_000)
    var source = try GzipSource(MemorySource(packed))
    var total = 0
    while let more = try source.next() {
      #expect(more.count <= 1 << 16)
      total += more.count
    }
    #expect(total == 20_000_000)
  }
}
