import Records

/// One sequence for the encoder: model tokens, specials included, and the rows that the heads read.
package struct Window: Sendable {
  /// Token ids, `[tokens]`.
  package var ids: [Int32]
  /// Token types, `[tokens]`.
  package var typeIDs: [Int32]
  /// The tokens whose hidden states are wanted, in the order in which scores come back.
  package var rows: Rows

  /// A selection of a window's tokens.
  package enum Rows: Sendable, Equatable {
    /// Every token.
    case all
    /// Token 0.
    case first
    /// These tokens, ascending.
    case some([Int32])
  }

  /// A sequence and the rows wanted of it.
  package init(ids: [Int32], typeIDs: [Int32], rows: Rows) {
    self.ids = ids
    self.typeIDs = typeIDs
    self.rows = rows
  }

  /// The number of rows that scores come back for.
  package var rowCount: Int {
    switch rows {
    case .all: ids.count
    case .first: min(1, ids.count)
    case .some(let rows): rows.count
    }
  }
}

/// One sequence for one of several encoders, and what each of its heads reads of it.
package struct SharedWindow: Sendable {
  /// Token ids, `[tokens]`.
  package var ids: [Int32]
  /// Token types, `[tokens]`.
  package var typeIDs: [Int32]
  /// The number of the model that computes it.
  package var model: Int
  /// The heads that read it, and the rows that each of them wants.
  package var readers: [Reader]

  /// A head and its rows.
  package struct Reader: Sendable, Equatable {
    /// The head's number in its model.
    package var head: Int
    /// The tokens that it reads, in the order in which scores come back.
    package var rows: Window.Rows
  }

  /// A window that one head of one model reads.
  package init(_ window: Window, model: Int = 0, head: Int = 0) {
    ids = window.ids
    typeIDs = window.typeIDs
    self.model = model
    readers = [Reader(head: head, rows: window.rows)]
  }
}

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

/// What a record became: windows for the encoder, and the way back from their scores.
package struct PreparedRecord: Sendable {
  /// The windows, in the order in which `decode` wants their scores.
  package var windows: [Window]
  /// Makes the annotation from the scores of every window.
  package var decode: @Sendable (_ scores: [Scores]) -> Annotation

  /// Windows and the way back from their scores.
  package init(windows: [Window], decode: @escaping @Sendable (_ scores: [Scores]) -> Annotation) {
    self.windows = windows
    self.decode = decode
  }
}

/// A task makes windows of a record's fields and an annotation of the windows' scores.
package protocol AnnotationTask: Sendable {
  /// Cuts the fields into windows; throws why this record cannot be annotated.
  func prepare(_ fields: Fields) throws(Reject.Reason) -> PreparedRecord
}
