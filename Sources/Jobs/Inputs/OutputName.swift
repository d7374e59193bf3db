import Checkpoints
import Files
import Records

/// The template of the outputs' names.
package struct OutputName: Sendable, Equatable {
  /// The template where none is given.
  package static let standard = "{folder}/{stem}.{ext}"

  /// What a placeholder stands for.
  package enum Placeholder: String, CaseIterable, Sendable {
    /// The folders between what a pattern names and the input.
    case folder
    /// The input's name without its last suffix; that of a compression counts with the one before it.
    case stem
    /// The suffix of the output: the input's, or that of the format in which it is written.
    case ext
    /// The input's name.
    case name
    /// The input's folder and name.
    case path
    /// The key of the one task that an output is of.
    case task
  }

  private enum Part: Sendable, Equatable {
    case text(String)
    case value(Placeholder)
  }

  private let parts: [Part]

  /// Reads a template.
  package init(_ template: String) throws(JobFault.Kind) {
    var parts: [Part] = []
    var rest = template[...]
    while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else {
        throw .unbalancedTemplate(template)
      }
      let name = String(rest[rest.index(after: open)..<close])
      guard let placeholder = Placeholder(rawValue: name) else {
        throw .unknownPlaceholder(name, known: Placeholder.allCases.map(\.rawValue))
      }
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      parts.append(.value(placeholder))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    self.parts = parts
  }

  /// Whether each task has outputs of its own.
  package var isPerTask: Bool { parts.contains(.value(.task)) }

  /// The output's path in the output folder. `relative` is the input's below what its pattern names; `format` that of the
  /// output, where one was asked for.
  package func path(for relative: String, format: RecordFormat?, task: String) -> String {
    let name = lastComponent(of: relative)
    let folder = parentFolder(of: relative)
    let (stem, suffix) = Self.split(name)
    let filled = parts.map { part -> String in
      switch part {
      case .text(let text): text
      case .value(.folder): folder == "." ? "" : folder
      case .value(.stem): stem
      case .value(.ext): Self.suffix(suffix, of: name, format: format)
      case .value(.name): name
      case .value(.path): relative
      case .value(.task): task
      }
    }.joined()
    // A part that is empty leaves no slash and no dot behind.
    let path = filled.split(separator: "/").joined(separator: "/")
    return suffix.isEmpty && path.hasSuffix(".") && !name.hasSuffix(".") ? String(path.dropLast()) : path
  }

  /// A name's stem and suffix: `a.b` and `jsonl.gz` of `a.b.jsonl.gz`.
  private static func split(_ name: String) -> (stem: String, suffix: String) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    var count = parts.count > 2 && Compression(name: name) != nil ? 2 : 1
    // What begins with a dot has no suffix for it.
    if parts.count - count < 1 || (parts.count - count == 1 && parts[0].isEmpty) { count = 0 }
    return (
      parts.dropLast(count).joined(separator: "."), parts.suffix(count).joined(separator: ".")
    )
  }

  /// The suffix of an output: where it is of another format than the input, that format's.
  private static func suffix(_ suffix: String, of name: String, format: RecordFormat?) -> String {
    // A compression that is only read has no outputs.
    let compression = Compression(name: name)
    let kept = compression?.isWritten == false ? Compression.stripped(suffix) : suffix
    guard let input = RecordFormat(name: name) else { return kept }
    let output = format ?? input.output
    if output == input.output, input != .text { return kept }
    guard compression?.isWritten ?? false, let end = suffix.split(separator: ".").last else {
      return output.outputSuffix
    }
    return "\(output.outputSuffix).\(end)"
  }
}
