import Runs
import Yams

/// How one kind of value is read from a job file.
struct JobValue<Value> {
  /// What it is, for errors and for editors.
  let form: JobForm
  /// The value of a node; nil where it is of another form, or the fault deeper inside.
  let read: (Node, inout JobReading) throws(JobFault) -> Value?
}

/// What is noted while a job file is read.
struct JobReading {
  /// The settings that an output depends on, as they were written.
  var settings: [JobSetting] = []
}

/// A setting of a job file, as it was written.
package struct JobSetting: Sendable, Equatable {
  /// Its name, with those of the mappings around it: `output.logits`.
  package var name: String
  /// Its value.
  package var value: String

  /// A setting.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// A value and its place in the job file.
package struct JobText: Sendable, Equatable {
  /// The text.
  package var text: String
  /// Its line, from 1 on.
  package var line: Int
  /// Its column, in code points from 1 on.
  package var column: Int

  /// A fault at this place.
  func fault(_ kind: JobFault.Kind) -> JobFault { JobFault(line: line, column: column, kind) }
}

extension JobValue<String> {
  /// A text that is not empty. What looks like a number or a truth is a text here.
  static var text: Self {
    Self(form: .text) { node, _ in node.plainText }
  }
}

extension JobValue<JobText> {
  /// A text and its place.
  static var placedText: Self {
    Self(form: .text) { node, _ in
      node.plainText.map { JobText(text: $0, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1) }
    }
  }
}

extension JobValue<Int> {
  /// A whole number.
  static func integer(atLeast least: Int) -> Self {
    Self(form: .integer(atLeast: least)) { node, _ in
      node.scalar.flatMap { _ in node.int }.flatMap { $0 >= least ? $0 : nil }
    }
  }

  /// A number of labels, or all.
  static var labelCount: Self {
    Self(form: .either([.integer(atLeast: 1), .choice(["all"])])) { node, _ in
      if node.plainText == "all" { return .max }
      return node.scalar.flatMap { _ in node.int }.flatMap { $0 >= 1 ? $0 : nil }
    }
  }
}

extension JobValue<RejectLimit> {
  /// A number of rejects, or a share of the records.
  static var rejectLimit: Self {
    Self(form: .either([.integer(atLeast: 0), .text])) { node, _ in node.plainText.flatMap { RejectLimit($0) }
    }
  }
}

extension JobValue<Float> {
  /// A number.
  static var number: Self {
    Self(form: .number) { node, _ in
      node.scalar.flatMap { _ in node.float }.flatMap { $0.isFinite ? Float($0) : nil }
    }
  }
}

extension JobValue<Bool> {
  /// True or false.
  static var flag: Self {
    Self(form: .flag) { node, _ in node.scalar.flatMap { $0.style == .plain ? node.bool : nil } }
  }
}

extension JobValue {
  /// One of some names.
  static func choice(_ names: [(String, Value)]) -> Self {
    Self(form: .choice(names.map(\.0))) { node, _ in
      node.plainText.flatMap { text in names.first { $0.0 == text }?.1 }
    }
  }

  /// One of an enumeration's names.
  static func name(of cases: [Value]) -> Self where Value: RawRepresentable<String> {
    choice(cases.map { ($0.rawValue, $0) })
  }

  /// A list of such values, or one of them.
  func list() -> JobValue<[Value]> {
    JobValue<[Value]>(form: .list(form)) { [self] node, reading throws(JobFault) in
      guard let sequence = node.sequence else { return try read(node, &reading).map { [$0] } }
      var values: [Value] = []
      for element in sequence {
        guard let value = try read(element, &reading) else {
          throw element.fault(.wrongElement(key: "", found: element.found, expected: form))
        }
        values.append(value)
      }
      return values.isEmpty ? nil : values
    }
  }

  /// The value as another type.
  func map<Other>(_ transform: @escaping (Value) -> Other) -> JobValue<Other> {
    JobValue<Other>(form: form) { [self] node, reading throws(JobFault) in
      try read(node, &reading).map(transform)
    }
  }
}

extension Node {
  /// The text of a scalar that says something.
  var plainText: String? {
    guard let scalar, null == nil, !scalar.string.isEmpty else { return nil }
    return scalar.string
  }

  /// What this is, for an error.
  var found: JobFault.Found {
    switch self {
    case .scalar(let scalar): null == nil ? .scalar(scalar.string) : .nothing
    case .mapping: .mapping
    case .sequence: .list
    case .alias: .nothing
    }
  }

  /// A fault at this place.
  func fault(_ kind: JobFault.Kind) -> JobFault {
    JobFault(line: mark?.line, column: mark?.column, kind)
  }

  /// The value in one line, by which two spellings of it are the same.
  var canonical: String {
    switch self {
    case .scalar(let scalar): scalar.string
    case .sequence(let sequence): sequence.map(\.canonical).joined(separator: ", ")
    case .mapping(let mapping):
      mapping.map { "\($0.key.canonical): \($0.value.canonical)" }.joined(separator: ", ")
    case .alias: ""
    }
  }
}
