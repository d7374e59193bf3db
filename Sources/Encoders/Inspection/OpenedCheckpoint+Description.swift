import Checkpoints

extension OpenedCheckpoint {
  /// Checks that a parameter of the encoder is present, has its shape and can be read.
  func check(_ parameter: Parameter) throws(ModelError) {
    do throws(CheckpointError) {
      try weights.checkReadable(parameter)
    } catch {
      throw explained(.checkpoint(error))
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
    let parameters = try parameters(of: form)
    do throws(CheckpointError) {
      for parameter in parameters.all { try weights.checkReadable(parameter) }
    } catch {
      throw ModelError.checkpoint(error)
    }
    return CheckpointDescription.HeadDescription(
      kind: form.kind, task: form.kind.task, outputs: parameters.outputs, labels: try labels(of: form),
      problemType: form.kind == .sequence ? problemType : nil)
  }
}
