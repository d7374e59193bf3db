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
