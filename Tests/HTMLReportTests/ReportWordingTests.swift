import HTMLReport
import Testing

/// What is said where no report can be made, by its exact text.
@Suite struct ReportWordingTests {
  @Test func aReportSaysWhatItIsMadeOf() {
    #expect(
      ReportFault.format(.squad, input: "predictions.json").message
        == "predictions.json: a report is made of JSON lines, XML, CoNLL-U or tables, not of squad; annotate with --to jsonl"
    )
    #expect(
      ReportFault.noAnnotation(inputs: ["in.jsonl"], keys: []).message
        == "in.jsonl: no record has labelled words, an answer or a class; give the output of an annotating command, "
        + "or name its key with --key")
    #expect(
      ReportFault.noAnnotation(inputs: ["a.jsonl", "b.jsonl"], keys: ["tag", "qa"]).message
        == "'a.jsonl' and 'b.jsonl': no record has labelled words, an answer or a class under 'tag' or 'qa'")
    #expect(
      ReportFault.overwrites("out.jsonl").message
        == "-o names 'out.jsonl', which the report reads; give it another name")
    #expect(
      ReportFault.statistics("stats.json").message
        == "stats.json: expected the JSON object that --stats writes")
  }
}
