import Foundation

/// `e` to the power of `x`.
func exponential(_ x: Double) -> Double { exp(x) }

/// The softmax of one row of logits, summed in double precision from left to right: `[labels]` to `[labels]`.
package func softmax(_ logits: ArraySlice<Float>) -> [Float] {
  guard let largest = logits.max() else { return [] }
  let exponentials = logits.map { exponential(Double($0 - largest)) }
  let total = exponentials.reduce(0, +)
  return exponentials.map { Float($0 / total) }
}

/// The logistic function of one logit.
package func sigmoid(_ logit: Float) -> Float { Float(1 / (1 + exponential(-Double(logit)))) }

/// The index of the largest of the logits, the first of equal ones; nil when there is none.
package func indexOfLargest(_ logits: ArraySlice<Float>) -> Int? {
  guard var best = logits.indices.first else { return nil }
  for index in logits.indices where logits[index] > logits[best] { best = index }
  return best - logits.startIndex
}
