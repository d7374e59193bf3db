/// A head's scores for one window: `[rows × width]`, row after row.
package struct Scores: Sendable {
  /// The scores of all rows.
  package var values: [Float]
  /// Scores a row.
  package var width: Int

  /// Scores of `values.count / width` rows.
  package init(values: [Float], width: Int) {
    self.values = values
    self.width = width
  }

  /// The number of rows.
  package var rowCount: Int { width == 0 ? 0 : values.count / width }

  /// The scores of one row, `[width]`.
  package subscript(row: Int) -> ArraySlice<Float> { values[row * width..<(row + 1) * width] }
}
