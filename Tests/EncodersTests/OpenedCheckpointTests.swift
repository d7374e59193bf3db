import Checkpoints
import Encoders
import Testing

@Suite struct OpenedCheckpointTests {
  @Test(arguments: Grid.cases)
  func knowsEveryTensorAndHead(of grid: Grid.Case) throws {
    let opened = try OpenedCheckpoint(CheckpointFolder(path: grid.folder))
    defer { opened.close() }
    #expect(opened.family.modelType == grid.family)
    #expect(opened.unusedTensors == [])
    let kinds = Set(opened.heads.map(\.kind)).subtracting([.pooled])
    #expect(kinds == expectedKinds(grid))
    for entry in opened.weights.entries where !isLegacy(entry.fileName) {
      #expect(opened.fileName(of: entry.name) == entry.fileName)
    }
  }

  /// The heads that a class has, worked out from its name alone.
  private func expectedKinds(_ grid: Grid.Case) -> Set<HeadKind> {
    let suffixes: [(String, Set<HeadKind>)] = [
      ("ForTokenClassification", [.token]), ("ForQuestionAnswering", [.span]),
      ("ForSequenceClassification", [.sequence]), ("ForMultipleChoice", [.choice]),
      ("ForMaskedLM", [.maskedLM]), ("ForNextSentencePrediction", [.nextSentence]), ("Model", []),
      (
        "ForPreTraining",
        grid.family == "electra"
          ? [.replacedToken] : [.maskedLM, grid.family == "albert" ? .sentenceOrder : .nextSentence]
      ),
    ]
    return suffixes.first { grid.className.hasSuffix($0.0) }?.1 ?? []
  }

  private func isLegacy(_ name: String) -> Bool { name.hasSuffix("gamma") || name.hasSuffix("beta") }
}
