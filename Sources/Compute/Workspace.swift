import CKernels
import COneDNN

/// What one thread needs to compute: its lane of oneDNN, and memory for what lives within a tile or a head.
///
/// Make it on the thread that uses it. Memory grows to what the largest model asked of it and is then reused.
package struct Workspace: ~Copyable {
  let kernels: bertrun_kernels
  let lane: OpaquePointer
  var sums = Scratch()
  var row = Scratch()
  var attention = Scratch()
  var inner = TileRows()
  /// Time by stage, where wanted; nil costs nothing.
  package var times: StageTimes?

  /// Prepares the calling thread.
  package init(_ engine: borrowing Engine) throws(ComputeError) {
    var lane: OpaquePointer?
    let status = bertrun_lane_create(&lane)
    guard status == 0, let lane else { throw .thread(reason: String(cString: bertrun_status_text(status))) }
    self.lane = lane
    self.kernels = engine.processor.kernels
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

/// Rows between two products of one tile, in the one form that the second product reads.
struct TileRows: ~Copyable {
  private var values = Scratch()
  private var scales = Scratch()
  private var zeros = Scratch()

  mutating func target(columns: Int, precision: Precision) -> bertrun_rows {
    let memory = values.bytes(Tile.tallest * columns * precision.factorBytes)
    let scale = scales.bytes(Tile.tallest * 4).assumingMemoryBound(to: Float.self)
    let zero = zeros.bytes(Tile.tallest * 4).assumingMemoryBound(to: Int32.self)
    switch precision {
    case .f32:
      return bertrun_rows(
        f32: memory.assumingMemoryBound(to: Float.self), bf16: nil, u8: nil, scale: nil, zero: nil)
    case .bf16:
      return bertrun_rows(
        f32: nil, bf16: memory.assumingMemoryBound(to: UInt16.self), u8: nil, scale: nil, zero: nil)
    case .int8:
      return bertrun_rows(
        f32: nil, bf16: nil, u8: memory.assumingMemoryBound(to: UInt8.self), scale: scale, zero: zero)
    }
  }
}
