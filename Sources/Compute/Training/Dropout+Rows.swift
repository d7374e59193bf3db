import CKernels

extension Dropout {
  /// Dropout at one place of a model.
  package struct Site: Sendable {
    fileprivate let numbers: bertrun_dropout
  }

  /// The place called `number`, unless nothing is dropped at this rate. Heads of attention take a number each from there on.
  package func site(_ number: Int, rate: Float) -> Site? {
    let threshold = UInt32((rate * 65536).rounded())
    guard threshold > 0 else { return nil }
    return Site(
      numbers: bertrun_dropout(
        key: (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)),
        site: UInt32(number), example: 0, step: step, threshold: threshold,
        factor: 65536 / Float(65536 - threshold)))
  }
}

extension Dropout.Site {
  /// What the kernels read for one example.
  func numbers(of example: UInt32) -> bertrun_dropout {
    var numbers = numbers
    numbers.example = example
    return numbers
  }
}

extension Matrix {
  /// Drops elements of these rows: of `counts` rows of each sequence, at `places` in it where not all of its rows are given.
  /// Backward is the same with the gradients.
  package mutating func drop(
    at site: Dropout.Site?, counts: [Int32], places: [Int32]?, examples: Span<UInt32>,
    workspace: inout Workspace
  ) {
    guard let site else { return }
    precondition(examples.count == counts.count, "dropout needs a key for every sequence")
    var row = 0
    for (sequence, rows) in counts.lazy.map(Int.init).enumerated() {
      precondition(
        row + rows <= count && places.map { row + rows <= $0.count } ?? true, "rows are sequences'")
      var numbers = site.numbers(of: examples[sequence])
      let start = floats(at: row)
      if let places {
        places.withUnsafeBufferPointer { buffer in
          workspace.kernels.drop(
            Int64(rows), Int64(columns), buffer.baseAddress.map { $0 + row }, &numbers, start, start)
        }
      } else {
        workspace.kernels.drop(Int64(rows), Int64(columns), nil, &numbers, start, start)
      }
      row += rows
    }
  }

  /// Takes the floats of another matrix, of the same columns, in place of its own.
  package mutating func copy(_ other: borrowing Matrix) {
    precondition(other.columns == columns, "rows fit")
    resize(to: other.count)
    floats(at: 0).update(from: other.floats(at: 0), count: count * columns)
  }
}
