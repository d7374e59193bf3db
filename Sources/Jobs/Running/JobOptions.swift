/// How a job is run, whatever its file says.
package struct JobOptions: Sendable {
  /// Whether outputs are made that are up to date.
  package var force = false

  /// As the file says.
  package init() {}
}
