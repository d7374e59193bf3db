import JSON

extension Weights {
  /// Opens safetensors files as one set of tensors; a name may occur in one of them only.
  package init(safetensors paths: [String]) throws(CheckpointError) {
    var entries: [TensorEntry] = []
    var files: [FileBytes] = []
    var metadata: [(key: String, value: String)] = []
    for path in paths {
      let file = try FileBytes(path: path)
      let header = try file.safetensorsHeader()
      entries += header.entries.map { entry in
        TensorEntry(
          name: entry.name, fileName: entry.name, elementType: entry.elementType, shape: entry.shape,
          strides: nil, file: file, range: entry.range)
      }
      files.append(file)
      metadata += header.metadata
    }
    try self.init(entries: entries, files: files, metadata: metadata)
  }

  /// Opens the shards that the index at `path` (`model.safetensors.index.json`) names, and checks that each
  /// holds what the index puts there.
  package init(safetensorsIndex path: String) throws(CheckpointError) {
    let index = try ShardIndex(path: path)
    try self.init(safetensors: index.shardPaths)
    try index.check(self)
  }
}

extension FileBytes {
  /// The checked header of this file.
  func safetensorsHeader() throws(CheckpointError) -> SafetensorsHeader {
    let lengthField = bytes(in: 0..<min(8, count))
    do throws(SafetensorsFault) {
      return try SafetensorsHeader(lengthField: lengthField, fileSize: count) { bytes(in: $0) }
    } catch {
      throw CheckpointError.safetensors(path: path, fault: error)
    }
  }
}
