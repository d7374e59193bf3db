import Checkpoints

/// A model family as data: how its `config.json` becomes an `Architecture`, what its tensors are called and which
/// heads it has. One file a family and one row of `all`: that is all that a new family of post-norm encoders needs.
package struct Family: Sendable {
  /// `model_type` in `config.json`.
  package let modelType: String
  /// The family's name as people write it.
  package let title: String
  /// What the names of its classes begin with: `Bert` of `BertForTokenClassification`.
  package let classPrefix: String
  /// The encoder's attribute in checkpoints saved with a head: `bert`.
  let tensorPrefix: String
  /// The sizes of `config.json` as an architecture; refuses settings that the encoder does not follow.
  package let architecture: @Sendable (ModelConfig) throws(CheckpointError) -> Architecture
  /// The rules between file names and canonical names.
  package let names: @Sendable (Architecture) -> NameMap
  /// The heads, each in this family's own form.
  package let heads: @Sendable (ModelConfig, Architecture) throws(CheckpointError) -> [HeadForm]

  /// Every family, in the order in which the documentation lists them.
  package static let all: [Family] = [
    .bert, .roberta, .xlmRoberta, .camembert, .albert, .distilBert, .electra, .mpnet,
  ]

  /// The kinds of head that the family can have, for documentation and its test.
  package var headKinds: [HeadKind] {
    // Which heads there are does not depend on a configuration's values, so an empty one does.
    guard let config = try? ModelConfig(bytes: Array("{}".utf8), path: "config.json"),
      let architecture = try? architecture(config)
    else { return [] }
    return ((try? heads(config, architecture)) ?? []).map(\.kind)
  }

  /// Tensors that files of all families may hold and that carry no parameter.
  static func isIgnored(_ fileName: String) -> Bool {
    fileName.hasSuffix("embeddings.position_ids") || fileName.hasSuffix("embeddings.token_type_ids")
  }

  /// The family of a checkpoint: by `model_type`, in old uploads without one by the class in `architectures`,
  /// then by the prefix of the tensors' names.
  package static func of(_ config: ModelConfig, tensorNames: [String]) throws(ModelError) -> Family {
    if let type = config.modelType {
      if let family = all.first(where: { $0.modelType.utf8.elementsEqual(type.utf8) }) { return family }
      throw ModelError.unknownFamily(path: config.path, modelType: type, known: all.map(\.modelType))
    }
    let classes = config.architectures
    if let family = all.first(where: { family in classes.contains { family.hasClass($0) } }) { return family }
    if let family = all.first(where: { family in
      tensorNames.contains { $0.hasPrefix(family.tensorPrefix + ".") }
    }) {
      return family
    }
    throw ModelError.unknownFamily(path: config.path, modelType: nil, known: all.map(\.modelType))
  }

  /// Whether `name` is a class of this family: the prefix and `Model` or `For…`.
  private func hasClass(_ name: String) -> Bool {
    guard name.hasPrefix(classPrefix) else { return false }
    let rest = name.dropFirst(classPrefix.count)
    return rest.hasPrefix("For") || rest == "Model"
  }

  /// The kinds of head that a class of `architectures` names; empty for `…Model` and unknown classes.
  package static func headKinds(ofClass name: String, in forms: [HeadForm]) -> [HeadKind] {
    forms.filter { form in form.classes.contains { name.hasSuffix($0) } }.map(\.kind)
  }
}
