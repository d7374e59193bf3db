import CKernels

/// A matrix of activations, row by row, in one or several forms, with room that is reused from batch to batch.
///
/// Behind the last row stand zeros up to the end of a tile, so that a product may read whole tiles.
package struct Matrix: ~Copyable {
  /// In what the same numbers are held.
  package struct Forms: OptionSet, Sendable {
    /// A bit a form.
    package let rawValue: UInt8
    /// The forms of these bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// 32-bit floats.
    package static let f32 = Forms(rawValue: 1)
    /// 16-bit floats.
    package static let bf16 = Forms(rawValue: 2)
    /// Bytes with a scale and a zero a row.
    package static let u8 = Forms(rawValue: 4)

    /// The form that a product of this precision reads.
    package static func factor(of precision: Precision) -> Forms {
      switch precision {
      case .f32: .f32
      case .bf16: .bf16
      case .int8: .u8
      }
    }
  }

  /// Elements of a row.
  package let columns: Int
  /// The forms that are filled.
  package let forms: Forms
  /// Rows in use.
  package private(set) var count = 0

  private var capacity = 0
  private var f32: AlignedMemory?
  private var bf16: AlignedMemory?
  private var u8: AlignedMemory?
  private var scale: AlignedMemory?
  private var zero: AlignedMemory?

  /// Creates a matrix without rows.
  package init(columns: Int, forms: Forms) {
    self.columns = columns
    self.forms = forms
  }

  /// Sets the number of rows. Their values are then those of an earlier batch or zero, until written; memory is taken
  /// only where there was never this much.
  package mutating func resize(to count: Int) {
    self.count = count
    let padded = (count + Tile.tallest - 1) / Tile.tallest * Tile.tallest
    if padded > capacity {
      capacity = padded
      if forms.contains(.f32) { f32 = AlignedMemory(byteCount: padded * columns * 4) }
      if forms.contains(.bf16) { bf16 = AlignedMemory(byteCount: padded * columns * 2) }
      if forms.contains(.u8) {
        u8 = AlignedMemory(byteCount: padded * columns)
        scale = AlignedMemory(byteCount: padded * 4)
        zero = AlignedMemory(byteCount: padded * 4)
      }
    }
    func clear(_ memory: AlignedMemory?, _ rowBytes: Int) {
      guard let memory else { return }
      (memory.start + count * rowBytes).initializeMemory(
        as: UInt8.self, repeating: 0, count: (padded - count) * rowBytes)
    }
    clear(f32, columns * 4)
    clear(bf16, columns * 2)
    clear(u8, columns)
    clear(scale, 4)
    clear(zero, 4)
  }

  /// Calls `body` with the floats of all rows in use. Needs the form f32.
  package func withFloats<Result, Failure: Error>(
    _ body: (Span<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let floats = UnsafeBufferPointer(start: floats(at: 0), count: count * columns)
    return try body(floats.span)
  }

  /// Calls `body` with the floats of all rows in use, to be written; other forms keep what they hold. Needs the form f32.
  package mutating func withMutableFloats<Result, Failure: Error>(
    _ body: (inout MutableSpan<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let floats = UnsafeMutableBufferPointer(start: floats(at: 0), count: count * columns)
    var span = floats.mutableSpan
    return try body(&span)
  }
}

extension Matrix {
  func floats(at row: Int) -> UnsafeMutablePointer<Float> {
    guard let f32 else {
      precondition(count == 0 && forms.contains(.f32), "rows have no floats")
      return AlignedMemory.nothing.bound(to: Float.self)
    }
    return f32.bound(to: Float.self, at: row * columns)
  }

  /// What a product of this precision reads, from a row on.
  func factor(of precision: Precision, at row: Int) -> Factor {
    Factor(values: values(of: precision, at: row), scales: scales(at: row), zeros: zeros(at: row))
  }

  /// The elements alone, in the form that a product of this precision reads.
  func values(of precision: Precision, at row: Int) -> UnsafeRawPointer {
    precondition(forms.contains(.factor(of: precision)), "rows lack the form of the product")
    switch precision {
    case .f32: return UnsafeRawPointer(floats(at: row))
    case .bf16:
      return UnsafeRawPointer((bf16 ?? AlignedMemory.nothing).bound(to: UInt16.self, at: row * columns))
    case .int8:
      return UnsafeRawPointer((u8 ?? AlignedMemory.nothing).bound(to: UInt8.self, at: row * columns))
    }
  }

  func scales(at row: Int) -> UnsafeMutablePointer<Float>? { scale?.bound(to: Float.self, at: row) }
  func zeros(at row: Int) -> UnsafeMutablePointer<Int32>? { zero?.bound(to: Int32.self, at: row) }

  /// Every form of these rows, from a row on, for a kernel to write.
  func target(at row: Int) -> bertrun_rows {
    bertrun_rows(
      f32: f32?.bound(to: Float.self, at: row * columns),
      bf16: bf16?.bound(to: UInt16.self, at: row * columns),
      u8: u8?.bound(to: UInt8.self, at: row * columns), scale: scales(at: row), zero: zeros(at: row))
  }
}
