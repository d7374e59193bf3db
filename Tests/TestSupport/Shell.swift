import Foundation

/// Commands of the system, for tests that need its file systems and users.
package enum Shell {
  /// Runs a line of shell, with the embedded tasks at hand.
  package static func run(_ line: String, input: String = "") throws -> Binary.Outcome {
    try Binary.run(["-c", line], input: Array(input.utf8), program: URL(fileURLWithPath: "/bin/sh"))
  }

  /// A text as one word of the shell.
  package static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }

  /// Whether this process may mount a file system.
  package static let canMount: Bool = {
    guard getuid() == 0, let scratch = try? Scratch() else { return false }
    let folder = quoted(scratch.folder.path)
    return (try? run("mount -t tmpfs -o size=1m none \(folder) && umount \(folder)").status) == 0
  }()

  /// What comes before a command for it to run without the rights of root: nothing for others; nil where root cannot
  /// become another user who reaches the program.
  package static let asAnother: String? = {
    guard getuid() == 0 else { return "" }
    let prefix = "setpriv --reuid=65534 --regid=65534 --clear-groups"
    return (try? run("\(prefix) \(quoted(Binary.executable.path)) --version").status) == 0 ? prefix : nil
  }()
}
