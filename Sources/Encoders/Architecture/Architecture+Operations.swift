extension Architecture {
  /// The sizes of a layer's products, and of the projection where there is one.
  package var productShapes: [(inputs: Int, outputs: Int)] {
    guard layers > 0 else { return [] }
    var shapes = [
      (inputs: width, outputs: width), (width, 2 * width), (width, feedForward.width),
      (feedForward.width, width),
    ]
    if embedding.isProjected { shapes.append((embedding.width, width)) }
    return shapes
  }

  /// The operations of all products over `rows` tokens of which a head reads `wanted`: a multiplication and an addition a
  /// weight and row. The last layer needs keys and values of every row, and the rest of the wanted ones alone.
  package func productOperations(rows: Int, wanted: Int) -> Double {
    let square = Double(width * width)
    let block = 2 * Double(width * feedForward.width)
    var weighed = embedding.isProjected ? Double(rows) * Double(embedding.width * width) : 0
    let steps = schedule.count
    if steps > 0 {
      weighed += Double(steps - 1) * Double(rows) * (4 * square + block)
      weighed += Double(rows) * 2 * square + Double(wanted) * (2 * square + block)
    }
    return 2 * weighed
  }
}
