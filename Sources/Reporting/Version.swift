/// The version of bertrun, as `--version`, statistics and metrics name it.
package enum Version {
  /// The number of this version.
  package static let number = "0.1.0"
}
