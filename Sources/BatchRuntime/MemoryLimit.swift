import Foundation

/// How much memory the control groups of this process allow, by what the kernel's text files say. The kernel kills what takes
/// more, without a word.
package enum MemoryLimit {
  /// The smallest limit in bytes of the groups that this process is in and of those above; nil without one.
  package static func available(read: (String) -> String? = CoreCount.contents) -> Int? {
    guard let membership = read("/proc/self/cgroup") else { return nil }
    var smallest: Int?
    for line in membership.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let controllers = parts[1].split(separator: ",")
      let file: String
      switch true {
      case controllers.isEmpty: file = "/sys/fs/cgroup%/memory.max"
      case controllers.contains("memory"): file = "/sys/fs/cgroup/memory%/memory.limit_in_bytes"
      default: continue
      }
      // In a container the group may be named as the host sees it, while its own folder is mounted as the root.
      var names = parts[2].split(separator: "/")
      while true {
        let group = names.map { "/" + $0 }.joined()
        let text = read(file.replacing("%", with: group))?.trimmingCharacters(in: .whitespacesAndNewlines)
        // `max` is not a number; version 1 writes the largest one for no limit.
        if let limit = text.flatMap({ Int($0) }), limit < 1 << 50 { smallest = min(smallest ?? limit, limit) }
        if names.isEmpty { break }
        names.removeLast()
      }
    }
    return smallest
  }
}
