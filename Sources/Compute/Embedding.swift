import CKernels

/// The tables before an encoder's first layer: `norm(words[id] + types[type] + positions[place])`.
package final class Embedding: Sendable {
  /// Elements of a row.
  package let width: Int
  private let words: WordTable
  private let types: AlignedMemory?
  private let typeCount: Int
  private let positions: AlignedMemory?
  private let positionCount: Int
  private let norm: LayerNorm

  /// Creates an embedding from its tables, row by row; empty ones are left out of the sum.
  package init(words: WordTable, types: [Float], positions: [Float], norm: LayerNorm) {
    let width = norm.columns
    precondition(
      words.width == width && types.count % width == 0 && positions.count % width == 0, "tables fit")
    self.width = width
    self.words = words
    self.types = types.isEmpty ? nil : AlignedMemory(types)
    self.typeCount = types.count / width
    self.positions = positions.isEmpty ? nil : AlignedMemory(positions)
    self.positionCount = positions.count / width
    self.norm = norm
  }

  /// Fills `rows`, which it resizes, with a row a token. `types` and `places` are one a token, within their tables; they are
  /// not read where there is no table.
  package func look(
    up ids: Span<Int32>, types: Span<Int32>, places: Span<Int32>, into rows: inout Rows,
    workspace: inout Workspace
  ) {
    precondition(rows.columns == width, "rows fit their tables")
    check(ids, below: words.count)
    if self.types != nil { check(types, below: typeCount, count: ids.count) }
    if positions != nil { check(places, below: positionCount, count: ids.count) }
    rows.resize(to: ids.count)
    let row = workspace.row.bytes(width * 4).assumingMemoryBound(to: Float.self)
    var table = words.table
    var parameters = norm.parameters
    var target = rows.target(at: 0)
    ids.withUnsafeBufferPointer { ids in
      types.withUnsafeBufferPointer { types in
        places.withUnsafeBufferPointer { places in
          workspace.kernels.embed(
            Int64(ids.count), Int64(width), &table, ids.baseAddress, self.types?.bound(to: Float.self),
            types.baseAddress, positions?.bound(to: Float.self), places.baseAddress, &parameters, &target, row
          )
        }
      }
    }
    workspace.mark(.embedding)
  }

  /// Stops the program before a table is read beyond its end: whoever makes ids keeps them within.
  private func check(_ indices: Span<Int32>, below limit: Int, count: Int? = nil) {
    precondition(count.map { $0 == indices.count } ?? true, "every token has an index into every table")
    var largest: UInt32 = 0
    for i in indices.indices { largest = max(largest, UInt32(bitPattern: indices[i])) }
    precondition(indices.isEmpty || largest < limit, "an index lies within its table")
  }
}

/// A table of word vectors in the form that keeps what its file holds, or less where less is computed with.
package final class WordTable: Sendable {
  /// Number of words.
  package let count: Int
  /// Elements of a word's vector.
  package let width: Int
  private let values: AlignedMemory
  private let scales: AlignedMemory?
  private let form: Precision

  /// Keeps a table in 8 bits as it is. Floats stay floats in f32 and are rounded to bf16 otherwise.
  package init(_ weights: LinearWeights, count: Int, width: Int, precision: Precision, engine: Engine) {
    self.count = count
    self.width = width
    switch weights {
    case .quantized(let matrix):
      precondition(
        matrix.values.count == count * width && matrix.scales.count == count, "words fill their table")
      values = AlignedMemory(matrix.values)
      scales = AlignedMemory(matrix.scales)
      form = .int8
    case .floats(let floats):
      precondition(floats.count == count * width, "words fill their table")
      scales = nil
      if precision == .f32 {
        values = AlignedMemory(floats)
        form = .f32
      } else {
        let rounded = AlignedMemory(byteCount: count * width * 2)
        var target = bertrun_rows(
          f32: nil, bf16: rounded.bound(to: UInt16.self), u8: nil, scale: nil, zero: nil)
        floats.withUnsafeBufferPointer {
          engine.processor.kernels.narrow(Int64(count), Int64(width), $0.baseAddress, &target)
        }
        values = rounded
        form = .bf16
      }
    }
  }

  /// Bytes that the table takes.
  package var byteCount: Int { values.byteCount + (scales?.byteCount ?? 0) }

  var table: bertrun_table {
    bertrun_table(
      f32: form == .f32 ? values.bound(to: Float.self) : nil,
      bf16: form == .bf16 ? values.bound(to: UInt16.self) : nil,
      i8: form == .int8 ? values.bound(to: Int8.self) : nil, scale: scales?.bound(to: Float.self))
  }
}
