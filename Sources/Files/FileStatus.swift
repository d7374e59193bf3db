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
}
