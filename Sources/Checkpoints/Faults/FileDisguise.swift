/// What often lies in the place of a checkpoint's file.
package enum FileDisguise: Sendable, Equatable {
  /// What Git has where Git LFS was not asked for the file.
  case lfsPointer
  /// What a web server sends instead of a file.
  case page

  /// Recognises a file by its first bytes.
  init?(_ beginning: [UInt8]) {
    let text = String(decoding: beginning, as: UTF8.self).lowercased()
    if text.hasPrefix("version https://git-lfs.github.com/spec/") {
      self = .lfsPointer
    } else if text.drop(while: \.isWhitespace).hasPrefix("<!doctype html")
      || text.drop(while: \.isWhitespace).hasPrefix("<html")
    {
      self = .page
    } else {
      return nil
    }
  }
}
