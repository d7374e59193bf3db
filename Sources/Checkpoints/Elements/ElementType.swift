/// The type of a tensor's elements, spelled as safetensors spells it.
package enum ElementType: String, Sendable, CaseIterable {
  case float64 = "F64"
  case float32 = "F32"
  case float16 = "F16"
  case bfloat16 = "BF16"
  case int64 = "I64"
  case int32 = "I32"
  case int16 = "I16"
  case int8 = "I8"
  case uint64 = "U64"
  case uint32 = "U32"
  case uint16 = "U16"
  case uint8 = "U8"
  case bool = "BOOL"
  case float8E5M2 = "F8_E5M2"
  case float8E4M3 = "F8_E4M3"

  /// Bytes of one element.
  package var width: Int {
    switch self {
    case .float64, .int64, .uint64: 8
    case .float32, .int32, .uint32: 4
    case .float16, .bfloat16, .int16, .uint16: 2
    case .int8, .uint8, .bool, .float8E5M2, .float8E4M3: 1
    }
  }

  /// Whether `Weights.floats` can read this type by itself, without a tensor of scales.
  var isReadableFloat: Bool {
    switch self {
    case .float64, .float32, .float16, .bfloat16: true
    default: false
    }
  }
}

/// The bytes that a tensor of `shape` takes; nil when the product does not fit a machine word.
package func byteCount(shape: [Int], elementType: ElementType) -> Int? {
  var total = elementType.width
  for size in shape {
    let (product, overflow) = total.multipliedReportingOverflow(by: size)
    if overflow { return nil }
    total = product
  }
  return total
}
