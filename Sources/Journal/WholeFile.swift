/// Small files that readers must see whole or not at all: statistics, manifests, metrics for a collector.
package enum WholeFile {
  /// Replaces a file by way of a `.partial` one beside it; returns when it is on the disk. Devices and pipes are
  /// written to as they are.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(JournalError) {
    let file = try OutputFile.create(path)
    do throws(JournalError) {
      try file.write(bytes)
      try file.commit()
    } catch {
      try? file.discard()
      throw error
    }
  }
}

/// The file beside an output that says what it was made of. Its text is the caller's; here are its name and its way
/// to the disk.
package enum Manifest {
  /// Where the manifest of an output lies.
  package static func path(of output: String) -> String {
    output + ".manifest.json"
  }

  /// Replaces the manifest of an output. To be called after the output is in its place, so that a manifest never
  /// describes an output that does not exist.
  package static func write(_ text: [UInt8], of output: String) throws(JournalError) {
    try WholeFile.replace(path(of: output), with: text)
  }

  /// The text of the manifest of an output; nil when there is none.
  package static func read(of output: String) throws(JournalError) -> [UInt8]? {
    try InputFile.contents(of: path(of: output))
  }
}
