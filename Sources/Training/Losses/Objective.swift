import Tasks

/// How a head's scores are judged against targets. Losses are sums; what they are divided by is the weight of all targets of a
/// step, however it was cut into lanes.
package struct Objective: Sendable, Equatable {
  /// What the loss of a class's targets is multiplied by; nil where all classes weigh the same.
  package var classWeights: [Float]?
  /// What a teacher's logits were divided by; the head's are divided by the same. The loss is multiplied by its square
  /// (https://arxiv.org/abs/1503.02531), so that gradients keep their size.
  package var temperature: Float = 1

  /// Classes of equal weight.
  package init() {}

  /// What a window's targets weigh: their number, with the weights of their classes where there are any; of classes that can
  /// hold together each counts as one.
  package func weight(of targets: WindowTargets, outputs: Int) -> Double {
    switch targets {
    case .classes(let classes):
      guard let classWeights else { return Double(targets.count) }
      return classes.reduce(0) { $0 + ($1 >= 0 ? Double(classWeights[Int($1)]) : 0) }
    case .span, .number: return 1
    case .marks(let marks): return Double(marks.count)
    case .soft(let values): return Double(values.count / max(1, outputs))
    }
  }

  /// The loss of a window, and its gradient by each score times `scale`.
  ///
  /// `scores` are those of the window's rows, `[rows × outputs]`, from `place` on; the gradients go to the same places, and all
  /// of them are written.
  package func loss(
    _ targets: WindowTargets, scores: Span<Float>, at place: Int, rows: Int, outputs: Int, scale: Double,
    gradients: inout MutableSpan<Float>
  ) -> Double {
    let all = ScoreRows(first: place, rows: rows, outputs: outputs)
    switch targets {
    case .classes(let classes):
      precondition(classes.count == rows, "a class for each row")
      var loss = 0.0
      for row in 0..<rows {
        guard classes[row] >= 0 else {
          all.row(row).clear(&gradients)
          continue
        }
        let weight = classWeights.map { Double($0[Int(classes[row])]) } ?? 1
        loss +=
          weight
          * all.row(row).crossEntropy(
            of: Int(classes[row]), scores, scale: scale * weight, &gradients)
      }
      return loss
    case .span(let start, let end):
      precondition(outputs == 2, "a span head scores starts and ends")
      // The mean of the two, as in transformers.
      return
        (all.column(0).crossEntropy(of: Int(start), scores, scale: scale / 2, &gradients)
        + all.column(1).crossEntropy(of: Int(end), scores, scale: scale / 2, &gradients)) / 2
    case .marks(let marks):
      precondition(rows == 1 && marks.count == outputs, "a mark for each output of one row")
      return all.row(0).binaryCrossEntropy(
        marks, weights: classWeights, scores, scale: scale, &gradients)
    case .number(let number):
      precondition(rows == 1 && outputs == 1, "a number for the one output of one row")
      let error = Double(scores[place]) - Double(number)
      gradients[place] = Float(2 * error * scale)
      return error * error
    case .soft(let values):
      precondition(values.count == rows * outputs, "a probability for each score")
      var loss = 0.0
      for row in 0..<rows {
        loss += all.row(row).softCrossEntropy(
          values[row * outputs..<(row + 1) * outputs], temperature: Double(temperature), scores,
          scale: scale, &gradients)
      }
      return loss
    }
  }
}
