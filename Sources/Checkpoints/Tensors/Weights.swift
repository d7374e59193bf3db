/// The tensors of a checkpoint, checked and ready to be read by name until `close()`.
///
/// One value may span several files (shards, or a task's head beside a shared encoder). Nothing is copied until
/// a tensor is asked for.
package struct Weights {
  /// The tensors: by file, then in the order in which their bytes lie.
  package private(set) var entries: [TensorEntry]
  /// The files that were opened, in order.
  package let paths: [String]
  /// The strings of the files' `__metadata__`.
  package let metadata: [(key: String, value: String)]
  private let files: [FileBytes]
  private var index: [String: Int]
  private var names: (map: NameMap, prefixed: Bool)?

  /// Tensors with distinct names out of opened files.
  init(
    entries: [TensorEntry], files: [FileBytes], metadata: [(key: String, value: String)] = []
  ) throws(CheckpointError) {
    self.entries = entries
    self.files = files
    self.metadata = metadata
    paths = files.map(\.path)
    index = try Self.index(entries)
  }

  private static func index(_ entries: [TensorEntry]) throws(CheckpointError) -> [String: Int] {
    var index = [String: Int](minimumCapacity: entries.count)
    for (position, entry) in entries.enumerated() {
      if let first = index.updateValue(position, forKey: entry.name) {
        throw CheckpointError.ambiguousTensor(
          path: entry.path, first: entries[first].fileName, second: entry.fileName)
      }
    }
    return index
  }

  /// The tensor called `name`; nil when there is none.
  package subscript(_ name: String) -> TensorEntry? {
    index[name].map { entries[$0] }
  }

  /// Whether there is a tensor called `name`.
  package func contains(_ name: String) -> Bool { index[name] != nil }

  /// The tensor called `name`, which must have `shape` where one is given; else the error that names it.
  package func entry(_ name: String, shape: [Int]? = nil) throws(CheckpointError) -> TensorEntry {
    guard let entry = self[name] else {
      let fileName = names.map { $0.map.fileName(of: name, prefixed: $0.prefixed) } ?? name
      throw CheckpointError.missingTensor(
        path: paths.joined(separator: ", "), tensor: fileName, holds: entries.map(\.fileName))
    }
    if let shape, entry.shape != shape {
      throw CheckpointError.shape(
        path: entry.path, tensor: entry.fileName, expected: shape, found: entry.shape)
    }
    return entry
  }

  /// The same tensors under canonical names. Tensors that no rule covers keep their place in `extras`.
  ///
  /// Where a weight occurs twice, under a modern and a legacy spelling, the modern one is read.
  package func named(by map: NameMap) throws(CheckpointError) -> (weights: Weights, extras: [String]) {
    let prefixed = map.isPrefixed(entries.map(\.fileName))
    var chosen: [String: (position: Int, isAlias: Bool)] = [:]
    var extras: [String] = []
    for (position, entry) in entries.enumerated() {
      guard let match = map.canonicalName(of: entry.fileName, prefixed: prefixed) else {
        extras.append(entry.fileName)
        continue
      }
      if let other = chosen[match.name] {
        guard other.isAlias != match.isAlias else {
          throw CheckpointError.ambiguousTensor(
            path: entry.path, first: entries[other.position].fileName, second: entry.fileName)
        }
        if match.isAlias { continue }
      }
      chosen[match.name] = (position, match.isAlias)
    }
    var result = self
    result.names = (map, prefixed)
    result.entries = chosen.sorted { $0.value.position < $1.value.position }.map { name, value in
      var entry = entries[value.position]
      entry.name = name
      return entry
    }
    result.index = try Self.index(result.entries)
    return (result, extras)
  }

  /// These tensors and those of `other`, whose names must differ.
  package func joined(with other: Weights) throws(CheckpointError) -> Weights {
    var result = try Weights(
      entries: entries + other.entries, files: files + other.files, metadata: metadata + other.metadata)
    result.names = names ?? other.names
    return result
  }

  /// These tensors without those called `names`.
  package func without(_ names: [String]) throws(CheckpointError) -> Weights {
    let names = Set(names)
    var result = self
    result.entries = entries.filter { !names.contains($0.name) }
    result.index = try Self.index(result.entries)
    return result
  }

  /// The same tensors without what a wrapper put before all of their names: `module.` of PyTorch's data parallelism,
  /// `_orig_mod.` of its compiler.
  func unwrapped() throws(CheckpointError) -> Weights {
    var result = self
    while let prefix = ["module.", "_orig_mod."].first(where: { prefix in
      !result.entries.isEmpty && result.entries.allSatisfy { $0.fileName.utf8.starts(with: prefix.utf8) }
    }) {
      for place in result.entries.indices {
        result.entries[place].fileName.removeFirst(prefix.count)
        result.entries[place].name = result.entries[place].fileName
      }
    }
    result.index = try Self.index(result.entries)
    return result
  }

  /// How many tensors of each element type there are, the commonest first.
  package var elementTypeCounts: [(type: ElementType, count: Int)] {
    ElementType.allCases
      .map { type in (type, entries.count { $0.elementType == type }) }
      .filter { $0.1 > 0 }
      .sorted { $0.1 > $1.1 }
  }

  /// Closes the files; nothing can be read afterwards.
  package func close() {
    for file in files { file.close() }
  }
}
