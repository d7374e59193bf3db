import Compute
import Foundation
import Journal

/// How a command stands or ended, beside what its runs did.
package struct RunStatus: Sendable {
  /// How a command ended.
  package struct End: Sendable, Equatable {
    /// The exit status, or 128 and the number of the signal that ended it.
    package var exitStatus: Int32
    /// Whether every input was read to its end and every output is in its place; rejects are no failure.
    package var isSuccess: Bool

    /// How a command ended.
    package init(exitStatus: Int32, isSuccess: Bool) {
      self.exitStatus = exitStatus
      self.isSuccess = isSuccess
    }
  }

  /// When it started.
  package var started: Date
  /// Seconds since then, or until its end.
  package var seconds: Double
  /// How it ended; nil while it runs.
  package var end: End?
  /// The largest resident memory so far in bytes; 0 where the system does not say.
  package var peakMemory: Int
  /// What multiplies: a library and its version, or the kernels of bertrun.
  package var library: String

  /// The status of a command that runs or ended.
  package init(started: Date, seconds: Double, end: End? = nil, peakMemory: Int, library: String) {
    self.started = started
    self.seconds = seconds
    self.end = end
    self.peakMemory = peakMemory
    self.library = library
  }

  /// The status of this process.
  static func now(started: Date, seconds: Double, end: End? = nil) -> RunStatus {
    RunStatus(
      started: started, seconds: seconds, end: end, peakMemory: peakMemoryOfThisProcess,
      library: (try? Processor.chosen())?.library ?? "none")
  }

  /// What Linux calls the high-water mark of resident memory, in bytes.
  package static var peakMemoryOfThisProcess: Int {
    guard let bytes = try? InputFile.contents(of: "/proc/self/status") else { return 0 }
    return peakMemory(String(decoding: bytes, as: UTF8.self)) ?? 0
  }

  /// The mark in the text of a `/proc/PID/status`, where it is given in kibibytes.
  package static func peakMemory(_ status: String) -> Int? {
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) }
      .map { $0 * 1024 }
  }
}
