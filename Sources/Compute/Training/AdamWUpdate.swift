/// One update of AdamW (https://arxiv.org/abs/1711.05101) with numbers that hold for a range of parameters, in the order of
/// operations that PyTorch has.
package struct AdamWUpdate: Sendable, Equatable {
  /// The share of the parameter that decays: the rate times the weight decay.
  private let decay: Float
  /// The rate over the first moment's bias correction.
  private let step: Float
  /// The root of the second moment's bias correction.
  private let correction: Float
  /// What the gradient is multiplied by first (clipping).
  private let scale: Float
  /// The shares of the moments that are new.
  private let new: Float
  private let newSquare: Float
  /// The share of the second moment that is kept.
  private let kept: Float
  private let epsilon: Float

  /// An update by the rate `rate`, number `number` from 1 on, of gradients that are multiplied by `scale`.
  package init(
    _ settings: AdamWSettings, rate: Double, decay: Double, number: Int, scale: Double
  ) {
    func power(_ base: Double) -> Double {
      var (result, factor, exponent) = (1.0, base, number)
      while exponent > 0 {
        if exponent & 1 == 1 { result *= factor }
        factor *= factor
        exponent >>= 1
      }
      return result
    }
    self.decay = Float(1 - rate * decay)
    self.scale = Float(scale)
    new = Float(1 - settings.first)
    newSquare = Float(1 - settings.second)
    step = Float(rate / (1 - power(settings.first)))
    correction = Float((1 - power(settings.second)).squareRoot())
    kept = Float(settings.second)
    epsilon = Float(settings.epsilon)
  }

  /// Updates a range of parameters and both moments by their gradients.
  package func apply(
    to parameters: FloatArena, _ gradients: FloatArena, first: FloatArena, second: FloatArena,
    over range: Range<Int>
  ) {
    for arena in [parameters, gradients, first, second] { arena.check(range) }
    let (value, gradient, mean, square) = (
      parameters.start, gradients.start, first.start, second.start
    )
    let (decay, step, correction, scale) = (decay, step, correction, scale)
    let (new, newSquare, kept, epsilon) = (new, newSquare, kept, epsilon)
    for place in range {
      let slope = gradient[place] * scale
      let moment = mean[place] + (slope - mean[place]) * new
      let spread = square[place] * kept + slope * slope * newSquare
      mean[place] = moment
      square[place] = spread
      value[place] = value[place] * decay - step * (moment / (spread.squareRoot() / correction + epsilon))
    }
  }
}

/// What AdamW remembers.
package struct AdamWSettings: Sendable, Equatable {
  /// The share of the first moment that is kept at each update (beta 1).
  package var first = 0.9
  /// The share of the second moment that is kept (beta 2).
  package var second = 0.999
  /// What keeps the divisor from zero.
  package var epsilon = 1e-8

  /// PyTorch's own.
  package init() {}
}
