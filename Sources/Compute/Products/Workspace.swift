import CKernels
import COneDNN

/// What one thread needs to compute: its lane of oneDNN where that is used, and memory for what lives within a tile or a head.
///
/// Make it on the thread that uses it. Memory grows to what the largest model asked of it and is then reused.
package struct Workspace: ~Copyable {
  let kernels: bertrun_kernels
  /// What oneDNN needs of this thread; nil where it is not used.
  let lane: OpaquePointer?
  var sums = Scratch()
  private var oneRow = Scratch()
  var attention = Scratch()
  var inner = TileRows()
  /// Products of matrices that change, as in training.
  var product: MatrixProduct
  /// Time by stage, where wanted; nil costs nothing.
  package var times: StageTimes?

  /// Prepares the calling thread.
  package init(_ engine: borrowing Engine) throws(ComputeError) {
    var lane: OpaquePointer?
    if engine.processor.usesOneDNN {
      let status = bertrun_lane_create(&lane)
      guard status == 0 else { throw .thread(reason: String(cString: bertrun_status_text(status))) }
    }
    self.lane = lane
    self.kernels = engine.processor.kernels
    self.product = MatrixProduct(engine)
  }

  /// Room for the floats of one row while it is computed.
  mutating func row(_ columns: Int) -> UnsafeMutablePointer<Float> {
    oneRow.bytes(columns * 4).assumingMemoryBound(to: Float.self)
  }

  deinit { bertrun_lane_destroy(lane) }

  /// Counts the time since the last mark for a stage.
  @inline(__always)
  mutating func mark(_ stage: StageTimes.Stage) {
    times?.mark(stage)
  }
}

/// Memory whose content lives for one call.
struct Scratch: ~Copyable {
  private var memory: AlignedMemory?

  /// At least this many bytes, of unknown content.
  mutating func bytes(_ count: Int) -> UnsafeMutableRawPointer {
    if let memory, memory.byteCount >= count { return memory.start }
    let grown = AlignedMemory(byteCount: count)
    memory = grown
    return grown.start
  }
}
