import Encoders

/// One sequence for one of several encoders, and what each of its heads reads of it.
package struct SharedWindow: Sendable, Hashable {
  /// Token ids, `[tokens]`.
  package var ids: [Int32]
  /// Token types, `[tokens]`.
  package var typeIDs: [Int32]
  /// The number of the model that computes it.
  package var model: Int
  /// The heads that read it, and the rows that each of them wants.
  package var readers: [Reader]

  /// A head and its rows.
  package struct Reader: Sendable, Hashable {
    /// The head's number in its model.
    package var head: Int
    /// The tokens that it reads, in the order in which scores come back.
    package var rows: RowSelection
  }

  /// A window that one head of one model reads.
  package init(_ window: Window, model: Int = 0, head: Int = 0) {
    ids = window.ids
    typeIDs = window.typeIDs
    self.model = model
    readers = [Reader(head: head, rows: window.rows)]
  }
}
