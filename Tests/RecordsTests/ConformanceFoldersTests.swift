import Foundation
import JSON
import Records
import TestSupport
import Testing

/// Every file of the conformance folders through every reader, whatever it holds: a result or a clear error.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: shared.path), "no ../shared/data"))
struct ConformanceFoldersTests {
  private static func files() throws -> [URL] {
    var files: [URL] = []
    for folder in ["json/JSONTestSuite", "xml/hostile", "unicode"] {
      let root = shared.appending(path: folder)
      for name in try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted() {
        let file = root.appending(path: name)
        guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
        files.append(file)
      }
    }
    return files
  }

  @Test func everyReaderTakesEveryFile() throws {
    let files = try Self.files()
    #expect(files.count > 340)
    let policy = KeyPolicy(keys: ["k"])
    var records = 0
    for file in files {
      let bytes = [UInt8](try Data(contentsOf: file))
      let source = MemorySource(bytes, chunk: 4096)
      let parser = JSONLinesParser(FieldSelection(.anything), policy: policy)
      let readers: [any RecordReader] = [
        JSONLinesReader(source, file: 0, parser: parser), CoNLLUReader(source, file: 0, gold: .upos),
        SQuADReader(source, file: 0), TextReader(source, file: 0, size: .line, shape: .anything),
        TextReader(source, file: 0, size: .paragraph, shape: .anything),
        TableReader(source, file: 0, dialect: .tsv, selection: FieldSelection(.anything), policy: policy),
        TableReader(source, file: 0, dialect: .csv, selection: FieldSelection(.anything), policy: policy),
      ]
      for reader in readers { records += (try? items(of: reader).count { $0.record != nil }) ?? 0 }
      for name in [file.lastPathComponent, nil] {
        guard let opened = try? OpenedInput(source, name: name) else { continue }
        var opening = opened.source
        while let more = try? opening.next() { #expect(!more.isEmpty) }
      }
    }
    #expect(records > 10_000)
  }
}

private let shared = Repository.data
