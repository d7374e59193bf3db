/// The arguments of this process without its name. Swift's own list replaces bytes that are not UTF-8; these texts spell paths
/// as `Path` does.
package func commandArguments() -> [String]? {
  guard let descriptor = try? FileCalls.open("/proc/self/cmdline", .read) else { return nil }
  defer { FileCalls.close(descriptor) }
  var bytes: [UInt8] = []
  while true {
    guard
      let count = try? FileCalls.read(descriptor, into: &bytes, count: 1 << 16, path: "/proc/self/cmdline")
    else { return nil }
    if count == 0 { break }
  }
  let arguments = bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast()
  return arguments.dropFirst().map { Path(bytes: $0).text }
}
