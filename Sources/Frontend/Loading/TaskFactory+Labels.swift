import Encoders
import Records
import Tasks

/// Tasks whose annotation is a label.
extension TaskFactory {
  private var listing: LabelListing {
    var listing = LabelListing()
    listing.topK = request.decoding.topK
    listing.threshold = request.decoding.threshold
    listing.withLogits = request.decoding.logits
    return listing
  }

  /// Labels of a head's own, of a record's own choices, or of the user's own.
  func labels() throws(CommandFault) -> MadeTask {
    let head = model.heads[0]
    let windowing = try windowing(defaultWindow: nil, isPair: true)
    if let labels = request.decoding.labels { return try zeroShot(labels, windowing) }
    if head.head.form.kind == .choice {
      var made = MadeTask(ChoiceTask(tokenizer: tokenizer, windowing: windowing, listing: listing), .label)
      made.shape = .choices
      return made
    }
    let scorer = LabelScorer(labels: head.labels, problemType: head.problemType, listing: listing)
    let task = PairTask(
      tokenizer: tokenizer, labels: scorer, windowing: windowing, long: request.decoding.long ?? .truncate)
    return MadeTask(task, .label)
  }

  /// Labels of the user's own, each as a hypothesis.
  private func zeroShot(_ labels: [String], _ windowing: Windowing) throws(CommandFault) -> MadeTask {
    guard let inference = ZeroShotTask.Inference(labels: model.heads[0].labels) else {
      throw .request(.noEntailment(labels: model.heads[0].labels))
    }
    let template = request.decoding.template ?? ZeroShotTask.defaultTemplate
    guard template.contains(ZeroShotTask.placeholder) else { throw .request(.templateWithoutPlace(template)) }
    let question = ZeroShotTask.Question(
      labels: labels, template: template, isMultiLabel: request.decoding.threshold != nil)
    let task = ZeroShotTask(
      tokenizer: tokenizer, windowing: windowing, inference: inference, question: question, listing: listing,
      withSequence: request.writing.schema == .huggingFace)
    var made = MadeTask(task, .label)
    made.shape = .text
    return made
  }

  /// Whether the second text follows the first.
  func nextSentence() throws(CommandFault) -> MadeTask {
    let task = NextSentenceTask(
      tokenizer: tokenizer, kind: model.heads[0].head.form.kind,
      windowing: try windowing(defaultWindow: nil, isPair: true), listing: listing)
    return MadeTask(task, .label)
  }
}
