import Frontend
import Testing

/// What is said where no report can be made, by its exact text.
@Suite struct ReportWordingTests {
  @Test func aReportSaysWhatItIsMadeOf() {
    #expect(
      Wording.of(ReportFault.format(.squad, input: "predictions.json"))
        == "predictions.json: a report is made of JSON lines, XML, CoNLL-U or tables, not of squad; annotate with --to jsonl"
    )
    #expect(
      Wording.of(ReportFault.noAnnotation(inputs: ["in.jsonl"], keys: []))
        == "in.jsonl: no record has labelled words, an answer or a class; give the output of an annotating command, "
        + "or name its key with --key")
    #expect(
      Wording.of(ReportFault.noAnnotation(inputs: ["a.jsonl", "b.jsonl"], keys: ["tag", "qa"]))
        == "'a.jsonl' and 'b.jsonl': no record has labelled words, an answer or a class under 'tag' or 'qa'")
    #expect(
      Wording.of(ReportFault.overwrites("out.jsonl"))
        == "-o names 'out.jsonl', which the report reads; give it another name")
    #expect(
      Wording.of(ReportFault.statistics("stats.json"))
        == "stats.json: expected the JSON object that --stats writes")
  }
}
