/// What the system knows of a file.
package struct FileStatus: Equatable, Sendable {
  /// Whether it is a regular file.
  package let isRegular: Bool
  /// Whether it is a folder.
  package let isFolder: Bool
  /// Bytes.
  package let size: Int
  /// When it was last written.
  package let modified: FileTime
  /// Its number on its device.
  package let inode: UInt64
  /// The number of its device.
  package let device: UInt64
  /// Kind and permissions.
  package let mode: UInt32
  /// The user whose file it is.
  package let owner: UInt32
  /// The group whose file it is.
  package let group: UInt32

  /// By what it is the same file under any name.
  package var place: FilePlace { FilePlace(device: device, inode: inode) }
}

/// Where a file lies: two names with one place are one file.
package struct FilePlace: Hashable, Sendable {
  /// The number of its device.
  package let device: UInt64
  /// Its number on the device.
  package let inode: UInt64
}

extension Path {
  /// Where the regular file of this name lies, links followed; nil where there is none.
  package var filePlace: FilePlace? {
    guard let status = try? FileCalls.status(at: self), status.isRegular else { return nil }
    return status.place
  }
}
