/// Places of parameters in one array of numbers: in the order given, each name once, each from a cache line on.
package struct ParameterLayout: Sendable {
  /// The parameters.
  package let parameters: [Parameter]
  /// Numbers in the array, gaps included.
  package let count: Int
  private let starts: [String: Int]

  /// A cache line of floats.
  private static let line = 16

  /// The places of these parameters; of those with one name the first counts.
  package init(_ parameters: [Parameter]) {
    var distinct: [Parameter] = []
    var starts: [String: Int] = [:]
    var count = 0
    for parameter in parameters where starts[parameter.name] == nil {
      starts[parameter.name] = count
      distinct.append(parameter)
      count += (parameter.count + Self.line - 1) / Self.line * Self.line
    }
    self.parameters = distinct
    self.count = count
    self.starts = starts
  }

  /// Whether a parameter has a place.
  package func contains(_ parameter: Parameter) -> Bool { starts[parameter.name] != nil }

  /// The place of a parameter, which must be one of the layout's.
  package func range(of parameter: Parameter) -> Range<Int> {
    guard let start = starts[parameter.name] else {
      preconditionFailure("'\(parameter.name)' is not a parameter of this layout")
    }
    return start..<start + parameter.count
  }
}

/// Parameters as 32-bit floats in memory, to be changed.
package struct FloatParameters: TensorSource, Sendable {
  /// Where each of them lies in `values`.
  package let layout: ParameterLayout
  /// All of them, with zeros in the gaps.
  package var values: [Float]

  /// Parameters whose first values are given by `read`, such as a checkpoint's, or initial ones where it has none.
  package init(_ layout: ParameterLayout, read: (Parameter) throws -> [Float]) rethrows {
    self.layout = layout
    values = [Float](repeating: 0, count: layout.count)
    for parameter in layout.parameters {
      values.replaceSubrange(layout.range(of: parameter), with: try read(parameter))
    }
  }

  /// The values of a parameter, which must be one of the layout's.
  package func floats(_ parameter: Parameter) -> [Float] { Array(values[layout.range(of: parameter)]) }
}
