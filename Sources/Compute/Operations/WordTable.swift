import CKernels

/// A table of word vectors in the form that keeps what its file holds, or less where less is computed with.
package final class WordTable: Sendable {
  private enum Values {
    case f32([Float])
    case bf16([UInt16])
    case int8(QuantizedMatrix)
  }

  /// Number of words.
  package let count: Int
  /// Elements of a word's vector.
  package let width: Int
  private let values: Values

  /// Keeps a table in 8 bits as it is. Floats stay floats in f32 and are rounded to bf16 otherwise.
  package init(_ weights: LinearWeights, count: Int, width: Int, precision: Precision, engine: Engine) {
    precondition(weights.count == count * width, "words fill their table")
    self.count = count
    self.width = width
    switch weights {
    case .quantized(let matrix):
      precondition(matrix.scales.count == count, "words have a scale each")
      values = .int8(matrix)
    case .floats(let floats) where precision == .f32:
      values = .f32(floats)
    case .floats(let floats):
      values = .bf16(
        [UInt16](unsafeUninitializedCapacity: floats.count) { buffer, filled in
          var target = bertrun_rows(f32: nil, bf16: buffer.baseAddress, u8: nil, scale: nil, zero: nil)
          engine.processor.kernels.narrow(Int64(count), Int64(width), floats, &target)
          filled = floats.count
        })
    }
  }

  /// Bytes that the table takes.
  package var byteCount: Int {
    switch values {
    case .f32(let floats): floats.count * 4
    case .bf16(let halves): halves.count * 2
    case .int8(let matrix): matrix.values.count + matrix.scales.count * 4
    }
  }

  /// Calls `body` with the table as the kernel reads it.
  func withTable(_ body: (UnsafePointer<bertrun_table>) -> Void) {
    var table = bertrun_table()
    switch values {
    case .f32(let floats):
      floats.withUnsafeBufferPointer {
        table.f32 = $0.baseAddress
        body(&table)
      }
    case .bf16(let halves):
      halves.withUnsafeBufferPointer {
        table.bf16 = $0.baseAddress
        body(&table)
      }
    case .int8(let matrix):
      matrix.values.withUnsafeBufferPointer { values in
        matrix.scales.withUnsafeBufferPointer { scales in
          table.i8 = values.baseAddress
          table.scale = scales.baseAddress
          body(&table)
        }
      }
    }
  }
}
