import JSON
import Records
import Testing

/// Why an input cannot be read, by the exact text.
@Suite struct RecordsErrorMessageTests {
  @Test(arguments: [
    (RecordsError.readFailed(code: 5), "in: cannot read: input/output error"),
    (
      .utf16(bigEndian: false),
      "in: this is UTF-16LE, expected UTF-8; convert it: iconv -f UTF-16LE -t UTF-8, or give --encoding UTF-16LE"
    ),
    (
      .notRecords(filter: ".rows[]"),
      "in: this is one JSON document, expected an object per line, an array of objects or a list of them under 'data'; convert it: jq -c '.rows[]'"
    ),
    (.gzipCorrupt, "in: not valid gzip, the file is damaged"),
    (.gzipTruncated, "in: the gzip data end too early, the file is cut off"),
    (.gzipMemory, "in: not enough memory for gzip"),
    (.compressedCorrupt(.zstd), "in: not valid zstd, the file is damaged"),
    (.compressedTruncated(.xz), "in: the xz data end too early, the file is cut off"),
    (.codecMissing(.bzip2), "in: the library of bzip2 cannot be loaded, unpack the file: bzip2 -dc"),
    (.onlyRead(.xz), "in: xz is read and not written, end the name in .gz or .zst"),
    (.binary(.zip), "in: this is a ZIP archive, unpack it: unzip -p in"),
    (
      .binary(.parquet),
      "in: this is Parquet, convert it: python3 -c \"import pandas; pandas.read_parquet('in').to_json('/dev/stdout', orient='records', lines=True, force_ascii=False)\""
    ),
    (.ownEncoding(format: "XML"), "in: a document of XML declares its own encoding, leave --encoding out"),
    (.recordTooLarge(line: 7, limit: 99), "in:7: a record has more than 99 bytes"),
    (
      .columnExists(name: "tag"),
      "in: column 'tag' already exists, give --replace or another name with --into"
    ),
    (
      .columnsUnknown(
        flag: .text, row: ["stars", "a very long opinion of what was bought"], likely: "stars"),
      "in: the first row is 'stars' and 'a very long opinion of w…' and none of these is a known name of a text; "
        + "name it, for example --text 'stars', or name the columns of a table without a header with --columns"
    ),
    (
      .columnsUnknown(flag: .pair, row: ["x"], likely: "x"),
      "in: the first row is 'x' and none of these is a known name of two texts; "
        + "name it, for example --pair A,B, or name the columns of a table without a header with --columns"
    ),
    (
      .columnsNotFound(named: ["body"], row: ["text", "label"]),
      "in: no column 'body', the first row is 'text' and 'label'; "
        + "name the columns of a table without a header with --columns"
    ),
    (
      .carriageReturns,
      "in: lines end in a carriage return alone, expected a line feed; convert it: tr '\\r' '\\n'"
    ),
    (
      .noColumn(name: "9", count: 4, names: []),
      "in: no column '9' to read or write, expected a number from 1 to 4"
    ),
    (
      .noColumn(name: "x", count: 2, names: ["FORM", "NE"]),
      "in: no column 'x' to read or write, expected 'FORM' or 'NE' or a number from 1 to 2"
    ),
    (
      .notATable(format: "jsonl", flags: ["--columns", "--header"]),
      "in: --columns, --header: only tables have columns and this is jsonl, leave the flag out or give --format"
    ),
    (
      .document(.invalidNumber, line: 2, column: 5),
      "in:2:5: not valid JSON: a number may not be written like this"
    ),
    (.squad(expected: .document, line: 1, column: 1), "in:1:1: not a SQuAD document: expected an object"),
    (.squad(expected: .data, line: 1, column: 9), "in:1:9: not a SQuAD document: expected a list 'data'"),
    (
      .squad(expected: .article, line: 2, column: 3),
      "in:2:3: not a SQuAD document: expected an object for each article"
    ),
    (
      .squad(expected: .paragraphs, line: 2, column: 3),
      "in:2:3: not a SQuAD document: expected a list 'paragraphs'"
    ),
    (
      .squad(expected: .paragraph, line: 3, column: 4),
      "in:3:4: not a SQuAD document: expected an object with a list 'qas' for each paragraph"
    ),
    (.xml(XMLError(.empty, line: 1, column: 1)), "in:1:1: the file is empty, expected XML"),
  ])
  func anInputSaysWhereItCannotBeRead(error: RecordsError, expected: String) {
    #expect(error.message(in: "in") == expected)
  }
}
