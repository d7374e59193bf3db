import Journal
import Records

/// Where a run's outputs go.
package struct OutputSettings: Sendable {
  /// The one output file; nil is standard output.
  package var file: String?
  /// The folder that gets an output for each input.
  package var directory: String?
  /// Whether an interrupted run is resumed.
  package var resume = false
  /// How annotations are written.
  package var writing = WritingSettings()
  /// The file that gets the best answers to each question, as SQuAD's tools name them.
  package var nBest: String?
  /// The file that gets how much the null scores above each question's best answer.
  package var nullOdds: String?

  /// Standard output.
  package init() {}

  /// Files that are written beside the output.
  var besides: [BesideFile] {
    [(BesideFile.Content.nBest, nBest), (.nullOdds, nullOdds)].compactMap { content, path in
      path.map { BesideFile(content: content, path: $0) }
    }
  }

  /// Whether the records go to a terminal.
  package var isSeen: Bool {
    directory == nil && (file ?? "-") == "-" && Terminal.isTerminal(.output)
  }

  /// Whether the output is an array of vectors.
  package var isArray: Bool { writing.format == .npy }
}
