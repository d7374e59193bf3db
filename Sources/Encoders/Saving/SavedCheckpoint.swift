import Checkpoints
import Files
import JSON

/// A checkpoint as it is written, so that transformers 4 and 5 load it: the encoder under its family's prefix, modern names,
/// and `config.json` with the keys that both read.
package struct SavedCheckpoint {
  /// The family that it is of.
  package let family: Family
  /// The configuration that it begins with; what no member here states is kept.
  package let config: ModelConfig
  /// The classes of `architectures`.
  package let classes: [String]
  /// The labels by output; empty leaves them out.
  package let labels: [String]
  /// What a sequence head's numbers mean; nil leaves it to the count of labels.
  package let problemType: ProblemType?
  /// The tensors, under file names.
  package let tensors: [OutputTensor]

  /// A checkpoint of tensors that are called as in files of its family.
  package init(
    family: Family, config: ModelConfig, classes: [String], labels: [String], problemType: ProblemType?,
    tensors: [OutputTensor]
  ) {
    self.family = family
    self.config = config
    self.classes = classes
    self.labels = labels
    self.problemType = problemType
    self.tensors = tensors
  }

  /// Writes the folder, with the files of the tokenizer and of sentence-transformers that lie in `folder`.
  package func write(to path: String, besides folder: CheckpointFolder) throws(ModelError) {
    do throws(CheckpointError) {
      try createFolder(path)
      try SafetensorsWriter.write(
        tensors, metadata: [("format", "pt")], to: joinedPath(path, "model.safetensors"))
      try writeFile(indentedJSON(savedConfig), to: joinedPath(path, "config.json"))
      try folder.copyTokenizer(to: path)
      try folder.copySentenceFiles(to: path)
    } catch {
      throw ModelError.checkpoint(error)
    }
  }

  /// `config.json` with what a reader needs stated, and everything else kept.
  private var savedConfig: JSONObject {
    let commonest = tensors.max { $0.byteCount < $1.byteCount }?.elementType ?? .float32
    return config.json.replacing(
      [
        ("architectures", .array(classes.map(JSONValue.string))), ("model_type", .string(family.modelType)),
        ("torch_dtype", .string(commonest.torchName)), ("dtype", nil),
        ("problem_type", problemType.map { .string($0.rawValue) }),
      ] + labelMembers)
  }

  private var labelMembers: [(key: String, value: JSONValue?)] {
    guard !labels.isEmpty else { return [] }
    let forward = labels.enumerated().map { ("\($0)", JSONValue.string($1)) as JSONObject.Member }
    let backward = labels.enumerated().map { ($1, JSONValue.integer($0)) as JSONObject.Member }
    return [
      ("id2label", .object(JSONObject(forward))), ("label2id", .object(JSONObject(backward))),
      ("num_labels", nil),
    ]
  }
}

extension FloatParameters {
  /// The parameters as tensors of a file, called by the rules of `names`.
  package func outputTensors(named names: NameMap) -> [OutputTensor] {
    layout.parameters.map { parameter in
      OutputTensor(name: names.fileName(of: parameter.name, prefixed: true), shape: parameter.shape) {
        () throws(CheckpointError) in floats(parameter)
      }
    }
  }
}
