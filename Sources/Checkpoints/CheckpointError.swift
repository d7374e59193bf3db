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
  /// The folder holds none of the files of which one is needed, in the order in which they are looked for.
  case missingFile(folder: String, expected: [String])
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
  /// A tensor that is needed is not there. `tensor` is the name as it would stand in the file; `holds` are
  /// the names that the file does hold, in the file's order.
  case missingTensor(path: String, tensor: String, holds: [String])
  /// A tensor has another shape than the configuration asks for.
  case shape(path: String, tensor: String, expected: [Int], found: [Int])
  /// A tensor that is needed has elements that are not read as numbers here.
  case elementType(path: String, tensor: String, found: ElementType)
  /// An I8 tensor has no F32 scales beside it: `scale` is the name of the tensor that should hold one for
  /// each of the `rows`.
  case missingScale(path: String, tensor: String, scale: String, rows: Int)
  /// Two tensors of the file are spellings of the same weight.
  case ambiguousTensor(path: String, first: String, second: String)
}

/// What is wrong in a safetensors file.
package enum SafetensorsFault: Error, Equatable, Sendable {
  /// The file is shorter than the eight bytes of the header's length.
  case tooShort(size: Int)
  /// The header's claimed length reaches past the end of the file.
  case headerLongerThanFile(claimed: UInt64, available: Int)
  /// The header's claimed length is over what is read.
  case headerOverLimit(claimed: UInt64, limit: Int)
  /// The header is not JSON; the error's offset counts from the start of the header.
  case headerNotJSON(JSONError)
  /// The header's JSON is no object.
  case headerNotObject
  /// A key stands twice in the header.
  case duplicateName(String)
  /// A tensor's entry has not the form `{"dtype", "shape", "data_offsets"}`; `member` is the wrong one.
  case malformedEntry(tensor: String, member: String)
  /// A tensor's element type is not one of safetensors' types.
  case unknownElementType(tensor: String, found: String)
  /// A tensor's shape does not fit the bytes that it claims.
  case wrongSize(tensor: String, shape: [Int], elementType: ElementType, bytes: Int)
  /// The product of a tensor's shape does not fit a machine word.
  case sizeOverflow(tensor: String, shape: [Int])
  /// A tensor's bytes lie outside the file.
  case outOfBounds(tensor: String, begin: Int, end: Int, available: Int)
  /// Two tensors claim the same bytes.
  case overlap(first: String, second: String)
  /// Bytes before this tensor belong to no tensor.
  case gap(before: String, bytes: Int)
  /// Bytes after the last tensor belong to no tensor.
  case trailingBytes(Int)
}

/// What is wrong in the index of a sharded checkpoint.
package enum ShardFault: Error, Equatable, Sendable {
  /// The index has no object `weight_map`.
  case noWeightMap
  /// An entry of `weight_map` is not the name of a file in the same folder.
  case notAFileName(tensor: String, found: String)
  /// `weight_map` puts a tensor into a shard that does not hold it.
  case notInShard(tensor: String, shard: String)
  /// Two shards hold a tensor of the same name.
  case duplicateName(tensor: String, first: String, second: String)
  /// The index names more shards than are opened.
  case tooMany(count: Int, limit: Int)
}
