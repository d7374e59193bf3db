/// Kinds of files that hold no text, known by their first bytes.
package enum BinaryKind: Sendable, Equatable, CaseIterable {
  case zip, office, sevenZip, rar, tar, lz4, parquet, arrow, feather, avro, orc, pdf, sqlite, hdf5, oldOffice,
    pickle

  /// The kind that bytes begin as; nil for none.
  init?(_ bytes: [UInt8]) {
    guard let found = Self.allCases.first(where: { $0.begins(bytes) }) else { return nil }
    self = found
  }

  /// How many bytes are looked at.
  static let openingCount = 512

  private func begins(_ bytes: [UInt8]) -> Bool {
    switch self {
    case .zip: bytes.starts(with: "PK\u{3}\u{4}".utf8) && !Self.office.begins(bytes)
    case .office:
      // The first entries of docx, xlsx and pptx, and of OpenDocument and EPUB.
      bytes.starts(with: "PK\u{3}\u{4}".utf8)
        && ["[Content_Types].xml", "_rels/.rels", "docProps/", "word/", "xl/", "mimetypeapplication/"]
          .contains { bytes.dropFirst(30).starts(with: $0.utf8) }
    case .sevenZip: bytes.starts(with: [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C])
    case .rar: bytes.starts(with: "Rar!\u{1A}\u{7}".utf8)
    case .tar: bytes.count >= 262 && bytes[257..<262].elementsEqual("ustar".utf8)
    case .lz4: bytes.starts(with: [0x04, 0x22, 0x4D, 0x18])
    case .parquet: bytes.starts(with: "PAR1".utf8) && bytes.count > 4 && (bytes[4] < 0x20 || bytes[4] >= 0x7F)
    case .arrow: bytes.starts(with: "ARROW1".utf8) || bytes.starts(with: [0xFF, 0xFF, 0xFF, 0xFF])
    case .feather: bytes.starts(with: "FEA1".utf8)
    case .avro: bytes.starts(with: "Obj\u{1}".utf8)
    case .orc: bytes.starts(with: "ORC".utf8) && bytes.count > 3 && (bytes[3] < 0x20 || bytes[3] >= 0x7F)
    case .pdf: bytes.starts(with: "%PDF-".utf8)
    case .sqlite: bytes.starts(with: "SQLite format 3\u{0}".utf8)
    case .hdf5: bytes.starts(with: [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A])
    case .oldOffice: bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
    case .pickle: bytes.count > 2 && bytes[0] == 0x80 && (2...5).contains(bytes[1]) && bytes[2] != 0x80
    }
  }

  /// What it is, and the command that makes text of it, for a file of this name.
  func message(_ file: String) -> String {
    let file = file.utf8.allSatisfy { $0 > 0x20 && $0 != 0x27 && $0 != 0x22 } ? file : "FILE"
    func pandas(_ reader: String) -> String {
      "convert it: python3 -c \"import pandas; pandas.\(reader)('\(file)').to_json('/dev/stdout', orient='records', lines=True, force_ascii=False)\""
    }
    return switch self {
    case .zip: "this is a ZIP archive, unpack it: unzip -p \(file)"
    case .office: "this is an office document, save it as text or CSV"
    case .oldOffice: "this is an old office document, save it as text or CSV"
    case .sevenZip: "this is a 7z archive, unpack it: 7z x -so \(file)"
    case .rar: "this is a RAR archive, unpack it: unrar p -inul \(file)"
    case .tar: "this is a tar archive, unpack it: tar -xf \(file)"
    case .lz4: "this is compressed with lz4, unpack it: lz4 -dc \(file)"
    case .parquet: "this is Parquet, " + pandas("read_parquet")
    case .arrow:
      "this is Arrow, convert it: python3 -c \"import datasets; datasets.Dataset.from_file('\(file)').to_json('/dev/stdout')\""
    case .feather: "this is Feather, " + pandas("read_feather")
    case .orc: "this is ORC, " + pandas("read_orc")
    case .avro: "this is Avro, convert it: fastavro \(file)"
    case .pdf: "this is PDF, convert it: pdftotext \(file) -"
    case .sqlite: "this is an SQLite database, convert it: sqlite3 -csv -header \(file) 'select * from TABLE'"
    case .hdf5: "this is HDF5, export its texts as JSON lines or CSV"
    case .pickle: "this is a Python pickle, " + pandas("read_pickle")
    }
  }
}
