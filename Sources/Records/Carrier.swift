import JSON

/// A record in the form of its format, kept so that it can be written back; a case a format.
package enum Carrier: Sendable {
  /// A line of JSON.
  case json(JSONRecord)
}
