import Checkpoints
import JSON
import TestSupport
import Testing

@Suite struct SafetensorsTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  private func open(_ header: String, _ data: [UInt8] = [], claiming: UInt64? = nil) throws -> Weights {
    let bytes = safetensors(header: header, data: data, claiming: claiming)
    return try Weights(safetensors: [folder.file("model.safetensors", bytes).path])
  }

  private func fault(_ header: String, _ data: [UInt8] = [], claiming: UInt64? = nil) -> SafetensorsFault? {
    do {
      _ = try open(header, data, claiming: claiming)
      return nil
    } catch CheckpointError.safetensors(_, let fault) {
      return fault
    } catch {
      Issue.record("another error: \(error)")
      return nil
    }
  }

  private func entry(_ type: String, _ shape: String, _ offsets: String) -> String {
    #"{"dtype":"\#(type)","shape":\#(shape),"data_offsets":\#(offsets)}"#
  }

  @Test func readsEachFloatTypeAtOddPlaces() throws {
    // A header of odd length puts every tensor at an odd address.
    let header =
      #"{"b":\#(entry("BOOL", "[1]", "[0,1]")),"h":\#(entry("F16", "[2]", "[1,5]")),"#
      + #""f":\#(entry("F32", "[1,1]", "[5,9]")),"g":\#(entry("BF16", "[2]", "[9,13]")),"#
      + #""d":\#(entry("F64", "[]", "[13,21]"))}"#
    let data: [UInt8] =
      [1, 0x00, 0x3C, 0x01, 0x80] + [0x00, 0x00, 0xA0, 0xC0] + [0x80, 0x3F, 0x40, 0xC0]
      + (0..<8).map { UInt8(truncatingIfNeeded: 0.5.bitPattern >> (8 * UInt64($0))) }
    let weights = try open(header, data)
    #expect(try weights.floats("h", shape: [2]) == [1, -5.9604645e-08])
    #expect(try weights.floats("f", shape: [1, 1]) == [-5])
    #expect(try weights.floats("g", shape: [2]) == [1, -3])
    #expect(try weights.floats("d", shape: []) == [0.5])
    #expect(weights.elementTypeCounts.count == 5)
    weights.close()
  }

  @Test func widensEveryHalfPrecisionNumber() throws {
    let bits = (0...UInt16.max).filter { $0 & 0x7C00 != 0x7C00 }
    let data = bits.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let weights = try open(#"{"h":\#(entry("F16", "[\(bits.count)]", "[0,\(data.count)]"))}"#, data)
    let floats = try weights.floats("h", shape: [bits.count])
    for (bits, float) in zip(bits, floats) {
      #expect(Float(Float16(bitPattern: bits)).bitPattern == float.bitPattern)
    }
  }

  @Test(
    arguments: [
      ("F32", [0x00, 0x00, 0xC0, 0x7F]), ("F32", [0x00, 0x00, 0x80, 0xFF]),
      ("F32", [0x01, 0x00, 0x80, 0x7F]),
      ("F16", [0x00, 0x7C]), ("F16", [0x01, 0xFE]), ("BF16", [0x80, 0x7F]), ("BF16", [0xC0, 0xFF]),
      ("F64", [0, 0, 0, 0, 0, 0, 0xF0, 0x7F]), ("F64", [0, 0, 0, 0, 0, 0, 0xF8, 0x7F]),
      // Finite in 64 bits, infinite in 32.
      ("F64", [0, 0, 0, 0, 0, 0, 0xF0, 0x47]),
    ] as [(String, [UInt8])])
  func refusesWhatIsNotFinite(type: String, number: [UInt8]) throws {
    // Blocks are checked one after another: in the first, at a block's end, in the last.
    let (rows, columns) = (3, 4096)
    for place in [0, 7, 4095, 4096, rows * columns - 1] {
      var data = [UInt8](repeating: 0, count: rows * columns * number.count)
      data.replaceSubrange(place * number.count..<(place + 1) * number.count, with: number)
      let weights = try open(#"{"w":\#(entry(type, "[\(rows),\(columns)]", "[0,\(data.count)]"))}"#, data)
      let error = #expect(throws: CheckpointError.self) {
        try weights.floats("w", shape: [rows, columns])
      }
      #expect(error?.message.contains(" at \([place / columns, place % columns]), expected finite") == true)
      #expect(throws: CheckpointError.self) { try weights.entry("w").finiteBytes() }
      #expect(throws: CheckpointError.self) { try weights.checkReadable("w", shape: [rows, columns]) }
    }
  }

  @Test func refusesScalesThatAreNotFinite() throws {
    let header =
      #"{"w":\#(entry("I8", "[2,2]", "[0,4]")),"w.scale":\#(entry("F32", "[2]", "[4,12]"))}"#
    let weights = try open(header, [1, 2, 3, 4, 0, 0, 0x80, 0x3F, 0, 0, 0x80, 0x7F])
    #expect(throws: CheckpointError.self) { try weights.int8Rows("w", shape: [2, 2]) }
    #expect(throws: CheckpointError.self) { try weights.checkReadable("w", shape: [2, 2]) }
  }

  @Test func expandsInt8ByTheScalesOfItsRows() throws {
    let header =
      #"{"x.weight":\#(entry("I8", "[2,3]", "[0,6]")),"x.weight.scale":\#(entry("F32", "[2]", "[6,14]"))}"#
    let data: [UInt8] = [1, 2, 0xFF, 3, 4, 0x80] + [0, 0, 0, 0x3F] + [0, 0, 0, 0x40]
    let weights = try open(header, data)
    #expect(try weights.floats("x.weight", shape: [2, 3]) == [0.5, 1, -0.5, 6, 8, -256])
    let quantized = try weights.int8Rows("x.weight", shape: [2, 3])
    #expect(quantized?.values == [1, 2, -1, 3, 4, -128])
    #expect(quantized?.scales == [0.5, 2])
    #expect(try weights.int8Rows("x.weight.scale", shape: [2]) == nil)
  }

  @Test func refusesInt8WithoutScales() throws {
    let weights = try open(#"{"x":\#(entry("I8", "[2,1]", "[0,2]"))}"#, [1, 2])
    #expect(
      throws: CheckpointError.missingScale(
        path: folder.path + "/model.safetensors", tensor: "x", scale: "x.scale", rows: 2)
    ) { try weights.floats("x", shape: [2, 1]) }
  }

  @Test func namesTheMissingTensorAndWhatIsThere() throws {
    let weights = try open(
      #"{"a":\#(entry("F32", "[1]", "[0,4]")),"ids":\#(entry("I64", "[1]", "[4,12]"))}"#,
      [UInt8](repeating: 0, count: 12))
    let path = folder.path + "/model.safetensors"
    #expect(throws: CheckpointError.missingTensor(path: path, tensor: "b", holds: ["a", "ids"])) {
      try weights.floats("b", shape: [1])
    }
    #expect(throws: CheckpointError.shape(path: path, tensor: "a", expected: [2], found: [1])) {
      try weights.floats("a", shape: [2])
    }
    #expect(throws: CheckpointError.elementType(path: path, tensor: "ids", found: .int64)) {
      try weights.floats("ids", shape: [1])
    }
  }

  @Test func refusesFilesThatEndTooEarly() throws {
    let path = try folder.file("short.safetensors", [1, 2, 3]).path
    #expect(throws: CheckpointError.safetensors(path: path, fault: .tooShort(size: 3))) {
      try Weights(safetensors: [path])
    }
    let empty = try folder.file("empty.safetensors", []).path
    #expect(throws: CheckpointError.safetensors(path: empty, fault: .tooShort(size: 0))) {
      try Weights(safetensors: [empty])
    }
    #expect(fault("{}", claiming: 3) == .headerLongerThanFile(claimed: 3, available: 2))
    #expect(fault("{}", claiming: .max) == .headerLongerThanFile(claimed: .max, available: 2))
    #expect(
      fault(#"{"a":\#(entry("F32", "[2]", "[0,8]"))}"#, [0, 0, 0, 0])
        == .outOfBounds(tensor: "a", begin: 0, end: 8, available: 4))
  }

  @Test func refusesHeadersThatAreNoObjectOfTensors() {
    #expect(fault("[]") == .headerNotObject)
    #expect(fault("{") == .headerNotJSON(JSONError(.unexpectedEnd(expected: .keyOrBrace), offset: 1)))
    #expect(fault("") == .headerNotJSON(JSONError(.unexpectedEnd(expected: .value), offset: 0)))
    #expect(fault(#"{"__metadata__":{"a":1}}"#) == .malformedEntry(tensor: "__metadata__", member: "a"))
    #expect(fault(#"{"a":1}"#) == .malformedEntry(tensor: "a", member: "dtype"))
    #expect(fault(#"{"a":{"dtype":"F32"}}"#) == .malformedEntry(tensor: "a", member: "shape"))
    #expect(
      fault(#"{"a":\#(entry("F31", "[]", "[0,4]"))}"#) == .unknownElementType(tensor: "a", found: "F31"))
    #expect(
      fault(#"{"a":\#(entry("F32", "[-1]", "[0,4]"))}"#) == .malformedEntry(tensor: "a", member: "shape"))
    #expect(
      fault(#"{"a":\#(entry("F32", "[1.5]", "[0,4]"))}"#) == .malformedEntry(tensor: "a", member: "shape"))
    #expect(
      fault(#"{"a":\#(entry("F32", "[1]", "[4,0]"))}"#)
        == .malformedEntry(tensor: "a", member: "data_offsets"))
    #expect(
      fault(#"{"a":\#(entry("F32", "[1]", "[0,4]")),"a":\#(entry("F32", "[1]", "[0,4]"))}"#, [0, 0, 0, 0])
        == .duplicateName("a"))
  }

  @Test func refusesTensorsThatOverlapOrLeaveGaps() {
    let zeros = [UInt8](repeating: 0, count: 8)
    func two(_ first: String, _ second: String) -> String {
      #"{"a":\#(entry("F32", "[1]", first)),"b":\#(entry("F32", "[1]", second))}"#
    }
    #expect(fault(two("[0,4]", "[0,4]"), Array(zeros.prefix(4))) == .overlap(first: "a", second: "b"))
    #expect(fault(two("[0,4]", "[3,7]"), zeros) == .overlap(first: "a", second: "b"))
    #expect(fault(two("[0,4]", "[5,9]"), zeros + [0]) == .gap(before: "b", bytes: 1))
    #expect(fault(two("[0,4]", "[4,8]"), zeros + [0, 0]) == .trailingBytes(2))
    #expect(fault(two("[0,4]", "[4,8]"), zeros) == nil)
  }

  @Test func refusesShapesThatLie() {
    #expect(
      fault(#"{"a":\#(entry("F32", "[3]", "[0,8]"))}"#, [UInt8](repeating: 0, count: 8))
        == .wrongSize(tensor: "a", shape: [3], elementType: .float32, bytes: 8))
    let huge = 1 << 40
    #expect(
      fault(#"{"a":\#(entry("F32", "[\(huge),\(huge)]", "[0,0]"))}"#)
        == .sizeOverflow(tensor: "a", shape: [huge, huge]))
    #expect(
      fault(#"{"a":\#(entry("F32", "[99999999999999999999]", "[0,0]"))}"#)
        == .malformedEntry(tensor: "a", member: "shape"))
  }

  @Test func refusesAHeaderOverTheLimit() throws {
    let length = SafetensorsHeader.lengthLimit + 1
    let bytes = [UInt8](repeating: 0x20, count: length)
    let path = try folder.file(
      "long.safetensors", (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + bytes
    ).path
    #expect(
      throws: CheckpointError.safetensors(
        path: path, fault: .headerOverLimit(claimed: UInt64(length), limit: SafetensorsHeader.lengthLimit))
    ) { try Weights(safetensors: [path]) }
  }

  @Test func acceptsAFileWithoutTensorsAndEmptyTensors() throws {
    #expect(try open("{}").entries.isEmpty)
    let weights = try open(#"{"a":\#(entry("F32", "[0,7]", "[0,0]"))}"#)
    #expect(try weights.floats("a", shape: [0, 7]) == [])
  }

  @Test func saysWhatTheSystemRefused() {
    #expect(throws: CheckpointError.system(path: "/nonexistent/x", operation: .open, code: 2)) {
      try Weights(safetensors: ["/nonexistent/x"])
    }
    #expect(throws: CheckpointError.system(path: "/", operation: .read, code: 21)) {
      try Weights(safetensors: ["/"])
    }
  }

  @Test func survivesTheSeededFuzzLoop() throws {
    var random = SeededRandom(seed: 0x5afe)
    let header =
      #"{"__metadata__":{"format":"pt"},"a":\#(entry("F32", "[1,2]", "[0,8]")),"b":\#(entry("I8", "[3]", "[8,11]"))}"#
    let seed = safetensors(header: header, data: [UInt8](repeating: 7, count: 11))
    var accepted = 0
    for _ in 0..<20_000 {
      let bytes = random.mutated(seed)
      let size = bytes.count
      let parsed = try? SafetensorsHeader(lengthField: Array(bytes.prefix(8)), fileSize: size) {
        Array(bytes[$0])
      }
      guard let parsed else { continue }
      accepted += 1
      #expect(parsed.entries.allSatisfy { $0.range.upperBound <= size })
    }
    #expect(accepted > 0)
  }
}
