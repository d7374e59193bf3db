import Checkpoints

extension OpenedCheckpoint {
  /// Whether a tensor that the encoder needs is there, has its shape and can be read.
  func check(_ tensor: Architecture.TensorShape) throws(ModelError) {
    do throws(CheckpointError) {
      try weights.checkReadable(tensor.name, shape: tensor.shape)
    } catch {
      throw explained(error)
    }
  }

  /// The kinds of head that the checkpoint names and does not hold whole.
  var absentHeads: [HeadKind] {
    if manifest != nil {
      // A task's name stands for any of the heads that it can read.
      return heads.contains { namedKinds.contains($0.kind) } ? [] : Array(namedKinds.prefix(1))
    }
    return namedKinds.filter { kind in
      // A class may name several kinds of which a file holds one: ELECTRA's generator and discriminator.
      !heads.contains { $0.kind == kind } && !heads.contains { sharesClass($0.kind, kind) }
    }
  }

  private func sharesClass(_ first: HeadKind, _ second: HeadKind) -> Bool {
    let classes = forms.filter { $0.kind == first }.flatMap(\.classes)
    return forms.contains { $0.kind == second && $0.classes.contains(where: classes.contains) }
  }

  /// A head's outputs and labels; an error where it would not load.
  func description(of form: HeadForm) throws(ModelError) -> CheckpointDescription.HeadDescription {
    let width = architecture.width
    let inner = form.isTied ? architecture.embedding.width : width
    var outputs = inner
    do throws(CheckpointError) {
      if let dense = form.dense {
        try weights.checkReadable("\(dense.name).weight", shape: [inner, width])
        try weights.checkReadable("\(dense.name).bias", shape: [inner])
      }
      if let output = form.output, !form.isTied {
        outputs = try weights.entry("\(output).weight").shape.first ?? 0
        try weights.checkReadable("\(output).weight", shape: [outputs, width])
        try weights.checkReadable("\(output).bias", shape: [outputs])
      }
    } catch {
      throw ModelError.checkpoint(error)
    }
    if form.isTied { outputs = architecture.embedding.vocabulary }
    try checkOutputs(of: form)
    return CheckpointDescription.HeadDescription(
      kind: form.kind, task: form.kind.task, outputs: outputs, labels: try labels(of: form),
      problemType: form.kind == .sequence ? problemType : nil)
  }
}
