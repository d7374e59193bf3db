import Files
import JSON

extension CheckpointFolder {
  /// Copies what sentence-transformers keeps beside a checkpoint, byte for byte: its settings, and the folders that
  /// `modules.json` names. Where there is none of it, nothing is done.
  package func copySentenceFiles(to path: String) throws(CheckpointError) {
    let settings = ["modules.json", "sentence_bert_config.json", "config_sentence_transformers.json"]
    for file in settings where has(file) { try copy(file, to: path) }
    for folder in try moduleFolders() { try createFolder(joinedPath(path, folder)) }
    for file in try moduleFiles() { try copy(file, to: path) }
  }

  /// Every file that a model in this folder is read from, by its name in the folder: settings, tokenizer, weights with their
  /// shards, the head that `task.json` names, and the steps of `modules.json`.
  package func modelFiles() throws(CheckpointError) -> [String] {
    var names = files
    switch weightFile {
    case .safetensorsIndex?, .torchIndex?:
      let index = try ShardIndex(path: path(of: weightFile?.rawValue ?? ""))
      names.formUnion(index.shardPaths.map { lastComponent(of: $0) })
    case .safetensors?, .torch?, nil: break
    }
    if isTask, let head = try manifest().head { names.insert(head) }
    names.formUnion(try moduleFiles())
    return names.sorted()
  }

  private func moduleFiles() throws(CheckpointError) -> [String] {
    var names: [String] = []
    for folder in try moduleFolders() {
      for file in ["config.json", "model.safetensors", "pytorch_model.bin"] {
        let name = joinedPath(folder, file)
        if pathKind(path(of: name)) == .file { names.append(name) }
      }
    }
    return names
  }

  /// The folders of the steps of `modules.json`, without the checkpoint's own.
  private func moduleFolders() throws(CheckpointError) -> [String] {
    guard has("modules.json") else { return [] }
    let file = try JSONFile(path: path(of: "modules.json"))
    var folders: [String] = []
    for entry in file.value.array ?? [] {
      guard let folder = entry["path"]?.string, !folder.isEmpty else { continue }
      let parts = folder.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.allSatisfy({ isPlainFileName(String($0)) }) else {
        throw CheckpointError.config(path: file.path, fault: .unsupported(key: "path", value: folder))
      }
      folders.append(folder)
    }
    return folders
  }

  private func copy(_ name: String, to path: String) throws(CheckpointError) {
    try writeFile(readFile(self.path(of: name), limit: 1 << 30), to: joinedPath(path, name))
  }
}
