/// What lies beside an output as `OUTPUT.manifest.json`: what it was made of, by which version, and the result.
package struct OutputManifest: Sendable, Equatable {
  /// The version of the form.
  package static let version = 2

  /// The version of bertrun that made the output.
  package var program: String
  /// The job file.
  package var job: String
  /// The input's name.
  package var inputPath: String
  /// The SHA-256 of the input, as `sha256sum` prints it.
  package var inputDigest = ""
  /// The model of each task, in the order of the tasks.
  package var models: [ModelRecord] = []
  /// Bytes of the output.
  package var outputSize: Int
  /// What it is made of.
  package var provenance: Provenance
  /// The result.
  package var counts = Counts()
  /// When it was begun, as in RFC 3339.
  package var started: String
  /// When it was done.
  package var finished: String

  /// A manifest of an output that was begun and done at these times.
  package init(
    program: String, job: String, inputPath: String, outputSize: Int, provenance: Provenance, started: String,
    finished: String
  ) {
    self.program = program
    self.job = job
    self.inputPath = inputPath
    self.outputSize = outputSize
    self.provenance = provenance
    self.started = started
    self.finished = finished
  }

  /// A model by its name and the digests of its files.
  package struct ModelRecord: Sendable, Equatable {
    /// The name that the user gave, or the folder that was found.
    package var name: String
    /// The path and the SHA-256 of each file, as `sha256sum` prints it.
    package var files: [DigestedFile]

    /// A model.
    package init(name: String, files: [DigestedFile]) {
      self.name = name
      self.files = files
    }
  }

  /// A file and its SHA-256.
  package struct DigestedFile: Sendable, Equatable {
    /// Its path.
    package var path: String
    /// 64 hexadecimal digits.
    package var digest: String

    /// A file.
    package init(path: String, digest: String) {
      self.path = path
      self.digest = digest
    }
  }

  /// The result of an input.
  package struct Counts: Sendable, Equatable {
    /// The exit status that the input comes to.
    package var status = 0
    /// Records annotated.
    package var records = 0
    /// Records that lack what a task reads, by the task's key; only where they may.
    package var missing: [String: Int] = [:]
    /// Records set aside, by code.
    package var rejectCodes: [String: Int] = [:]
    /// Tokens computed.
    package var tokens = 0
    /// Seconds that it took.
    package var seconds = 0.0

    /// Nothing.
    package init() {}

    /// Records set aside.
    package var rejects: Int { rejectCodes.values.reduce(0, +) }

    /// Records that a task annotated.
    package func records(of key: String) -> Int { records - (missing[key] ?? 0) }
  }
}
