import BatchRuntime
import Testing

@Suite struct CoreCountTests {
  /// The cores for files given as text.
  func cores(_ files: [String: String], fallback: Int = 64) -> Int {
    CoreCount.available(read: { files[$0] }, fallback: fallback)
  }

  func status(_ list: String) -> String {
    "Name:\tx\nCpus_allowed:\tff\nCpus_allowed_list:\t\(list)\nMems:\t0\n"
  }

  @Test(arguments: [("0", 1), ("0-1", 2), ("0-3,8", 5), ("1,3,5-7", 5), ("0-127", 128)])
  func theAffinityMaskCounts(list: String, expected: Int) {
    #expect(cores(["/proc/self/status": status(list)]) == expected)
  }

  @Test(arguments: ["", "x", "3-1", "0-", "0-a"])
  func anUnreadableMaskLeavesTheFallback(list: String) {
    #expect(
      cores(["/proc/self/status": status(list)], fallback: 6) == (list == "0-" ? 1 : list == "0-a" ? 1 : 6))
  }

  @Test func withoutAnyFileTheFallbackCounts() {
    #expect(cores([:], fallback: 3) == 3)
    #expect(cores([:], fallback: 0) == 1)
  }

  @Test(arguments: [
    ("max 100000", 8), ("200000 100000", 2), ("150000 100000", 2), ("105000 100000", 1), ("50000 100000", 1),
    ("1000 100000", 1), ("1600000 100000", 8), ("junk", 8),
  ])
  func aQuotaOfVersionTwoCutsDown(line: String, expected: Int) {
    let files = [
      "/proc/self/status": status("0-7"), "/proc/self/cgroup": "0::/jobs/night\n",
      "/sys/fs/cgroup/jobs/night/cpu.max": line + "\n",
    ]
    #expect(cores(files) == expected)
  }

  @Test func theTightestGroupAboveCounts() {
    let files = [
      "/proc/self/status": status("0-7"), "/proc/self/cgroup": "0::/a/b/c\n",
      "/sys/fs/cgroup/a/b/c/cpu.max": "700000 100000", "/sys/fs/cgroup/a/b/cpu.max": "max 100000",
      "/sys/fs/cgroup/a/cpu.max": "300000 100000",
    ]
    #expect(cores(files) == 3)
  }

  @Test func aContainersOwnRootCounts() {
    let files = [
      "/proc/self/status": status("0-7"), "/proc/self/cgroup": "0::/docker/0123\n",
      "/sys/fs/cgroup/cpu.max": "400000 100000",
    ]
    #expect(cores(files) == 4)
  }

  @Test(arguments: ["/sys/fs/cgroup/cpu", "/sys/fs/cgroup/cpu,cpuacct"], [("-1", 8), ("250000", 3)])
  func aQuotaOfVersionOneCutsDown(root: String, quota: (line: String, cores: Int)) {
    let files = [
      "/proc/self/status": status("0-7"), "/proc/self/cgroup": "3:memory:/x\n2:cpu,cpuacct:/jobs\n0::/\n",
      "\(root)/jobs/cpu.cfs_quota_us": quota.line + "\n", "\(root)/jobs/cpu.cfs_period_us": "100000\n",
    ]
    #expect(cores(files) == quota.cores)
  }

  @Test func theKernelsOwnFilesAreRead() {
    #expect(CoreCount.contents(of: "/proc/self/status")?.contains("Cpus_allowed_list") == true)
    #expect(CoreCount.contents(of: "/proc/no such file") == nil)
    #expect(CoreCount.available() >= 1)
  }
}
