import Annotations
import Records

/// Column files of every kind, with texts of our own.
enum ColumnSamples {
  /// A kind: its text, the words of its sentences, and the gold labels of its usual column.
  struct Kind: Sendable {
    let name: String
    let text: String
    let words: [[String]]
    let gold: [[String?]]
  }

  static let conll2003 = Kind(
    name: "CoNLL-2003",
    text: """
      -DOCSTART- -X- -X- O

      Ana NNP I-NP I-PER
      lives VBZ I-VP O
      in IN I-PP O
      Porto NNP I-NP I-LOC
      . . O O

      -DOCSTART- -X- -X- O

      # NN I-NP O
      1 CD I-NP O

      """, words: [["Ana", "lives", "in", "Porto", "."], ["#", "1"]],
    gold: [["I-PER", "O", "O", "I-LOC", "O"], ["O", "O"]])

  static let conll2002 = Kind(
    name: "CoNLL-2002, Dutch",
    text: "De Art O\r\nArnhemse Adj B-MISC\r\nbrug N O\r\n\r\nJan N B-PER\r\nSmit N I-PER\r\n",
    words: [["De", "Arnhemse", "brug"], ["Jan", "Smit"]], gold: [["O", "B-MISC", "O"], ["B-PER", "I-PER"]])

  static let conll2000 = Kind(
    name: "CoNLL-2000", text: "He PRP B-NP\nreckons VBZ B-VP\n. . O\n\nYes UH B-INTJ\n! . O\n",
    words: [["He", "reckons", "."], ["Yes", "!"]], gold: [["B-NP", "B-VP", "O"], ["B-INTJ", "O"]])

  static let wnut = Kind(
    name: "WNUT-17",
    text: "@ana\tO\n#Porto\tB-location\n#\tO\nlol\tO\n\t\n#win\tO\n😂\tO\n\t\n",
    words: [["@ana", "#Porto", "#", "lol"], ["#win", "😂"]],
    gold: [["O", "B-location", "O", "O"], ["O", "O"]])

  static let germEval = Kind(
    name: "GermEval 2014",
    text: """
      #\thttp://example.org/1 [2014-01-01]
      1\tDie\tO\tO
      2\tUni\tB-ORG\tO
      3\tKöln\tI-ORG\tB-LOC

      #\thttp://example.org/2 [2014-01-02]
      1\tDeutsche\tB-LOCderiv\tO
      2\tFlüsse\tO\tO

      """, words: [["Die", "Uni", "Köln"], ["Deutsche", "Flüsse"]],
    gold: [["O", "B-ORG", "I-ORG"], ["B-LOCderiv", "O"]])

  static let hipe = Kind(
    name: "HIPE",
    text: """
      TOKEN\tNE-COARSE-LIT\tNE-COARSE-METO\tNE-FINE-LIT\tNEL-LIT\tMISC
      # language = de
      # document_id = d1
      Der\tO\tO\tO\t_\t_
      Rhein\tB-loc\tO\tB-loc.phys\tQ584\tNoSpaceAfter
      .\tO\tO\tO\t_\tEndOfLine

      # document_id = d2
      # segment_iiif_link = _
      Bern\tB-loc\tO\tB-loc.adm\tQ70\t_

      """, words: [["Der", "Rhein", "."], ["Bern"]], gold: [["O", "B-loc", "O"], ["B-loc"]])

  static let spacy = Kind(
    name: "spaCy .iob", text: "I|PRP|O like|VBP|O Porto|NNP|I-GPE\n||NN|O runs|VBZ|O\n",
    words: [["I", "like", "Porto"], ["|", "runs"]], gold: [["O", "O", "I-GPE"], ["O", "O"]])

  static let conll2009 = Kind(
    name: "CoNLL-2009",
    text:
      "1\tIt\tit\tit\tPRP\tPRP\t_\t_\t2\t2\tSBJ\tSBJ\t_\t_\tA0\n2\train\train\train\tVBZ\tNN\t_\t_\t0\t0\tROOT\tROOT\tY\train.01\t_\n\n",
    words: [["It", "rain"]], gold: [["PRP", "VBZ"]])

  static let conll2012 = Kind(
    name: "CoNLL-2012",
    text: """
      #begin document (own/00/own_0000); part 000
      own/00/own_0000   0   0    Ana   NNP  (TOP(S(NP*        -   -   -   Sp#1   (PERSON*       (A0*)   -
      own/00/own_0000   0   1   Lima   NNP          *)        -   -   -   Sp#1         *)          *    -
      own/00/own_0000   0   2   runs   VBZ      (VP*))     run   01   1   Sp#1         *         (V*)   -

      own/00/own_0000   0   0   Porto  NNP   (TOP(NP*))       -   -   -   Sp#1    (GPE)    (3)

      #end document

      """.replacing("(GPE)", with: "(GPE*)"), words: [["Ana", "Lima", "runs"], ["Porto"]],
    gold: [["B-PERSON", "I-PERSON", "O"], ["B-GPE"]])

  static let plus = Kind(
    name: "CoNLL-U Plus",
    text: """
      # global.columns = ID FORM UPOS OWN:NE
      # sent_id = s1
      1-2\tdas\t_\t_
      1\tde\tADP\tO
      2\tas\tDET\tO
      2.1\tx\t_\t_
      3\tilhas\tNOUN\tB-LOC

      """, words: [["de", "as", "ilhas"]], gold: [["O", "O", "B-LOC"]])

  static let bare = Kind(
    name: "words with parts of speech", text: "\n\nThe\tDT\nold\tJJ\nman\tNN\n\nruns\tVBZ\n",
    words: [["The", "old", "man"], ["runs"]], gold: [["DT", "JJ", "NN"], ["VBZ"]])

  static let all = [
    conll2003, conll2002, conll2000, wnut, germEval, hipe, spacy, conll2009, conll2012, plus, bare,
  ]

  /// Reads a text as a column file.
  static func read(
    _ text: String, policy: KeyPolicy = KeyPolicy(keys: []), gold: String? = nil, chunk: Int = 1 << 16,
    change: (inout ReadingSettings) -> Void = { _ in }
  ) throws(RecordsError) -> [ReadItem] {
    var settings = ReadingSettings(.textOrWords)
    change(&settings)
    return try items(
      of: ColumnReader(
        MemorySource(Array(text.utf8), chunk: chunk), file: 0, settings: settings, policy: policy,
        gold: GoldReading(GoldSelection(.tags, key: gold), column: .upos)))
  }

  /// Writes items with the same label on each word.
  static func write(
    _ items: [ReadItem], _ target: AnnotationTarget, label: String? = "X"
  ) throws -> String {
    let writer = ColumnWriter([target])
    var output: [UInt8] = []
    for item in items {
      switch item {
      case .record(let record):
        guard case .words(let words) = record.fields else { continue }
        let value = Annotation(.words(words.map { word($0, nil, label) }))
        output += try writer.render(record, [KeyedAnnotation(target.key, value)])
      case .header(let line): output += writer.header(line)
      case .verbatim(let bytes): output += writer.verbatim(bytes)
      case .reject: break
      }
    }
    return RecordsTests.text(output)
  }
}
