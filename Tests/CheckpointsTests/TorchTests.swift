import Checkpoints
import Foundation
import JSON
import TestSupport
import Testing

@Suite struct TorchTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  private static let fixtures = Repository.fixtures("CheckpointsTests").path

  private func fault(of bytes: [UInt8]) -> TorchFault? {
    do {
      _ = try Weights(torch: [folder.file("pytorch_model.bin", bytes).path])
      return nil
    } catch CheckpointError.torch(_, let fault) {
      return fault
    } catch {
      Issue.record("another error: \(error)")
      return nil
    }
  }

  private func archive(_ pickle: [UInt8], storage: Int = 16) -> ZipBuilder {
    ZipBuilder([("m/data.pkl", pickle), ("m/data/0", [UInt8](repeating: 0, count: storage))])
  }

  @Test(arguments: ["small.bin", "deflated.bin", "zip64.bin"])
  func readsWhatTorchSaved(file: String) throws {
    let text = try Data(contentsOf: URL(fileURLWithPath: "\(Self.fixtures)/expected.json"))
    let expected = try #require(try JSONValue.parse(Array(text)).object)
    let weights = try Weights(torch: ["\(Self.fixtures)/\(file)"])
    for (name, tensor) in expected.members {
      let shape = try #require(tensor["shape"]?.array).compactMap(\.int)
      let values = try #require(tensor["values"]?.array).compactMap { $0.double.map(Float.init) }
      #expect(try weights.floats(name, shape: shape) == values, "\(name)")
    }
    #expect(weights.entries.map(\.name).contains("ids"))
    #expect(weights.entries.count == expected.count + 1)
    weights.close()
  }

  @Test func readsProtocol4() throws {
    let weights = try Weights(torch: ["\(Self.fixtures)/protocol4.bin"])
    #expect(try weights.floats("w", shape: [2, 2]) == [1, 1, 1, 1])
  }

  @Test func readsAnArchiveWithAZip64Directory() throws {
    var builder = archive(tensorPickle())
    builder.isZip64 = true
    #expect(fault(of: builder.bytes()) == nil)
  }

  @Test func readsShards() throws {
    try folder.file("a.bin", archive(tensorPickle()).bytes())
    try folder.file("b.bin", archive(tensorPickle(name: "v")).bytes())
    let index = "pytorch_model.bin.index.json"
    try folder.file(index, #"{"weight_map":{"w":"a.bin","v":"b.bin"}}"#)
    let checkpoint = try CheckpointFolder(path: folder.path)
    #expect(checkpoint.weightFile == .torchIndex)
    let weights = try checkpoint.weights()
    #expect(weights.entries.map(\.name).sorted() == ["v", "w"])
    weights.close()
    try folder.file(index, #"{"weight_map":{"w":"b.bin"}}"#)
    #expect(
      throws: CheckpointError.shards(
        path: checkpoint.path(of: index), fault: .notInShard(tensor: "w", shard: "b.bin"))
    ) { try checkpoint.weights() }
  }

  @Test func refusesACallOfTheShell() throws {
    let path = "\(Self.fixtures)/system.bin"
    #expect(
      throws: CheckpointError.torch(
        path: path, fault: .pickle(.refusedGlobal(module: "posix", name: "system", offset: 13)))
    ) { try Weights(torch: [path]) }
  }

  @Test func refusesTheOldForm() throws {
    let path = "\(Self.fixtures)/legacy.bin"
    #expect(throws: CheckpointError.torch(path: path, fault: .legacyFormat)) { try Weights(torch: [path]) }
    var tar = [UInt8](repeating: 0, count: 1024)
    tar.replaceSubrange(257..<262, with: Array("ustar".utf8))
    #expect(fault(of: tar) == .legacyFormat)
    #expect(fault(of: []) == .zip(.noEndRecord))
    #expect(fault(of: Array("PK".utf8)) == .zip(.noEndRecord))
  }

  @Test func refusesBombs() throws {
    let path = "\(Self.fixtures)/bomb.bin"
    #expect(
      throws: CheckpointError.torch(
        path: path, fault: .zip(.bomb(member: "bomb/data.pkl", packed: 8157, claimed: 8 << 20)))
    ) { try Weights(torch: [path]) }
  }

  @Test func refusesMembersThatShareBytes() {
    var builder = archive(tensorPickle())
    builder.members[1].headerOffset = 0
    builder.members[1].claimedPacked = UInt32(builder.members[0].packed.count)
    builder.members[1].claimedSize = UInt32(builder.members[0].packed.count)
    #expect(fault(of: builder.bytes()) == .zip(.overlap(first: "m/data.pkl", second: "m/data/0")))
  }

  @Test func refusesMembersThatLie() {
    var builder = archive(tensorPickle())
    builder.members[1].claimedSize = 15
    #expect(fault(of: builder.bytes()) == .zip(.memberSize(member: "m/data/0")))
    builder.members[1].claimedSize = 0x7FFF_0000
    builder.members[1].claimedPacked = 0x7FFF_0000
    #expect(fault(of: builder.bytes()) == .zip(.memberSize(member: "m/data/0")))
    builder = archive(tensorPickle())
    builder.members[1].flags = 1
    #expect(fault(of: builder.bytes()) == .zip(.encrypted(member: "m/data/0")))
    builder = archive(tensorPickle())
    builder.members[1].method = 9
    #expect(fault(of: builder.bytes()) == .zip(.method(member: "m/data/0", found: 9)))
    builder = archive(tensorPickle())
    builder.members[1].method = 8
    #expect(fault(of: builder.bytes()) == .zip(.inflate(member: "m/data/0")))
    builder = archive(tensorPickle())
    builder.members[1].name = "m/data.pkl"
    #expect(fault(of: builder.bytes()) == .zip(.duplicateMember("m/data.pkl")))
    builder = archive(tensorPickle())
    builder.claimedCount = 3
    guard case .zip(.brokenRecord) = fault(of: builder.bytes()) else {
      Issue.record("a directory that claims more members than it has")
      return
    }
  }

  @Test func refusesEveryTruncation() throws {
    let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: "\(Self.fixtures)/small.bin")))
    for count in stride(from: 0, to: bytes.count, by: 37) {
      #expect(fault(of: Array(bytes.prefix(count))) != nil)
    }
  }

  @Test func refusesStoragesThatLie() {
    #expect(fault(of: archive(tensorPickle()).bytes()) == nil)
    #expect(
      fault(of: archive(tensorPickle(), storage: 15).bytes())
        == .storageSize(key: "0", claimed: 16, found: 15))
    #expect(fault(of: ZipBuilder([("m/data.pkl", tensorPickle())]).bytes()) == .missingStorage(key: "0"))
    #expect(
      fault(of: ZipBuilder([("m/data.pkl", tensorPickle()), ("m/byteorder", Array("big".utf8))]).bytes())
        == .byteOrder("big"))
  }

  @Test(arguments: [
    tensorPickle(offset: 1), tensorPickle(shape: [3, 2]), tensorPickle(strides: [3, 1]),
    tensorPickle(shape: [200, 200], strides: [0, 0]),
    tensorPickle(shape: [UInt8](repeating: 255, count: 16), strides: [UInt8](repeating: 0, count: 16)),
  ])
  func refusesTensorsOutsideTheirStorage(pickle: [UInt8]) {
    #expect(fault(of: archive(pickle).bytes()) == .tensorOutsideStorage(tensor: "w"))
  }

  @Test func refusesPicklesThatDoMore() {
    #expect(
      fault(of: archive(tensorPickle(callee: "builtins\neval")).bytes())
        == .pickle(.refusedGlobal(module: "builtins", name: "eval", offset: 9)))
    // NEWOBJ, INST and OBJ would make objects of classes.
    for opcode: UInt8 in [0x81, 0x69, 0x6F] {
      #expect(fault(of: archive([0x80, 2, opcode]).bytes()) == .pickle(.opcode(opcode, offset: 2)))
    }
    #expect(fault(of: archive([0x80, 2]).bytes()) == .pickle(.truncated(offset: 2)))
    #expect(fault(of: archive(Array("}.".utf8)).bytes()) == .noTensors)
    #expect(fault(of: archive(Array("h\u{7}".utf8)).bytes()) == .pickle(.unknownMemo(index: 7, offset: 0)))
    #expect(
      fault(of: archive([0x58, 0xFF, 0xFF, 0xFF, 0xFF]).bytes()) == .pickle(.truncated(offset: 5)))
    #expect(
      fault(of: archive(Array("X\u{1}\0\0\0".utf8) + [0xFF]).bytes()) == .pickle(.invalidUTF8(offset: 5)))
    #expect(
      fault(of: archive(Array("R".utf8)).bytes())
        == .pickle(.operands(opcode: UInt8(ascii: "R"), offset: 0)))
    #expect(fault(of: ZipBuilder([("x", [1])]).bytes()) == .pickleCount(0))
    #expect(
      fault(of: ZipBuilder([("a/data.pkl", [1]), ("b/data.pkl", [1])]).bytes()) == .pickleCount(2))
  }

  @Test func survivesDeepNesting() {
    // A million tuples, each inside the next: releasing them must not recurse.
    func nested(_ depth: Int) -> [UInt8] {
      Array(")".utf8) + [UInt8](repeating: 0x85, count: depth - 1) + Array(".".utf8)
    }
    guard case .pickle(.operands) = fault(of: archive(nested(1 << 20)).bytes()) else {
      Issue.record("nested tuples were taken for a state dictionary")
      return
    }
    // A byte makes a tuple, which takes far more: there is an end to them.
    #expect(fault(of: archive(nested(1 << 20 + 1)).bytes()) == .pickle(.tooManyValues(limit: 1 << 20)))
  }

  @Test func survivesTheSeededFuzzLoop() throws {
    var random = SeededRandom(seed: 0xB1A5)
    let saved = try Array(Data(contentsOf: URL(fileURLWithPath: "\(Self.fixtures)/small.bin")))
    let pickle = archive(tensorPickle()).bytes()
    for round in 0..<1_000 {
      let bytes = random.mutated(round % 2 == 0 ? saved : pickle)
      let path = try folder.file("pytorch_model.bin", bytes).path
      guard let weights = try? Weights(torch: [path]) else { continue }
      for entry in weights.entries where entry.elementType == .float32 {
        #expect(try weights.floats(entry.name, shape: entry.shape).count == entry.count)
      }
      weights.close()
    }
  }
}
