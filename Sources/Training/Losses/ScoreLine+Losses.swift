import Foundation

extension ScoreLine {
  /// Gradients of zero.
  func clear(_ gradients: inout MutableSpan<Float>) {
    for number in 0..<count { gradients[place(number)] = 0 }
  }

  /// The logarithm of the sum of exponentials, taken from the largest score on.
  private func logSum(_ scores: Span<Float>, divisor: Double = 1) -> Double {
    var largest = -Float.infinity
    for number in 0..<count { largest = max(largest, scores[place(number)]) }
    // A score that is not a number has no largest; the sum then is not a number either.
    var sum = 0.0
    for number in 0..<count { sum += exp(Double(scores[place(number)] - largest) / divisor) }
    return log(sum) + Double(largest) / divisor
  }

  /// Minus the logarithm of the target's share; gradients are the shares less one for the target.
  func crossEntropy(
    of target: Int, _ scores: Span<Float>, scale: Double, _ gradients: inout MutableSpan<Float>
  ) -> Double {
    precondition(target >= 0 && target < count, "a target is one of the scores")
    let logSum = logSum(scores)
    for number in 0..<count {
      let share = exp(Double(scores[place(number)]) - logSum)
      gradients[place(number)] = Float((number == target ? share - 1 : share) * scale)
    }
    return logSum - Double(scores[place(target)])
  }

  /// For each output, minus the logarithm of the probability of its mark.
  func binaryCrossEntropy(
    _ marks: [Float], weights: [Float]?, _ scores: Span<Float>, scale: Double,
    _ gradients: inout MutableSpan<Float>
  ) -> Double {
    var loss = 0.0
    for number in 0..<count {
      let score = Double(scores[place(number)])
      let mark = Double(marks[number])
      // As PyTorch's `pos_weight`: a class's weight is that of the records in which it holds.
      let weight = mark > 0 ? weights.map { Double($0[number]) } ?? 1 : 1
      let probability = 1 / (1 + exp(-score))
      loss += weight * (max(score, 0) - score * mark + log1p(exp(-abs(score))))
      gradients[place(number)] = Float(weight * (probability - mark) * scale)
    }
    return loss
  }

  /// The cross entropy with a teacher's probabilities at a temperature, times its square.
  func softCrossEntropy(
    _ probabilities: ArraySlice<Float>, temperature: Double, _ scores: Span<Float>, scale: Double,
    _ gradients: inout MutableSpan<Float>
  ) -> Double {
    let logSum = logSum(scores, divisor: temperature)
    var loss = 0.0
    for number in 0..<count {
      let logShare = Double(scores[place(number)]) / temperature - logSum
      let wanted = Double(probabilities[probabilities.startIndex + number])
      loss -= wanted * logShare
      gradients[place(number)] = Float((exp(logShare) - wanted) * temperature * scale)
    }
    return loss * temperature * temperature
  }
}
