import Files
import Foundation
import TestSupport
import Testing

/// Folders go with all that is in them, and nothing that they only link to.
@Suite struct FolderRemovalTests {
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
