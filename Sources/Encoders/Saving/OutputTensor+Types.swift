import Checkpoints

extension OutputTensor {
  /// Bytes in the file.
  var byteCount: Int { Checkpoints.byteCount(shape: shape, elementType: elementType) ?? 0 }
}

extension ElementType {
  /// PyTorch's name of the type, as in `torch_dtype`.
  var torchName: String {
    switch self {
    case .float16: "float16"
    case .bfloat16: "bfloat16"
    case .float64: "float64"
    default: "float32"
    }
  }
}
