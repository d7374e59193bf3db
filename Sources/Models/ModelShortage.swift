import BatchRuntime
import Compute
import Faults
import Files

/// A control group that allows less memory than a model needs at least: the kernel would kill the process without a word.
struct ModelShortage: Fault {
  let folder: String
  /// Bytes that the packed weights take at least.
  let needed: Int
  /// Bytes that the control group allows.
  let allowed: Int

  var message: String {
    "\(folder): the model takes at least \(Self.megabytes(needed)), the control group of this process allows "
      + "\(Self.megabytes(allowed)); raise its limit, or take a smaller model"
  }
  var status: ExitStatus { .readWrite }

  /// Throws where the weights alone are more than is allowed.
  static func check(_ source: ModelSource, allowed: Int? = MemoryLimit.available()) throws {
    guard let allowed else { return }
    let stored = try source.paths().reduce(0) { sum, path in
      let size = (try? FileCalls.status(at: Path(path)))??.size ?? 0
      return sum + (isWeights(path) ? size : 0)
    }
    // Stored in 32 bits, and packed in those of the precision.
    let needed: Int
    switch source.precision {
    case .f32: needed = stored
    case .bf16: needed = stored / 2
    case .int8: needed = stored / 4
    }
    if needed > allowed { throw ModelShortage(folder: source.name, needed: needed, allowed: allowed) }
  }

  private static func isWeights(_ path: String) -> Bool {
    path.hasSuffix(".safetensors") || path.hasSuffix(".bin")
  }

  private static func megabytes(_ bytes: Int) -> String { "\(max(1, bytes >> 20)) MiB" }
}
