/// A value on the stack of the pickle reader. Containers live in `PickleReader` and are named by number, so that no
/// pickle can build a structure whose release would recurse.
enum PickleValue {
  case none
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case tuple(Int)
  case list(Int)
  case dictionary(Int)
  case global(PickleGlobal)
  case storage(Int)
  case tensor(Int)
}

/// The names that a state dictionary needs. No other is ever looked up.
enum PickleGlobal: Equatable {
  case orderedDictionary
  case rebuildTensor
  case rebuildParameter
  case storageType(ElementType)

  init?(module: String, name: String) {
    switch (module, name) {
    case ("collections", "OrderedDict"): self = .orderedDictionary
    case ("torch._utils", "_rebuild_tensor_v2"): self = .rebuildTensor
    case ("torch._utils", "_rebuild_parameter"): self = .rebuildParameter
    case ("torch", _):
      guard let type = Self.storageTypes[name] else { return nil }
      self = .storageType(type)
    default: return nil
    }
  }

  private static let storageTypes: [String: ElementType] = [
    "FloatStorage": .float32, "DoubleStorage": .float64, "HalfStorage": .float16,
    "BFloat16Storage": .bfloat16, "LongStorage": .int64, "IntStorage": .int32, "ShortStorage": .int16,
    "CharStorage": .int8, "ByteStorage": .uint8, "BoolStorage": .bool,
  ]
}

/// A storage that the pickle names: `count` elements in the archive's member `data/key`.
struct PickleStorage {
  let key: String
  let elementType: ElementType
  let count: Int
}

/// A tensor that the pickle rebuilds: a view of a storage, in elements.
struct PickleTensor {
  let storage: Int
  let offset: Int
  let shape: [Int]
  let strides: [Int]
}
