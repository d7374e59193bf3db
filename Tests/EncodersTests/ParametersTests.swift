import Checkpoints
import Compute
import Encoders
import TestSupport
import Testing

@Suite struct ParametersTests {
  private func architecture(
    sharing: Architecture.Sharing? = nil, bias: Architecture.Bias = .none, tables: Int = 8
  ) -> Architecture {
    Architecture(
      width: 8, layers: 4, normEpsilon: 1e-12, positions: .absolute(count: 16, offset: 2),
      embedding: .init(vocabulary: 10, types: 2, width: tables, isProjected: tables != 8),
      attention: .init(heads: 2, bias: bias), feedForward: .init(width: 20, activation: .gelu),
      sharing: sharing, hasPooler: true)
  }

  @Test func everyParameterStandsOnce() {
    for item in [
      architecture(), architecture(sharing: .init(groups: 2, inner: 1), tables: 4),
      architecture(bias: .relativeBuckets(count: 32, maximumDistance: 128)),
    ] {
      let parameters = EncoderParameters(of: item)
      #expect(Set(parameters.all.map(\.name)).count == parameters.all.count)
      #expect(parameters.layers.count == item.storedLayers)
      #expect(parameters.products.count == 5 * item.storedLayers + (item.embedding.isProjected ? 1 : 0))
    }
  }

  @Test func kindsSayWhatDecays() {
    let parameters = EncoderParameters(of: architecture(tables: 4))
    for parameter in parameters.all {
      switch parameter.kind {
      case .table: #expect(parameter.name.hasPrefix("embeddings.") && parameter.shape.count == 2)
      case .matrix: #expect(parameter.name.hasSuffix(".weight") && parameter.shape.count == 2)
      case .scale: #expect(parameter.name.hasSuffix("norm.weight") && parameter.shape.count == 1)
      case .bias: #expect(parameter.name.hasSuffix(".bias") && parameter.shape.count == 1)
      }
    }
  }

  @Test func productsAreCalledByTheirFirstWeight() {
    let names = EncoderParameters(of: architecture(tables: 4)).products.map(\.name)
    #expect(
      names.prefix(6) == [
        "embeddings.projection", "layers.0.attention.query", "layers.0.attention.key",
        "layers.0.attention.output", "layers.0.feedForward.inner", "layers.0.feedForward.outer",
      ])
  }

  private func form(_ kind: HeadKind, of family: Family) throws -> HeadForm {
    let config = try ModelConfig(bytes: Array("{}".utf8), path: "config.json")
    return try #require(family.heads(config, architecture()).first { $0.kind == kind })
  }

  @Test func aTiedDecoderReadsTheWordTable() throws {
    let encoder = EncoderParameters(of: architecture(tables: 4))
    let form = try form(.maskedLM, of: .bert)
    let tied = HeadParameters(form, on: encoder, outputs: 0)
    #expect(tied.output?.weight == encoder.word)
    #expect(
      tied.own.map(\.name)
        == ["mlm.dense.weight", "mlm.dense.bias", "mlm.norm.weight", "mlm.norm.bias", "mlm.bias"])
    #expect(tied.dense?.weight.shape == [4, 8])
    let untied = HeadParameters(
      form, on: encoder, outputs: 0, decoder: .init(isTied: false, hasOwnBias: true))
    #expect(untied.own.suffix(2).map(\.name) == ["mlm.decoder.weight", "mlm.decoder.bias"])
    #expect(untied.outputs == 10)
  }

  @Test func aPoolerIsTheEncoders() throws {
    let encoder = EncoderParameters(of: architecture())
    let head = HeadParameters(try form(.nextSentence, of: .bert), on: encoder, outputs: 2)
    #expect(head.dense == encoder.pooler)
    #expect(head.all.map(\.name) == ["pooler.weight", "pooler.bias", "nsp.weight", "nsp.bias"])
    #expect(head.own.map(\.name) == ["nsp.weight", "nsp.bias"])
  }

  // MARK: Values

  @Test func aLayoutKeepsItsOrderAndOverlapsNowhere() {
    let encoder = EncoderParameters(of: architecture())
    let layout = ParameterLayout(encoder.all + encoder.all.reversed())
    #expect(layout.parameters == encoder.all)
    var end = 0
    for parameter in layout.parameters {
      let range = layout.range(of: parameter)
      #expect(range.lowerBound >= end && range.lowerBound % 16 == 0 && range.count == parameter.count)
      end = range.upperBound
    }
    #expect(layout.count >= end)
  }

  @Test func initialValuesDependOnSeedAndNameAlone() {
    let matrix = Parameter("a", [200, 50], .matrix)
    let values = InitialParameters(seed: 1).floats(matrix)
    #expect(values == InitialParameters(seed: 1).floats(matrix))
    #expect(values != InitialParameters(seed: 2).floats(matrix))
    #expect(values != InitialParameters(seed: 1).floats(Parameter("b", [200, 50], .matrix)))
    let mean = values.reduce(0, +) / 10_000
    let deviation = (values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 10_000).squareRoot()
    #expect(abs(mean) < 0.001 && abs(deviation - 0.02) < 0.001)
    #expect(InitialParameters(seed: 1).floats(Parameter("n", [3], .scale)) == [1, 1, 1])
    #expect(InitialParameters(seed: 1).floats(Parameter("n", [3], .bias)) == [0, 0, 0])
    #expect(InitialParameters(seed: 1).floats(Parameter("n", [3, 1], .table)).count == 3)
  }

  /// What training does: read a checkpoint into memory, change numbers, write it under its family's names.
  @Test(arguments: Grid.cases)
  func valuesInMemoryAreSavedUnderTheFamilysNames(_ grid: Grid.Case) throws {
    let folder = try Scratch()
    let opened = try OpenedCheckpoint(CheckpointFolder(path: grid.folder))
    defer { opened.close() }
    let heads = try opened.heads.map { try opened.parameters(of: $0) }
    let layout = ParameterLayout(opened.parameters.all + heads.flatMap(\.all))
    var values = try FloatParameters(layout) { try opened.weights.floats($0) }
    let changed = opened.parameters.layers[0].inner.bias
    for place in layout.range(of: changed) { values.values[place] += 1 }

    try SavedCheckpoint(
      family: opened.family, config: opened.config, classes: [grid.className],
      labels: opened.config.namesLabels ? opened.config.labels : [], problemType: opened.problemType,
      tensors: values.outputTensors(named: opened.names)
    ).write(to: folder.path + "/saved", besides: opened.encoderFolder)
    let saved = try OpenedCheckpoint(CheckpointFolder(path: folder.path + "/saved"))
    defer { saved.close() }
    #expect(saved.heads == opened.heads)
    #expect(saved.unusedTensors == [])
    for parameter in layout.parameters {
      let difference: Float = parameter == changed ? 1 : 0
      #expect(
        try saved.weights.floats(parameter) == opened.weights.floats(parameter).map { $0 + difference })
    }
  }

  /// A head that no checkpoint holds: initial values beside the encoder's own.
  @Test(arguments: ["bert-model", "albert-model", "camembert-model"])
  func anEncoderGetsANewHead(_ name: String) throws {
    let folder = try Scratch()
    let grid = try #require(Grid.cases.first { $0.name == name })
    let opened = try OpenedCheckpoint(CheckpointFolder(path: grid.folder))
    defer { opened.close() }
    let form = try #require(opened.forms.first { $0.kind == .token })
    let head = HeadParameters(form, on: opened.parameters, outputs: 3)
    let initial = InitialParameters(seed: 7)
    let values = try FloatParameters(ParameterLayout(opened.parameters.all + head.own)) { parameter in
      try opened.weights.contains(parameter)
        ? opened.weights.floats(parameter) : initial.floats(parameter)
    }
    try SavedCheckpoint(
      family: opened.family, config: opened.config,
      classes: [opened.family.classPrefix + "ForTokenClassification"], labels: ["a", "b", "c"],
      problemType: nil, tensors: values.outputTensors(named: opened.names)
    ).write(to: folder.path + "/saved", besides: opened.encoderFolder)
    var loader = ModelLoader(Engine(try Processor.chosen()))
    let model = try loader.load(
      CheckpointFolder(path: folder.path + "/saved"), heads: [[.token]], precision: .fixed(.f32))
    #expect(model.heads[0].labels == ["a", "b", "c"])
    #expect(model.heads[0].head.width == 3)
    let saved = try OpenedCheckpoint(CheckpointFolder(path: folder.path + "/saved"))
    defer { saved.close() }
    let weight = try #require(head.output?.weight)
    #expect(try saved.weights.floats(weight) == initial.floats(weight))
  }

  @Test(arguments: Grid.cases)
  func packingFromMemoryIsPackingFromTheFile(_ grid: Grid.Case) throws {
    let engine = Engine(try Processor.chosen())
    let checkpoint = try CheckpointFolder(path: grid.folder)
    let opened = try OpenedCheckpoint(checkpoint)
    defer { opened.close() }
    let heads = try opened.heads.map { try opened.parameters(of: $0) }
    let layout = ParameterLayout(opened.parameters.all + heads.flatMap(\.all))
    let values = try FloatParameters(layout) { try opened.weights.floats($0) }
    let encoder = try Encoder(
      packing: opened.parameters, from: values, precision: .f32, engine: engine)
    let loaded = try GridScores(checkpoint, engine: engine)
    var workspace = try EncoderWorkspace(for: encoder)
    for sequence in grid.sequences {
      let expected = try loaded.scores(of: sequence, withHidden: true)
      var batch = Batch(for: encoder.architecture)
      batch.append(ids: sequence.ids, types: sequence.types)
      encoder.forward(batch, workspace: &workspace)
      #expect(
        expected[0].values == workspace.result.withFloats { floats in floats.indices.map { floats[$0] } })
    }
    for head in heads { _ = try Head(packing: head, from: values, engine: engine) }
  }
}
