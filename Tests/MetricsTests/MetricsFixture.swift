import Foundation
import TestSupport
import Testing

/// What the field's scorers said about recorded cases.
func metricsFixture<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
  try JSONDecoder().decode(
    type, from: Data(contentsOf: Repository.fixtures("MetricsTests").appending(path: name)))
}

/// Expects two figures to be equal but for rounding.
func expectClose(
  _ found: Double, _ expected: Double, _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(isClose(found, expected, within: 1e-9), comment, sourceLocation: sourceLocation)
}
