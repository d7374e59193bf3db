import Files

/// The local Hugging Face cache: where `org/name` is looked up. Nothing is ever fetched.
package struct HubCache: Sendable {
  /// The folder that holds `models--org--name`.
  package let path: String

  /// The cache that the environment names, by the rules of huggingface_hub
  /// (https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables).
  package init(environment: [String: String]) {
    func value(_ key: String) -> String? {
      guard let text = environment[key], !text.isEmpty else { return nil }
      // A shell leaves a ~ inside of quotes alone.
      guard text == "~" || text.hasPrefix("~/"), let home = environment["HOME"] else { return text }
      return home + text.dropFirst()
    }
    if let path = value("HF_HUB_CACHE") ?? value("HUGGINGFACE_HUB_CACHE") ?? value("TRANSFORMERS_CACHE") {
      self.path = path
    } else if let home = value("HF_HOME") {
      path = joinedPath(home, "hub")
    } else {
      let caches = value("XDG_CACHE_HOME") ?? joinedPath(value("HOME") ?? "/", ".cache")
      path = joinedPath(caches, "huggingface/hub")
    }
  }

  /// The snapshot folder of a model: of the revision after `@` (a branch, a tag or a commit), else of `main`.
  /// Nil when the cache has no such model.
  func snapshot(of name: String) throws(CheckpointError) -> String? {
    let parts = name.split(separator: "@", maxSplits: 1).map(String.init)
    guard ModelName.isValid(name), let model = parts.first else { return nil }
    let folder = joinedPath(path, "models--" + model.split(separator: "/").joined(separator: "--"))
    guard pathKind(folder) == .folder else { return nil }
    let revision = parts.count > 1 ? parts[1] : "main"
    let snapshots = joinedPath(folder, "snapshots")
    let isSafe = !revision.split(separator: "/", omittingEmptySubsequences: false).contains {
      $0 == ".." || $0 == ""
    }
    var commit = revision
    if isSafe, let bytes = try? readFile(joinedPath(folder, "refs/\(revision)"), limit: 256) {
      let text = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).first
      commit = text.map(String.init) ?? revision
    }
    let snapshot = joinedPath(snapshots, commit)
    guard isSafe, isPlainFileName(commit), pathKind(snapshot) == .folder else {
      throw CheckpointError.noSuchRevision(
        name: model, revision: revision, revisions: folderNames(snapshots))
    }
    return snapshot
  }
}
