import Faults
import Files

/// What a walk met and could not look into or take: reported on a line of its own, so that nothing is passed over in silence.
package struct WalkFault: Fault, Equatable {
  /// What is wrong with it.
  enum Kind: Sendable, Equatable {
    /// A folder that cannot be listed, or a name that cannot be followed.
    case refused(FileError)
    /// A link to nothing.
    case dangling(target: String)
    /// A pipe, socket or device.
    case special
  }

  /// The file or folder.
  package let path: String
  let kind: Kind

  /// `PATH: why`.
  package var message: String {
    switch kind {
    case .refused(let error): "\(path): cannot \(error.operation.rawValue): \(error.reason)"
    case .dangling(let target): "\(path): a link to '\(target)', which does not exist"
    case .special: "\(path): a pipe, socket or device; a job's inputs are files"
    }
  }

  /// Reading failed, or there is no such input.
  package var status: ExitStatus {
    if case .refused(let error) = kind, error.operation == .read { .readWrite } else { .noInput }
  }
}
