import Files
import JSON

/// The index of a checkpoint in several files: `model.safetensors.index.json` or `pytorch_model.bin.index.json`.
struct ShardIndex {
  /// The most shards that are opened.
  static let limit = 1024

  let path: String
  /// The shards' paths, in the order of their names.
  let shardPaths: [String]
  private let places: [(tensor: String, shard: String)]

  /// Reads the index at `path`; shards must be plain file names, so that an index cannot reach elsewhere.
  init(path: String) throws(CheckpointError) {
    self.path = path
    let root = try JSONFile(path: path).value
    guard let map = root["weight_map"]?.object else {
      throw CheckpointError.shards(path: path, fault: .noWeightMap)
    }
    var places: [(tensor: String, shard: String)] = []
    var shards = Set<String>()
    for (tensor, value) in map.members {
      guard let shard = value.string, isPlainFileName(shard) else {
        throw CheckpointError.shards(
          path: path, fault: .notAFileName(tensor: tensor, found: value.string ?? ""))
      }
      places.append((tensor, shard))
      shards.insert(shard)
    }
    guard shards.count <= Self.limit else {
      throw CheckpointError.shards(path: path, fault: .tooMany(count: shards.count, limit: Self.limit))
    }
    self.places = places
    let folder = parentFolder(of: path)
    shardPaths = shards.sorted().map { joinedPath(folder, $0) }
  }

  /// Whether each tensor lies in the shard that the index names.
  func check(_ weights: Weights) throws(CheckpointError) {
    for (tensor, shard) in places {
      guard let entry = weights[tensor], lastComponent(of: entry.path).utf8.elementsEqual(shard.utf8) else {
        throw CheckpointError.shards(path: path, fault: .notInShard(tensor: tensor, shard: shard))
      }
    }
  }
}
