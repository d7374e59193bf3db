import Files
import JSON

/// Why a checkpoint, its configuration or a task folder was refused. Every case names the file.
package enum CheckpointError: Error, Equatable, Sendable {
  /// The file or folder could not be opened, read or written; `code` is the system's errno.
  case system(path: String, operation: FileError.Operation, code: Int32)
  /// Nothing of this name exists: neither a folder nor a model in the local Hugging Face cache, whose
  /// searched folder is `cache`.
  case notFound(name: String, cache: String)
  /// The cache holds the model `name` but not this revision; `revisions` are those that it holds.
  case noSuchRevision(name: String, revision: String, revisions: [String])
  /// None of the searched folders holds an embedded task of this name; `isNamed` says whether the user named the folder.
  case noEmbeddedTask(String, searched: [String], isNamed: Bool)
  /// The folder holds none of the files of which one is needed, in the order in which they are looked for.
  case missingFile(folder: String, expected: [String])
  /// The folder holds something else than a model that can be read.
  case misfit(folder: String, FolderMisfit)
  /// A file is not what its name says.
  case disguised(path: String, FileDisguise)
  /// A text file is not valid JSON.
  case json(path: String, error: JSONError)
  /// A safetensors file breaks the format.
  case safetensors(path: String, fault: SafetensorsFault)
  /// A `pytorch_model.bin` breaks the format or asks for more than rebuilding tensors.
  case torch(path: String, fault: TorchFault)
  /// A shard index is wrong.
  case shards(path: String, fault: ShardFault)
  /// `config.json` or another settings file is wrong.
  case config(path: String, fault: ConfigFault)
  /// `task.json` is wrong.
  case manifest(path: String, fault: ManifestFault)
  /// A tensor that is needed is missing. `tensor` is the name that the file should have it under; `holds` are
  /// the names that the file does hold, in the file's order.
  case missingTensor(path: String, tensor: String, holds: [String])
  /// A tensor has another shape than the configuration asks for.
  case shape(path: String, tensor: String, expected: [Int], found: [Int])
  /// A tensor that is needed has elements that are not read as numbers here.
  case elementType(path: String, tensor: String, found: ElementType)
  /// A tensor that is needed holds a number that is infinite or NaN, at these indices.
  case notFinite(path: String, tensor: String, index: [Int], value: Float)
  /// An I8 tensor has no F32 scales beside it: `scale` is the name of the tensor that should hold one for
  /// each of the `rows`.
  case missingScale(path: String, tensor: String, scale: String, rows: Int)
  /// Two tensors of the file are spellings of the same weight.
  case ambiguousTensor(path: String, first: String, second: String)
}
