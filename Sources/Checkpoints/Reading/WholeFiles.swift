import Files

/// The bytes of a file of at most `limit` bytes.
package func readFile(_ path: String, limit: Int) throws(CheckpointError) -> [UInt8] {
  let file = try FileBytes(path: path)
  defer { file.close() }
  guard file.count <= limit else {
    throw CheckpointError.config(path: path, fault: .tooLarge(size: file.count, limit: limit))
  }
  return file.bytes(in: 0..<file.count)
}

/// Writes a file, which is replaced whole or not at all.
package func writeFile(_ bytes: [UInt8], to path: String) throws(CheckpointError) {
  try onFile { () throws(FileError) in try ReplacedFile.write(bytes, to: Path(path)) }
}

/// Makes a folder and those on its way; existing ones are kept.
package func createFolder(_ path: String) throws(CheckpointError) {
  try onFile { () throws(FileError) in try Path(path).createFolder() }
}

/// The result of `body`, with its error as this target's.
func onFile<Result>(_ body: () throws(FileError) -> Result) throws(CheckpointError) -> Result {
  do throws(FileError) {
    return try body()
  } catch {
    throw .system(path: error.path, operation: error.operation, code: error.code)
  }
}
