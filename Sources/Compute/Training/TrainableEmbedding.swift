import CKernels

/// Tables that are summed before the first norm, `words[id] + types[type] + positions[place]`, and that, with their gradients,
/// lie in arrays at known places.
package struct TrainableEmbedding: Sendable {
  private let width: Int
  private let words: Range<Int>
  private let types: Range<Int>?
  private let positions: Range<Int>?

  /// Tables of rows of `width` numbers. Positions begin at the row that place 0 takes.
  package init(width: Int, words: Range<Int>, types: Range<Int>?, positions: Range<Int>?) {
    self.width = width
    self.words = words
    self.types = types
    self.positions = positions
  }

  /// Fills `rows`, which it resizes, with a sum a token.
  package func forward(
    ids: [Int32], types typeIDs: [Int32], places: [Int32], parameters: Span<Float>, into rows: inout Matrix,
    workspace: inout Workspace
  ) {
    check(ids, types: typeIDs, places: places)
    rows.resize(to: ids.count)
    workspace.kernels.sum_tables(
      Int64(ids.count), Int64(width), parameters.start(of: words), ids,
      types.map { parameters.start(of: $0) }, typeIDs, positions.map { parameters.start(of: $0) }, places,
      rows.floats(at: 0))
  }

  /// Adds the rows of `d` to the gradients of the tables' rows that they were summed of.
  package func backward(
    _ d: borrowing Matrix, ids: [Int32], types typeIDs: [Int32], places: [Int32],
    into gradients: inout MutableSpan<Float>, workspace: inout Workspace
  ) {
    check(ids, types: typeIDs, places: places)
    precondition(d.count == ids.count && d.columns == width, "rows are those of forward")
    let (count, width) = (Int64(d.count), Int64(width))
    let add = workspace.kernels.add_to_rows
    add?(count, width, d.floats(at: 0), ids, gradients.start(of: words))
    if let types { add?(count, width, d.floats(at: 0), typeIDs, gradients.start(of: types)) }
    if let positions { add?(count, width, d.floats(at: 0), places, gradients.start(of: positions)) }
  }

  /// Stops the program before a table is read beyond its end: the caller keeps indices within.
  private func check(_ ids: [Int32], types typeIDs: [Int32], places: [Int32]) {
    func check(_ indices: [Int32], _ table: Range<Int>?) {
      guard let table else { return }
      let limit = table.count / width
      precondition(
        indices.count == ids.count && indices.allSatisfy { $0 >= 0 && $0 < limit },
        "a token has an index into every table")
    }
    check(ids, words)
    check(typeIDs, types)
    check(places, positions)
  }
}

extension Matrix {
  /// Adds the rows of another, in order, to this one's rows at `indices`.
  package mutating func add(_ other: borrowing Matrix, at indices: [Int32], workspace: inout Workspace) {
    precondition(
      other.columns == columns && other.count == indices.count, "rows fit those that they are added to")
    precondition(indices.allSatisfy { $0 >= 0 && $0 < count }, "a row that is added to exists")
    workspace.kernels.add_to_rows(
      Int64(other.count), Int64(columns), other.floats(at: 0), indices, floats(at: 0))
  }

  /// Sets all elements to zero.
  package mutating func clear() {
    floats(at: 0).update(repeating: 0, count: count * columns)
  }
}
