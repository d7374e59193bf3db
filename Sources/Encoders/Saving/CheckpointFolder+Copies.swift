import Checkpoints
import Files

extension CheckpointFolder {
  /// Copies what people read of a task folder: its card and its example.
  func copyCard(to path: String) throws(CheckpointError) {
    for file in ["README.md", "example.jsonl"] where resolvedPath(self.path(of: file)) != nil {
      try writeFile(readFile(self.path(of: file), limit: 1 << 20), to: joinedPath(path, file))
    }
  }

  /// Copies the tokenizer's files, byte for byte.
  func copyTokenizer(to path: String) throws(CheckpointError) {
    for file in presentTokenizerFiles {
      try writeFile(readFile(self.path(of: file), limit: 256 << 20), to: joinedPath(path, file))
    }
  }
}
