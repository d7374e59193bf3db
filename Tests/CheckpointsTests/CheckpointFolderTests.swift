import Checkpoints
import Files
import Foundation
import TestSupport
import Testing

@Suite struct CheckpointFolderTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  private let one = #"{"dtype":"F32","shape":[1],"data_offsets":[0,4]}"#

  @Test func findsTheFilesOfACheckpoint() throws {
    try folder.file("m/config.json", "{}")
    try folder.file("m/model.safetensors", safetensors(header: #"{"a":\#(one)}"#, data: [0, 0, 0, 0]))
    try folder.file("m/vocab.txt", "x")
    let found = try CheckpointFolder.locate(folder.path + "/m", environment: [:])
    #expect(found.weightFile == .safetensors)
    #expect(found.presentTokenizerFiles == ["vocab.txt"])
    #expect(!found.isTask)
    #expect(try found.config().labels.count == 2)
    #expect(try found.weights().entries.map(\.name) == ["a"])
  }

  @Test func readsShards() throws {
    try folder.file("x.safetensors", safetensors(header: #"{"a":\#(one)}"#, data: [0, 0, 0x80, 0x3F]))
    try folder.file("y.safetensors", safetensors(header: #"{"b":\#(one)}"#, data: [0, 0, 0, 0x40]))
    let index = "model.safetensors.index.json"
    func open(_ text: String) throws -> Weights {
      try folder.file(index, text)
      return try CheckpointFolder(path: folder.path).weights()
    }
    let weights = try open(#"{"metadata":{},"weight_map":{"a":"x.safetensors","b":"y.safetensors"}}"#)
    #expect(try weights.floats("a", shape: [1]) == [1])
    #expect(try weights.floats("b", shape: [1]) == [2])

    let path = try #require(resolvedPath(folder.path)) + "/" + index
    func refuses(_ text: String, _ fault: ShardFault) {
      #expect(throws: CheckpointError.shards(path: path, fault: fault)) { try open(text) }
    }
    refuses("{}", .noWeightMap)
    refuses(
      #"{"weight_map":{"a":"../x.safetensors"}}"#, .notAFileName(tensor: "a", found: "../x.safetensors"))
    refuses(#"{"weight_map":{"a":"y.safetensors"}}"#, .notInShard(tensor: "a", shard: "y.safetensors"))
    #expect(throws: CheckpointError.self) { try open(#"{"weight_map":{"a":"absent.safetensors"}}"#) }
  }

  @Test func refusesTheSameTensorInTwoShards() throws {
    let bytes = safetensors(header: #"{"a":\#(one)}"#, data: [0, 0, 0, 0])
    let first = try folder.file("x.safetensors", bytes).path
    let second = try folder.file("y.safetensors", bytes).path
    #expect(throws: CheckpointError.ambiguousTensor(path: second, first: "a", second: "a")) {
      try Weights(safetensors: [first, second])
    }
  }

  @Test func looksModelsUpInTheLocalCache() throws {
    let hub = folder.path + "/home/.cache/huggingface/hub"
    let model = "home/.cache/huggingface/hub/models--org--name"
    try folder.file(model + "/refs/main", "abc123\n")
    try folder.file(model + "/snapshots/abc123/config.json", "{}")
    try folder.file(model + "/snapshots/def456/task.json", "{}")
    let environment = ["HOME": folder.path + "/home"]
    let found = try CheckpointFolder.locate("org/name", environment: environment)
    #expect(found.has("config.json"))
    #expect(found.name == "org/name")
    #expect(try CheckpointFolder.locate("org/name@def456", environment: environment).isTask)
    #expect(
      throws: CheckpointError.noSuchRevision(
        name: "org/name", revision: "dev", revisions: ["abc123", "def456"])
    ) { try CheckpointFolder.locate("org/name@dev", environment: environment) }
    #expect(throws: CheckpointError.notFound(name: "org/other", cache: hub)) {
      try CheckpointFolder.locate("org/other", environment: environment)
    }
    for name in ["../x", "org/../x", "a/b/c", "org/na--me", ""] {
      #expect(throws: CheckpointError.self) { try CheckpointFolder.locate(name, environment: environment) }
    }
  }

  @Test func followsTheCacheVariablesInTheirOrder() {
    #expect(HubCache(environment: ["HF_HUB_CACHE": "/a", "HF_HOME": "/b"]).path == "/a")
    #expect(HubCache(environment: ["HF_HOME": "/b", "HOME": "/c"]).path == "/b/hub")
    #expect(HubCache(environment: ["XDG_CACHE_HOME": "/x", "HOME": "/c"]).path == "/x/huggingface/hub")
    #expect(HubCache(environment: ["HOME": "/c", "HF_HOME": ""]).path == "/c/.cache/huggingface/hub")
  }
}
