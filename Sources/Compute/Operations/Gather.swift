extension Matrix {
  /// Fills this matrix, which it resizes, with the rows of another at `indices`, in order and in all of this one's forms,
  /// which the other has too.
  package mutating func gather(_ indices: Span<Int32>, of other: borrowing Matrix) {
    precondition(
      columns == other.columns && other.forms.isSuperset(of: forms), "rows fit those that they are taken of")
    resize(to: indices.count)
    for row in indices.indices {
      let source = Int(indices[row])
      precondition(source >= 0 && source < other.count, "a gathered row lies within the matrix")
      for precision in Precision.allCases where forms.contains(.factor(of: precision)) {
        let target = UnsafeMutableRawPointer(mutating: values(of: precision, at: row))
        target.copyMemory(
          from: other.values(of: precision, at: source), byteCount: columns * precision.factorBytes)
      }
      if let scales = scales(at: row), let zeros = zeros(at: row) {
        scales.pointee = other.scales(at: source)?.pointee ?? 0
        zeros.pointee = other.zeros(at: source)?.pointee ?? 0
      }
    }
  }
}
