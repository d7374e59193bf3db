import Encoders

/// One sequence for the encoder: model tokens, specials included, and the rows that the heads read.
package struct Window: Sendable {
  /// Token ids, `[tokens]`.
  package var ids: [Int32]
  /// Token types, `[tokens]`.
  package var typeIDs: [Int32]
  /// The tokens whose hidden states are wanted, in the order in which scores come back.
  package var rows: RowSelection

  /// A sequence and the rows wanted of it.
  package init(ids: [Int32], typeIDs: [Int32], rows: RowSelection) {
    self.ids = ids
    self.typeIDs = typeIDs
    self.rows = rows
  }

  /// The number of rows that scores come back for.
  package var rowCount: Int { rows.count(of: ids.count) }
}
