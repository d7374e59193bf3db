import Files
import Foundation
import TestSupport
import Testing

/// Sums equal the standard's own examples (FIPS 180-4, https://csrc.nist.gov/projects/cryptographic-standards-and-guidelines/example-values).
struct SHA256Tests {
  private func sum(_ text: String, chunk: Int = .max) -> String {
    var sum = SHA256()
    let bytes = Array(text.utf8)
    var place = 0
    while place < bytes.count {
      let end = place + min(chunk, bytes.count - place)
      sum.update(Array(bytes[place..<end]))
      place = end
    }
    return sum.finish()
  }

  @Test func examples() {
    #expect(sum("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(sum("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let long = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
    #expect(sum(long) == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(sum(long, chunk: 7) == sum(long))
  }

  @Test func aFolderIsRemovedWithAllThatIsInIt() throws {
    let scratch = try TestSupport.Scratch()
    try scratch.file("keep/file", "x")
    try scratch.file("gone/deep/file", "y")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("gone/link"), withDestinationPath: scratch.path("keep"))
    try Path(scratch.path("gone")).removeFolder()
    try Path(scratch.path("missing")).removeFolder()
    #expect(scratch.names == ["keep"] && scratch.text("keep/file") == "x")
  }
}
