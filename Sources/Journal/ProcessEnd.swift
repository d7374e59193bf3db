/// The end of this process.
package enum ProcessEnd {
  /// Ends it with a status, without exit handlers: the workers of a run that failed may still compute, and must not meet what
  /// the handlers of libraries destroy.
  package static func exit(with status: Int32) -> Never { SystemCalls.end(with: status) }
}
