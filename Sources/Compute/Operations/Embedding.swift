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

  /// Fills `rows`, which it resizes, with one row per token. `types` and `places` have one index per token, within
  /// their tables; they are not read where there is no table.
  package func look(
    up ids: [Int32], types: [Int32], places: [Int32], into rows: inout Matrix,
    workspace: inout Workspace
  ) {
    precondition(rows.columns == width, "rows fit their tables")
    check(ids, below: words.count)
    if self.types != nil { check(types, below: typeCount, count: ids.count) }
    if positions != nil { check(places, below: positionCount, count: ids.count) }
    rows.resize(to: ids.count)
    let row = workspace.row(width)
    var parameters = norm.parameters
    var target = rows.target(at: 0)
    words.withTable { table in
      workspace.kernels.embed(
        Int64(ids.count), Int64(width), table, ids, self.types?.bound(to: Float.self), types,
        positions?.bound(to: Float.self), places, &parameters, &target, row)
    }
    workspace.mark(.embedding)
  }

  /// Stops the program before a table is read beyond its end: the caller keeps ids within.
  private func check(_ indices: [Int32], below limit: Int, count: Int? = nil) {
    precondition(count.map { $0 == indices.count } ?? true, "every token has an index into every table")
    var largest: UInt32 = 0
    for index in indices { largest = max(largest, UInt32(bitPattern: index)) }
    precondition(indices.isEmpty || largest < limit, "an index lies within its table")
  }
}
