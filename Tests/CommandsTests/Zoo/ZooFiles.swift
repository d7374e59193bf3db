import Foundation
import TestSupport

/// Small files of the kinds that people have: each sound one is annotated, each other one answered.
enum ZooFiles {
  private static let rained = #"{"text":"It rained."}"#

  /// Writes all of them into a folder.
  static func write(to scratch: Scratch, in folder: String) throws {
    for (name, text) in lines + tables + columns + documents + plain {
      try scratch.file("\(folder)/\(name)", text)
    }
    for (name, base64) in bytes {
      try scratch.file("\(folder)/\(name)", Array(Data(base64Encoded: base64) ?? Data()))
    }
  }

  /// JSON lines, and JSON that is not one object a line.
  private static let lines: [(String, String)] = [
    ("plain.jsonl", rained + "\n"),
    ("no-final-feed.jsonl", rained),
    ("crlf.jsonl", rained + "\r\n" + rained + "\r\n"),
    ("bom.jsonl", "\u{FEFF}" + rained + "\n"),
    ("blank-lines.jsonl", "\n" + rained + "\n\n\n" + rained + "\n"),
    ("only-blanks.jsonl", "\n\n"),
    ("empty.jsonl", ""),
    ("sentence.jsonl", #"{"id":7,"sentence":"It rained."}"# + "\n"),
    ("tokens.jsonl", #"{"tokens":["It","rained","."]}"# + "\n"),
    ("nested.jsonl", #"{"meta":{"a":[1,{"b":null}]},"text":"It rained."}"# + "\n"),
    ("escapes.jsonl", #"{"text":"It \u0072ained\n\ud83d\ude00."}"# + "\n"),
    ("lone-surrogate.jsonl", #"{"text":"\ud83d"}"# + "\n" + rained + "\n"),
    ("one-bad.jsonl", rained + "\n{\"text\":\n" + rained + "\n"),
    ("empty-text.jsonl", #"{"text":""}"# + "\n" + #"{"text":"  "}"# + "\n"),
    ("wrong-type.jsonl", #"{"text":7}"# + "\n" + rained + "\n"),
    ("key-exists.jsonl", #"{"text":"x","tag":1}"# + "\n" + rained + "\n"),
    ("duplicate-keys.jsonl", #"{"text":"no","text":"It rained."}"# + "\n"),
    ("no-known-key.jsonl", #"{"headline":"x","body":"y"}"# + "\n"),
    ("question.jsonl", #"{"question":"Who came?","context":"Ana came late."}"# + "\n"),
    ("premise.jsonl", #"{"premise":"It rains.","hypothesis":"It is dry."}"# + "\n"),
    (
      "deep.jsonl",
      #"{"text":"It rained.","x":"# + String(repeating: "[", count: 600) + String(repeating: "]", count: 600)
        + "}\n" + rained + "\n"
    ),
    ("array.json", "[\(rained),\(rained)]\n"),
    ("pretty.json", "{\n  \"text\": \"It rained.\"\n}\n"),
    ("scalars.jsonl", "1\n\"x\"\nnull\n" + rained + "\n"),
    (
      "rejects-as-input.jsonl",
      #"{"reject":1,"file":"a","line":1,"offset":0,"id":null,"code":"json","message":"m","raw":"{\"text\":\"It rained.\"}"}"#
        + "\n"
    ),
    ("caf\u{e9}.jsonl", rained + "\n"),
    ("cafe\u{301}.jsonl", rained + "\n"),
    ("with blank.jsonl", rained + "\n"),
    (".hidden.jsonl", rained + "\n"),
  ]

  /// Tables, whose first row may name the columns.
  private static let tables: [(String, String)] = [
    ("text-column.csv", "id,text\n1,It rained.\n2,\"It, too.\"\n"),
    ("pair-columns.tsv", "premise\thypothesis\nIt rains.\tIt is dry.\n"),
    ("unknown-header.csv", "sentiment,review\npositive,It rained.\n"),
    ("quora.csv", "id,question1,question2\n1,Who came?,Did Ana come?\n"),
    ("semicolon.csv", "id;text\n1;It rained.\n"),
    ("excel.csv", "sep=;\nid;text\n1;It rained.\n"),
    ("ragged.csv", "id,text\n1,It rained.\n2\n3,It rained.,more\n"),
    ("quoted-feeds.csv", "id,text\n1,\"It\nrained.\"\n"),
    ("quotes-in-tsv.tsv", "id\ttext\n1\t\"It\" rained.\n"),
    ("header-alone.csv", "id,text\n"),
  ]

  /// Words a line, with columns.
  private static let columns: [(String, String)] = [
    (
      "tree.conllu",
      "# text = It rained.\n1\tIt\tit\t_\t_\t_\t2\tnsubj\t_\t_\n2\trained\train\t_\t_\t_\t0\troot\t_\tSpaceAfter=No\n3\t.\t.\t_\t_\t_\t2\tpunct\t_\t_\n\n"
    ),
    ("gold.conllu", "1\tIt\t_\tX\t_\t_\t0\troot\t_\t_\n\n"),
    ("broken.conllu", "1\tIt\n\n1\tIt\t_\t_\t_\t_\t0\troot\t_\t_\n\n"),
    ("conll2003.txt", "-DOCSTART- -X- -X- O\n\nEU NNP B-NP B-ORG\nrejects VBZ B-VP O\n. . O O\n\n"),
    ("wnut.conll", "Ana\tB-person\ncame\tO\n\n"),
    ("iob.iob", "Ana|NNP|B-PER came|VBD|O\n"),
  ]

  /// Documents.
  private static let documents: [(String, String)] = [
    (
      "tei.xml",
      "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader/><text><body><p>It rained.</p></body></text></TEI>"
    ),
    ("records.xml", "<data><record>It rained.</record><record>It snowed.</record></data>"),
    (
      "play.xml",
      "<PLAY><ACT><SCENE><SPEECH><SPEAKER>ANA</SPEAKER><LINE>It rained.</LINE></SPEECH></SCENE></ACT></PLAY>"
    ),
    (
      "rte.xml",
      "<entailment-corpus><pair id=\"1\"><t>It rains.</t><h>It is dry.</h></pair></entailment-corpus>"
    ),
    ("unknown-root.xml", "<novel><chapter>It rained.</chapter></novel>"),
    ("cut-off.xml", "<data><record>It rained.</record><record>It"),
    ("no-record.xml", "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader/></TEI>"),
    ("entities.xml", "<!DOCTYPE data [<!ENTITY r \"rained\">]><data><record>It &r;.</record></data>"),
    (
      "external-entity.xml",
      "<!DOCTYPE data SYSTEM \"data.dtd\"><data><record>It rained&mdash;a lot.</record></data>"
    ),
    ("rss.xml", "<rss version=\"2.0\"><channel><item><title>It rained.</title></item></channel></rss>"),
    (
      "squad.json",
      #"{"version":"1.1","data":[{"title":"t","paragraphs":[{"context":"Ana came late.","qas":[{"id":"q1","question":"Who came?","answers":[]}]}]}]}"#
    ),
    (
      "squad-same-ids.json",
      #"{"data":[{"paragraphs":[{"context":"Ana came late.","qas":[{"id":"q","question":"Who came?"},{"id":"q","question":"Who left?"}]}]}]}"#
    ),
  ]

  /// Lines of text, and what is none.
  private static let plain: [(String, String)] = [
    ("lines.txt", "It rained.\n\nIt snowed.\n"),
    ("page.html", "<!DOCTYPE html><html><body>It rained.</body></html>\n"),
    ("document.pdf", "%PDF-1.7\n1 0 obj\n"),
    ("table.parquet", "PAR1\u{0}\u{0}PAR1"),
  ]

  /// Compressed and encoded files, in base64.
  private static let bytes: [(String, String)] = [
    ("gzip.jsonl.gz", "H4sIAAAAAAACA6tWKkmtKFGyUvIsUShKzMxLTdFTquUCAMSmA7kWAAAA"),
    (
      "two-members.jsonl.gz",
      "H4sIAAAAAAACA6tWKkmtKFGyUvIsUShKzMxLTdFTquUCAMSmA7kWAAAAH4sIAAAAAAACA6tWKkmtKFGyUvIsUShKzMxLTdFTquUCAMSmA7kWAAAA"
    ),
    ("gzip-tail.jsonl.gz", "H4sIAAAAAAACA6tWKkmtKFGyUvIsUShKzMxLTdFTquUCAMSmA7kWAAAAAAB0YWls"),
    ("gzip-cut.jsonl.gz", "H4sIAAAAAAACA6tWKkmtKFGyUvIsUShKzMxLTdFTquWqHhUdFR0VHRU="),
    ("gzip-inside.jsonl", "H4sIAAAAAAACA6tWKkmtKFGyUvIsUShKzMxLTdFTquUCAMSmA7kWAAAA"),
    (
      "bzip2.jsonl.bz2",
      "QlpoOTFBWSZTWa9VgP4AAApdgAAQUAEAEAAgJiEUSiAAIiBo9QeKFMABNGYy9cELyBRT2Hb4u5IpwoSFeqwH8A=="
    ),
    (
      "xz.jsonl.xz",
      "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAVeyJ0ZXh0IjoiSXQgcmFpbmVkLiJ9CgAAAOhnrifxMubRAAEuFlYJVd8ftvN9AQAAAAAEWVo="
    ),
    (
      "zip.jsonl",
      "UEsDBBQAAAAAAAAAIVDEpgO5FgAAABYAAAAHAAAAYS5qc29ubHsidGV4dCI6Ikl0IHJhaW5lZC4ifQpQSwECFAMUAAAAAAAAACFQxKYDuRYAAAAWAAAABwAAAAAAAAAAAAAAgAEAAAAAYS5qc29ubFBLBQYAAAAAAQABADUAAAA7AAAAAAA="
    ),
    ("utf16.jsonl", "//57ACIAdABlAHgAdAAiADoAIgBJAHQAIAByAGEAaQBuAGUAZAAuACIAfQAKAA=="),
    ("latin1.jsonl", "eyJ0ZXh0IjoiY2Fm6SJ9Cg=="),
    ("latin1.csv", "dGV4dApjYWbpCg=="),
    ("nul.jsonl", "eyJ0ZXh0IjoiYQBiIn0K"),
  ]
}
