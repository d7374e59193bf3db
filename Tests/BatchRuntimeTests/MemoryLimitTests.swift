import BatchRuntime
import Testing

@Suite struct MemoryLimitTests {
  @Test(
    arguments: [
      (["/proc/self/cgroup": "0::/a/b\n", "/sys/fs/cgroup/a/b/memory.max": "max\n"], nil),
      (
        [
          "/proc/self/cgroup": "0::/a/b\n", "/sys/fs/cgroup/a/b/memory.max": "max\n",
          "/sys/fs/cgroup/a/memory.max": "1048576\n",
        ], 1_048_576
      ),
      // Seen from inside of a container.
      (["/proc/self/cgroup": "0::/host/name\n", "/sys/fs/cgroup/memory.max": "4096\n"], 4096),
      (
        [
          "/proc/self/cgroup": "4:memory:/x\n0::/\n",
          "/sys/fs/cgroup/memory/x/memory.limit_in_bytes": "500\n",
          "/sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
        ], 500
      ),
      ([:], nil),
    ] as [([String: String], Int?)])
  func theSmallestLimitOfAllGroupsHolds(files: [String: String], expected: Int?) {
    #expect(MemoryLimit.available { files[$0] } == expected)
  }
}
