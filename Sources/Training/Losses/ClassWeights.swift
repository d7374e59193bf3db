/// What classes weigh where some are rare.
package enum ClassWeights {
  /// Weights by which all classes have the same sum: the number of targets over the number of classes and the class's own. A
  /// class without targets weighs 1.
  package static func balanced(_ counts: [Int]) -> [Float] {
    let total = counts.reduce(0, +)
    let present = counts.count { $0 > 0 }
    return counts.map { $0 > 0 ? Float(Double(total) / Double(present * $0)) : 1 }
  }
}
