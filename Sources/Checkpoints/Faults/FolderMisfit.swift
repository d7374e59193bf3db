/// What a folder is that holds no model that can be read.
package enum FolderMisfit: Sendable, Equatable {
  /// Models lie in folders inside.
  case models([String])
  /// An adapter, which changes a model that is elsewhere.
  case adapter
  /// Weights for another program alone: its name.
  case otherWeights(String)
}
