/// Something that a user should know of a task, though it is not an error.
package enum TaskWarning: Sendable, Equatable {
  /// A target of `fill-mask` is not a token; `token`, its first piece, stands for it, where it has one.
  case replacedTarget(String, token: String?)
}
