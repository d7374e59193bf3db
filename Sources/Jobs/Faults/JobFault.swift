/// What is wrong with a job file, and where.
package struct JobFault: Error, Sendable, Equatable {
  /// The line, from 1 on; nil where no line is at fault.
  package var line: Int?
  /// The column, in code points from 1 on.
  package var column: Int?
  /// What it is.
  package var kind: Kind

  /// A fault at a place.
  package init(line: Int? = nil, column: Int? = nil, _ kind: Kind) {
    self.line = line
    self.column = column
    self.kind = kind
  }

  /// What was found where something else was expected.
  package enum Found: Sendable, Equatable {
    /// A scalar, as it is written.
    case scalar(String)
    case list, mapping, nothing
  }

  /// What can be wrong.
  package enum Kind: Error, Sendable, Equatable {
    /// Not YAML; what the parser says.
    case syntax(String)
    /// Not UTF-8.
    case notUTF8
    /// There is nothing in the file.
    case empty
    /// A key that there is not; `known` are those that could stand here.
    case unknownKey(String, known: [String])
    /// A key that belongs to other tasks.
    case keyOfOtherTask(String, task: String, tasks: [String])
    /// A key that occurs twice.
    case repeatedKey(String)
    /// A required key that is missing.
    case missingKey(String)
    /// A value of another form than the key's.
    case wrongValue(key: String, found: Found, expected: JobForm)
    /// An element of a key's list that is of another form than all of them must be; the reader of the key names it.
    case wrongElement(key: String, found: Found, expected: JobForm)
    /// A name template with a placeholder that there is not.
    case unknownPlaceholder(String, known: [String])
    /// A name template with a brace that nothing closes or opens.
    case unbalancedTemplate(String)
    /// A pattern with a bracket or brace that nothing closes.
    case unbalancedPattern(String)
    /// Not a pattern of elements.
    case xmlPattern(String)
    /// Two tasks put their annotations under one key; `line` is the first one's.
    case sameInto(String, line: Int)
    /// A file that cannot be read; why.
    case unreadable(String)
    /// Two heads of one name.
    case sameName(String)
    /// An overlap that leaves nothing of the window.
    case overlapOverWindow(overlap: Int, window: Int)
    /// A key that goes with another one, which is missing.
    case needsKey(String, other: String)
    /// Two keys that exclude each other.
    case excludes(String, other: String)
    /// A task of another encoder than the job's.
    case otherEncoder(task: String, folder: String, expected: String)
  }
}
