import Files

/// The journal beside an output: what the run is bound to, and the positions up to which everything is on the disk.
///
/// A text file of lines that are only ever added. A last line that is torn is as if it had not been written. The file
/// is locked as long as this object lives, and it stays after the run: it says what FILE was made of.
final class RunJournal {
  /// What an output's journal is called.
  static func path(of target: String) -> String {
    target + ".journal"
  }

  private static let title = "bertrun-journal"
  private static let version = "2"
  /// Before the length of a file beside the output, among the counts.
  private static let besideWord = "beside"

  /// A position in the journal, and how the journal ends there.
  struct Entry {
    let position: JournalPosition
    fileprivate let end: End
  }

  /// That the output was whole under its partial name, about to be put in its place.
  struct Seal {
    let position: JournalPosition
    /// The time that the output bears.
    let time: FileTime
  }

  /// The bytes up to some line, and that line's checksum.
  fileprivate struct End {
    var offset = 0
    var chain = ""
  }

  let path: String
  /// What the journal is bound to; nil when it is new, or its beginning was never finished.
  private(set) var binding: RunBinding?
  /// The version of a journal that this bertrun does not read; such a one is as if it were new.
  private(set) var unknownVersion: String?
  /// The positions found when the journal was opened; those of a run, one per second, are not kept.
  private(set) var entries: [Entry] = []
  private(set) var seal: Seal?
  /// Whether the output was put in its place.
  private(set) var isDone = false

  private let lock: FileLock
  private var end = End()
  /// How long the file may be: more than `end` after a torn or a failed write.
  private var fileLength: Int

  /// Opens and locks a journal, created if missing, and reads what is whole in it.
  init(path: String) throws(JournalError) {
    self.path = path
    lock = try FileLock.acquire(path)
    fileLength = try SystemCalls.status(lock.descriptor, path: path).size
    try parse(try SystemCalls.read(lock.descriptor, at: 0, count: fileLength, path: path))
  }

  // MARK: Reading

  private func parse(_ bytes: [UInt8]) throws(JournalError) {
    try checkTitle(bytes)
    if unknownVersion != nil { return }
    var binding = RunBinding()
    var rest = bytes[...]
    while let feed = rest.firstIndex(of: UInt8(ascii: "\n")),
      let line = JournalLine(rest[..<feed], after: end.chain)
    {
      rest = rest[(feed + 1)...]
      let end = End(offset: feed + 1, chain: line.chain)
      guard accept(line.words, end, &binding) else { break }
      self.end = end
    }
  }

  /// Distinguishes a journal, even one torn in its first line or never on the disk, from any other file.
  private func checkTitle(_ bytes: [UInt8]) throws(JournalError) {
    // After a power cut a file may have its length but not its bytes.
    if bytes.allSatisfy({ $0 == 0 }) { return }
    let title = Array("\(Self.title) ".utf8)
    guard bytes.starts(with: title.prefix(bytes.count)) else { throw .notAJournal(path: path) }
    guard bytes.contains(UInt8(ascii: "\n")) else { return }
    let version = String(decoding: bytes[title.count...].prefix { $0 > 0x20 }, as: UTF8.self)
    if version != Self.version { unknownVersion = version }
  }

  private func accept(_ words: [String], _ end: End, _ binding: inout RunBinding) -> Bool {
    switch words.first {
    case Self.title where words.count == 2 && end.chain != "" && self.end.offset == 0:
      return true
    case "bind" where words.count == 3 && self.binding == nil:
      binding.add(words[1], words[2])
      return true
    case "begin" where words.count == 1 && self.binding == nil:
      self.binding = binding
      return true
    case "at" where self.binding != nil && seal == nil:
      guard let position = Self.position(words.dropFirst()) else { return false }
      entries.append(Entry(position: position, end: end))
      return true
    case "sealed" where words.count >= 3 && self.binding != nil && seal == nil:
      guard let seconds = Int(words[1]), let nanoseconds = Int(words[2]),
        let position = Self.position(words.dropFirst(3))
      else { return false }
      seal = Seal(position: position, time: FileTime(seconds: seconds, nanoseconds: nanoseconds))
      return true
    case "done" where words.count == 1 && seal != nil:
      isDone = true
      return true
    default:
      return false
    }
  }

  private static func words(of position: JournalPosition) -> [String] {
    [
      position.input, position.inputOffset, position.records, position.outputLength, position.rejectsLength,
    ].map(String.init) + position.besideLengths.flatMap { [besideWord, String($0)] }
      + position.counts.flatMap { [$0.name, String($0.value)] }
  }

  private static func position(_ words: ArraySlice<String>) -> JournalPosition? {
    let numbers = words.prefix(5).compactMap { Int($0) }
    var rest = words.dropFirst(5)
    guard numbers.count == 5, rest.count.isMultiple(of: 2) else { return nil }
    var counts: [JournalPosition.Count] = []
    var besideLengths: [Int] = []
    while let name = rest.popFirst(), let text = rest.popFirst() {
      guard let value = Int(text) else { return nil }
      if name == besideWord {
        besideLengths.append(value)
      } else {
        counts.append(JournalPosition.Count(name: name, value: value))
      }
    }
    var position = JournalPosition(
      input: numbers[0], inputOffset: numbers[1], records: numbers[2], counts: counts)
    position.outputLength = numbers[3]
    position.rejectsLength = numbers[4]
    position.besideLengths = besideLengths
    return position
  }

  // MARK: Writing

  /// Empties the journal and binds it anew.
  func begin(_ binding: RunBinding) throws(JournalError) {
    entries = []
    seal = nil
    isDone = false
    end = End()
    let lines =
      [[Self.title, Self.version]] + binding.entries.map { ["bind", $0.name, $0.value] } + [["begin"]]
    try append(lines)
    self.binding = binding
  }

  /// Goes back to an entry, or to the beginning; what comes after it is dropped by the next line.
  func goBack(to entry: Entry) throws(JournalError) {
    end = entry.end
    entries = []
    seal = nil
    isDone = false
  }

  /// Adds a position; returns when it is on the disk.
  func append(_ position: JournalPosition) throws(JournalError) {
    try append([["at"] + Self.words(of: position)])
  }

  /// Notes that the output is whole under its partial name and bears a time; returns when that is on the disk.
  func append(_ seal: Seal) throws(JournalError) {
    try append([
      ["sealed", String(seal.time.seconds), String(seal.time.nanoseconds)] + Self.words(of: seal.position)
    ])
    self.seal = seal
  }

  /// Notes that the output is in its place; returns when that is on the disk.
  func appendDone() throws(JournalError) {
    try append([["done"]])
    isDone = true
  }

  /// Removes the journal, which is still locked: a process that waits for it finds a new one.
  func remove() throws(JournalError) {
    try SystemCalls.remove(path)
  }

  private func append(_ lines: [[String]]) throws(JournalError) {
    var bytes: [UInt8] = []
    var chain = end.chain
    for words in lines {
      let line = JournalLine.bytes(of: words, after: chain)
      bytes += line.bytes
      chain = line.chain
    }
    if fileLength > end.offset { try SystemCalls.truncate(lock.descriptor, to: end.offset, path: path) }
    try SystemCalls.seek(lock.descriptor, to: end.offset, path: path)
    fileLength = end.offset + bytes.count
    try SystemCalls.write(lock.descriptor, bytes, path: path)
    try SystemCalls.sync(lock.descriptor, path: path)
    end = End(offset: end.offset + bytes.count, chain: chain)
  }
}
