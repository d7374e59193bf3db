import Checkpoints
import Compute
import Encoders
import TestSupport
import Testing

private let hasAllPrecisions =
  (try? Processor.chosen()).map { Precision.allCases.allSatisfy($0.supports) } ?? false

/// Products in another precision than their encoder's, on processors that have all of them.
@Suite(.enabled(if: hasAllPrecisions)) struct MixedPrecisionTests {
  private let folder: Scratch
  private let engine: Engine
  private let source: Grid.Case

  init() throws {
    folder = try Scratch()
    engine = Engine(try Processor.chosen())
    source = try #require(Grid.cases.first { $0.name == "bert-token" })
  }

  private func hidden(_ encoder: Encoder) throws -> [Float] {
    var workspace = try EncoderWorkspace(for: encoder)
    var batch = Batch(for: encoder.architecture)
    for sequence in source.sequences {
      batch.append(ids: sequence.ids, types: sequence.types, rows: .first)
    }
    encoder.forward(batch, workspace: &workspace)
    return workspace.result.withFloats { floats in floats.indices.map { floats[$0] } }
  }

  private func encoder(
    _ folder: CheckpointFolder, _ precision: Precision, exceptions: [EncoderProduct: Precision] = [:]
  ) throws -> Encoder {
    let opened = try OpenedCheckpoint(folder)
    defer { opened.close() }
    return try opened.packedEncoder(precision: precision, exceptions: exceptions, engine: engine)
  }

  @Test func oneNarrowProductChangesLittle() throws {
    let checkpoint = try CheckpointFolder(path: source.folder)
    let plain = try encoder(checkpoint, .f32)
    let reference = try hidden(plain)
    let all = try hidden(encoder(checkpoint, .int8))
    let products = plain.parameters.products
    #expect(products.count == 5 * plain.architecture.storedLayers)
    func distance(_ values: [Float]) -> Float {
      zip(values, reference).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
    }
    let opened = try OpenedCheckpoint(checkpoint)
    defer { opened.close() }
    for product in products {
      let one = try hidden(encoder(checkpoint, .f32, exceptions: [product: .int8]))
      #expect(one != reference, "\(product.name) is computed in f32")
      #expect(try hidden(opened.repacked(plain, product, in: .int8)) == one)
      #expect(distance(one) < 4 * distance(all))
    }
    // Every product as an exception: only attention's scores are then computed otherwise.
    let every = Dictionary(uniqueKeysWithValues: products.map { ($0, Precision.f32) })
    #expect(distance(try hidden(encoder(checkpoint, .bf16, exceptions: every))) > 0)
  }

  @Test func aMatrixKeptWideIsComputedInBF16() throws {
    let tasks = folder.path + "/tasks"
    let opened = try OpenedCheckpoint(CheckpointFolder(path: source.folder))
    opened.close()
    let names = ["layers.1.feedForward.outer", "layers.0.attention.key"]
    let kept = opened.parameters.products.filter { names.contains($0.name) }
    #expect(kept.count == 2)
    _ = try TaskConversion.convert(
      [TaskConversion.Source(CheckpointFolder(path: source.folder))], to: tasks,
      form: .int8(keeping: Set(kept)))
    let task = try CheckpointFolder(path: tasks + "/tag")
    var loader = ModelLoader(engine)
    let loaded = try loader.load(task, heads: [[.token]], precision: .fixed(.int8)).encoder
    let exceptions = Dictionary(uniqueKeysWithValues: kept.map { ($0, Precision.bf16) })
    #expect(try hidden(loaded) == hidden(encoder(task, .int8, exceptions: exceptions)))
    #expect(try hidden(loaded) != hidden(encoder(task, .int8)))
  }

  @Test func aFileWithoutBytesIsQuantizedWhole() throws {
    let checkpoint = try CheckpointFolder(path: source.folder)
    var loader = ModelLoader(engine)
    let loaded = try loader.load(checkpoint, heads: [[.token]], precision: .fixed(.int8)).encoder
    #expect(try hidden(loaded) == hidden(encoder(checkpoint, .int8)))
  }

  @Test func cardsDecideWhatAutoIs() throws {
    let tasks = folder.path + "/tasks"
    _ = try TaskConversion.convert(
      [TaskConversion.Source(CheckpointFolder(path: source.folder))], to: tasks, form: .stored)
    let path = tasks + "/tag/task.json"
    var manifest = try TaskManifest(path: path)
    func chosen(_ names: [String], on engine: Engine) throws -> Precision {
      manifest.precision = names.map { .init(name: $0, checked: "gold", delta: 0) }
      try writeFile(manifest.json(), to: path)
      var loader = ModelLoader(engine)
      return try loader.load(CheckpointFolder(path: tasks + "/tag"), heads: [[.token]], precision: .auto)
        .encoder.precision
    }
    #expect(try chosen([], on: engine) == .f32)
    #expect(try chosen(["bf16"], on: engine) == .bf16)
    #expect(try chosen(["bf16", "int8"], on: engine) == .int8)
    let plain = Engine(try Processor(.plain))
    #expect(try chosen(["bf16", "int8"], on: plain) == .f32)
  }
}
