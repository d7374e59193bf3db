/// What lies beside an output as `OUTPUT.manifest.json`: what it was made of, by which version, and what came of it.
struct OutputManifest: Sendable, Equatable {
  /// The version of the form.
  static let version = 1

  /// The version of bertrun that made the output.
  var program: String
  /// The job file.
  var job: String
  /// The input.
  var inputPath: String
  /// Bytes of the output.
  var outputSize: Int
  /// What it is made of.
  var madeOf: MadeOf
  /// What came of it.
  var counts = Counts()
  /// When it was begun, as in RFC 3339.
  var started: String
  /// When it was done.
  var finished: String

  /// What came of an input.
  struct Counts: Sendable, Equatable {
    /// The exit status that the input comes to.
    var status = 0
    /// Records annotated.
    var records = 0
    /// Records that lack what a task reads, by the task's key; only where they may.
    var missing: [String: Int] = [:]
    /// Records set aside, by code.
    var rejectCodes: [String: Int] = [:]
    /// Tokens computed.
    var tokens = 0
    /// Seconds that it took.
    var seconds = 0.0

    /// Records set aside.
    var rejects: Int { rejectCodes.values.reduce(0, +) }

    /// Records that a task annotated.
    func records(of key: String) -> Int { records - (missing[key] ?? 0) }
  }
}
