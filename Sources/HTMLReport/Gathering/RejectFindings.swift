import JSON

/// What a rejects file holds, by code.
struct RejectFindings: Sendable {
  /// Codes that are counted apart.
  private static let codeLimit = 50
  /// Examples that are kept of each.
  private static let exampleLimit = 3
  /// Code points of an example's record that are kept.
  private static let excerpt = 240

  /// Rejects of one code.
  struct Code: Sendable, Equatable {
    var code: String
    var count = 0
    var examples: [Example] = []
  }

  /// One record that was set aside.
  struct Example: Sendable, Equatable {
    var file: String?
    var line: Int?
    var message: String
    /// The beginning of the record; nil where it is not text.
    var raw: String?
  }

  /// The file.
  let file: String
  /// The codes, in the order in which they were met.
  private(set) var codes: [Code] = []
  /// Rejects of all codes.
  private(set) var count = 0
  /// Lines that are no rejects.
  private(set) var strangers = 0

  /// Nothing yet of a file.
  init(file: String) { self.file = file }

  /// The codes, the most frequent first.
  var sorted: [Code] { codes.sorted { ($1.count, $0.code) < ($0.count, $1.code) } }

  /// Counts a line of the file.
  mutating func add(_ line: [UInt8]) {
    guard let record = try? JSONRecord(line), record.value(at: "reject")?.int != nil,
      let code = record.value(at: "code")?.string
    else {
      strangers += 1
      return
    }
    count += 1
    var place = codes.firstIndex { $0.code == code }
    if place == nil, codes.count < Self.codeLimit {
      codes.append(Code(code: code))
      place = codes.count - 1
    }
    guard let place else { return }
    codes[place].count += 1
    guard codes[place].examples.count < Self.exampleLimit else { return }
    codes[place].examples.append(
      Example(
        file: record.value(at: "file")?.string, line: record.value(at: "line")?.int,
        message: record.value(at: "message")?.string ?? "",
        raw: record.value(at: "raw")?.string.map(Self.cut)))
  }

  private static func cut(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard
      let end = scalars.index(scalars.startIndex, offsetBy: excerpt, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return text }
    return String(scalars[..<end]) + " …"
  }
}
