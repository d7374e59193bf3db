import Encoders
import Records

/// Tasks whose annotation is a label.
extension TaskFactory {
  private var listing: LabelListing {
    var listing = LabelListing()
    listing.topK = asked.decoding.topK
    listing.threshold = asked.decoding.threshold
    listing.withLogits = asked.decoding.logits
    return listing
  }

  /// Labels of a head's own, of a record's own choices, or of the user's own.
  func labels() throws -> MadeTask {
    let head = model.heads[0]
    let windowing = try windowing(defaultWindow: nil, isPair: true)
    if let labels = asked.decoding.labels { return try zeroShot(labels, windowing) }
    if head.head.form.kind == .choice {
      var made = MadeTask(ChoiceTask(tokenizer: tokenizer, windowing: windowing, listing: listing), .label)
      made.shape = .choices
      return made
    }
    let scorer = LabelScorer(labels: head.labels, problemType: head.problemType, listing: listing)
    let task = PairTask(
      tokenizer: tokenizer, labels: scorer, windowing: windowing, long: asked.decoding.long ?? .truncate)
    return MadeTask(task, .label)
  }

  /// Labels of the user's own, each as a hypothesis.
  private func zeroShot(_ labels: [String], _ windowing: Windowing) throws -> MadeTask {
    guard let inference = ZeroShotTask.Inference(labels: model.heads[0].labels) else {
      throw TaskFault.noEntailment(labels: model.heads[0].labels)
    }
    let template = asked.decoding.template ?? ZeroShotTask.defaultTemplate
    guard template.contains(ZeroShotTask.placeholder) else { throw TaskFault.templateWithoutPlace(template) }
    let question = ZeroShotTask.Question(
      labels: labels, template: template, isMultiLabel: asked.decoding.threshold != nil)
    let task = ZeroShotTask(
      tokenizer: tokenizer, windowing: windowing, inference: inference, question: question, listing: listing,
      withSequence: asked.schema == .huggingFace)
    var made = MadeTask(task, .label)
    made.shape = .text
    return made
  }

  /// Whether the second text follows the first.
  func nextSentence() throws -> MadeTask {
    let task = NextSentenceTask(
      tokenizer: tokenizer, kind: model.heads[0].head.form.kind,
      windowing: try windowing(defaultWindow: nil, isPair: true), listing: listing)
    return MadeTask(task, .label)
  }
}
