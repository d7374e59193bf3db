import Checkpoints
import Files
import Journal
import Models

/// The SHA-256 of files, each read once.
struct FileDigests {
  private var known: [Path: String] = [:]

  /// A model by its name and the digests of its files.
  mutating func record(of source: ModelSource) throws -> OutputManifest.ModelRecord {
    var files: [OutputManifest.DigestedFile] = []
    for path in try source.paths() {
      let digest = try known[Path(path)] ?? InputFile.fingerprint(of: path).description
      known[Path(path)] = digest
      files.append(OutputManifest.DigestedFile(path: path, digest: digest))
    }
    return OutputManifest.ModelRecord(name: source.name, files: files)
  }
}
