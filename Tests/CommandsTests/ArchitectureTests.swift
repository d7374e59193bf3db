import Foundation
import TestSupport
import Testing

/// The picture of the house against the house.
@Suite struct ArchitectureTests {
  @Test func thePictureHasTheRoomsOfThePackage() throws {
    let root = Repository.root
    let text = try String(contentsOf: root.appendingPathComponent("ARCHITECTURE.md"), encoding: .utf8)
    let rows = text.split(separator: "\n").filter {
      $0.hasPrefix("| ") && $0.dropFirst(2).first?.isNumber == true
    }
    let pictured = rows.flatMap { row in
      row.split(separator: "|")[1].split(separator: "`").filter { $0.first?.isLetter == true }.map(
        String.init)
    }
    let sources = root.appendingPathComponent("Sources").path
    let rooms = try FileManager.default.contentsOfDirectory(atPath: sources).sorted()
    #expect(!rooms.isEmpty && pictured.sorted() == rooms)
  }
}
