import Foundation

/// How many cores this process may use, by what the kernel's text files say.
package enum CoreCount {
  /// The cores of the affinity mask, cut down to the processor time that the control groups grant; at least 1.
  ///
  /// A quota of 1.5 cores counts as 2: with one worker half a core would never be used, and two are only
  /// throttled a part of the time. A quota within a tenth above a whole number counts as that number.
  ///
  /// - Parameters:
  ///   - read: the bytes of a file as text, nil where it cannot be read.
  ///   - fallback: what counts where the affinity mask cannot be read.
  package static func available(
    read: (String) -> String? = contents, fallback: Int = ProcessInfo.processInfo.activeProcessorCount
  ) -> Int {
    let mask = read("/proc/self/status").flatMap(affinity) ?? fallback
    guard let quota = quota(read: read) else { return max(1, mask) }
    return max(1, min(mask, Int((quota - 0.1).rounded(.up))))
  }

  /// The text of a file of the kernel's, whose size is not known before it is read.
  package static func contents(of path: String) -> String? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    guard let data = try? handle.readToEnd() else { return nil }
    return String(data: data, encoding: .utf8)
  }

  /// The number of cores in the line `Cpus_allowed_list` of `/proc/self/status`, as `0-3,8`.
  static func affinity(status: String) -> Int? {
    for line in status.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0] == "Cpus_allowed_list" else { continue }
      var count = 0
      for range in parts[1].split(separator: ",") {
        let ends = range.split(separator: "-").compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
        guard let first = ends.first, let last = ends.last, first <= last else { return nil }
        count += last - first + 1
      }
      return count > 0 ? count : nil
    }
    return nil
  }

  /// The smallest processor quota, in cores, of the control groups that this process is in; nil without one.
  static func quota(read: (String) -> String?) -> Double? {
    guard let membership = read("/proc/self/cgroup") else { return nil }
    var smallest: Double?
    for line in membership.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let controllers = parts[1].split(separator: ",")
      let found: Double?
      if controllers.isEmpty {
        found = smallestQuota(root: "/sys/fs/cgroup", group: parts[2]) { unifiedQuota(at: $0, read: read) }
      } else if controllers.contains("cpu") {
        found = ["/sys/fs/cgroup/cpu", "/sys/fs/cgroup/cpu,cpuacct"].compactMap { root in
          smallestQuota(root: root, group: parts[2]) { legacyQuota(at: $0, read: read) }
        }.min()
      } else {
        continue
      }
      if let found { smallest = min(smallest ?? found, found) }
    }
    return smallest
  }

  /// Looks at the group and all above it. In a container the group may be named as the host sees it, while its
  /// own folder is mounted as the root; the root is among those above.
  private static func smallestQuota(
    root: String, group: Substring, quota: (String) -> Double?
  ) -> Double? {
    var names = group.split(separator: "/")
    var smallest: Double?
    while true {
      let folder = ([Substring(root)] + names).joined(separator: "/")
      if let found = quota(folder) { smallest = min(smallest ?? found, found) }
      if names.isEmpty { return smallest }
      names.removeLast()
    }
  }

  /// `cpu.max` of version 2: quota and period in microseconds, or `max`.
  private static func unifiedQuota(at folder: String, read: (String) -> String?) -> Double? {
    guard let parts = read(folder + "/cpu.max")?.split(whereSeparator: \.isWhitespace), parts.count == 2
    else {
      return nil
    }
    return cores(quota: Double(parts[0]), period: Double(parts[1]))
  }

  /// `cpu.cfs_quota_us` of version 1, in microseconds a period; -1 without a quota.
  private static func legacyQuota(at folder: String, read: (String) -> String?) -> Double? {
    let numbers = ["/cpu.cfs_quota_us", "/cpu.cfs_period_us"].map { name in
      read(folder + name).flatMap { Double($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }
    return cores(quota: numbers[0], period: numbers[1])
  }

  private static func cores(quota: Double?, period: Double?) -> Double? {
    guard let quota, let period, quota > 0, period > 0 else { return nil }
    return quota / period
  }
}
