/// What a key of a job file holds: by it values are checked, refused values explained, and editors helped.
package indirect enum JobForm: Sendable, Equatable {
  /// A text that is not empty.
  case text
  /// A whole number.
  case integer(atLeast: Int)
  /// A number.
  case number
  /// True or false.
  case flag
  /// One of some names.
  case choice([String])
  /// A list, or one element of it.
  case list(JobForm)
  /// Exactly two texts.
  case twoTexts
  /// A text that says where CoNLL-U labels go.
  case column
  /// Steps, or a percentage of all.
  case extent
  /// A time.
  case duration
  /// A mean of weights.
  case average
  /// A part of a model.
  case part
  /// Any of several forms.
  case either([JobForm])
  /// A mapping with these keys.
  case mapping([JobKeyDescription])
}

/// A key of a job file, as the reader and the schema for editors know it.
package struct JobKeyDescription: Sendable, Equatable {
  /// Its name.
  package var name: String
  /// What it means, in a sentence.
  package var about: String
  /// What it holds.
  package var form: JobForm
  /// Whether it is required.
  package var isRequired: Bool
  /// The tasks that it belongs to, by name; empty for all.
  package var tasks: [String]
}
