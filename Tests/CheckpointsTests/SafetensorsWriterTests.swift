import Checkpoints
import Foundation
import TestSupport
import Testing

@Suite struct SafetensorsWriterTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  @Test func writesWhatTheReaderReads() throws {
    let path = folder.path + "/model.safetensors"
    try SafetensorsWriter.write(
      [
        OutputTensor(name: "q", shape: [2, 2], int8s: [1, -1, 127, -128]),
        OutputTensor(name: "q.scale", shape: [2], floats: [0.5, 0.25]),
        OutputTensor(name: "b", shape: [2], roundedToBFloat16: [1, -3]),
      ], metadata: [("format", "pt")], to: path)
    let weights = try Weights(safetensors: [path])
    #expect(try weights.floats("q", shape: [2, 2]) == [0.5, -0.5, 31.75, -32])
    #expect(try weights.floats("b", shape: [2]) == [1, -3])
    #expect(weights.metadata.map(\.key) == ["format"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["model.safetensors"])
  }

  @Test func writesTheReferencesBytes() throws {
    // As safetensors 0.8 writes {"a": float32 [1, 2], "c": int8 [5]} with {"format": "pt"}.
    let path = folder.path + "/model.safetensors"
    try SafetensorsWriter.write(
      [
        OutputTensor(name: "c", shape: [1], int8s: [5]),
        OutputTensor(name: "a", shape: [2], floats: [1, 2]),
      ], metadata: [("format", "pt")], to: path)
    let header =
      #"{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"#
      + #""c":{"dtype":"I8","shape":[1],"data_offsets":[8,9]}}"#
    let padded = header + String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    let expected = safetensors(header: padded, data: [0, 0, 0x80, 0x3F, 0, 0, 0, 0x40, 5])
    #expect(try Array(Data(contentsOf: URL(fileURLWithPath: path))) == expected)
  }

  @Test(arguments: [
    (Float(1), UInt16(0x3F80)), (1.00390625, 0x3F80), (1.01171875, 0x3F82), (-0.0, 0x8000),
    (.infinity, 0x7F80), (.greatestFiniteMagnitude, 0x7F80), (.leastNonzeroMagnitude, 0),
  ])
  func roundsToNearestEven(value: Float, bits: UInt16) {
    #expect(bfloat16Bits(value) == bits)
  }

  @Test func keepsNaN() {
    #expect(Float(bitPattern: UInt32(bfloat16Bits(.nan)) << 16).isNaN)
    #expect(Float(bitPattern: UInt32(bfloat16Bits(Float(bitPattern: 0x7F80_0001))) << 16).isNaN)
  }

  @Test func saysWhyAFileCannotBeMade() throws {
    let path = folder.path + "/absent/model.safetensors"
    #expect(throws: CheckpointError.self) { try SafetensorsWriter.write([], metadata: [], to: path) }
  }
}
