import Foundation
import Testing

/// What the field's scorers said about recorded cases.
func metricsFixture<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
  let file = URL(filePath: #filePath).appending(path: "../Fixtures/\(name)").standardizedFileURL
  return try JSONDecoder().decode(type, from: Data(contentsOf: file))
}

/// Expects two figures to be equal but for rounding.
func expectClose(
  _ found: Double, _ expected: Double, _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(abs(found - expected) <= 1e-9, comment, sourceLocation: sourceLocation)
}

/// Whether two strings are the same bytes; Swift's `==` takes composed and decomposed letters for equal.
func sameBytes(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }
