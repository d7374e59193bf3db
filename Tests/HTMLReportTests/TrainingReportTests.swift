import Faults
import Foundation
import HTMLReport
import TestSupport
import Testing

/// The page of training logs.
@Suite struct TrainingReportTests {
  private func log(_ name: String, best: Int, in scratch: Scratch) throws -> String {
    var text =
      #"{"event":"start","version":"0.1.0","step":0,"steps":40,"heads":[{"name":"tag","records":3,"windows":3,"rejects":{},"kept":false,"labels":[]}]}"#
      + "\n"
    for step in 1...40 {
      let loss = 3.0 / Double(step)
      text +=
        #"{"event":"step","step":\#(step),"epoch":0.1,"loss":{"tag":\#(loss)},"rate":1e-5,"gradient_norm":2.5,"tokens":100,"tokens_per_second":1234}"#
        + "\n"
      guard step % 10 == 0 else { continue }
      text +=
        #"{"event":"eval","step":\#(step),"dev":{"tag":{"accuracy":\#(80 + Double(step) / 10)}},"score":80,"best":80,"best_step":\#(min(step, best))}"#
        + "\n"
    }
    text += #"{"event":"warning","message":"a <b>label</b>"}"# + "\n"
    text += #"{"event":"end","reason":"done","step":40,"tokens":100,"seconds":75.5}"# + "\n"
    try scratch.file(name, text)
    return scratch.path(name)
  }

  private func page(_ paths: [String]) throws -> String {
    var request = ReportRequest()
    request.inputs = paths
    return String(decoding: try Report(request).html, as: UTF8.self)
  }

  @Test func oneLog() throws {
    let scratch = try Scratch()
    let page = try page([log("log.jsonl", best: 30, in: scratch)])
    for caption in ["Loss", "tag: accuracy", "Rate", "Gradient norm"] {
      #expect(page.contains("<h3>\(caption)</h3>"))
    }
    #expect(page.components(separatedBy: "<polyline").count == 5)
    // Four measurements, of which one is ringed.
    #expect(page.components(separatedBy: "<circle").count == 5)
    #expect(page.components(separatedBy: "class=\"c0 best\"").count == 2)
    #expect(page.contains("step 30: 83.0, the best"))
    #expect(page.contains("a &lt;b&gt;label&lt;/b&gt;"))
    #expect(page.contains("1,234") && page.contains("1 min"))
    #expect(!page.contains("nan") && !page.contains("inf"))
  }

  @Test func severalLogsAreDrawnOverEachOther() throws {
    let scratch = try Scratch()
    let page = try page([
      log("a.jsonl", best: 10, in: scratch), log("b.jsonl", best: 40, in: scratch),
    ])
    #expect(page.contains("2 trainings"))
    #expect(page.components(separatedBy: "<polyline").count == 9)
    #expect(page.contains("class=\"c1 best\""))
  }

  @Test func aLogThatBreaksOff() throws {
    let scratch = try Scratch()
    let path = try log("log.jsonl", best: 10, in: scratch)
    let text = try #require(scratch.text("log.jsonl"))
    try scratch.file("log.jsonl", String(text.prefix(text.utf8.count / 2)))
    #expect(try page([path]).contains("not yet"))
  }

  @Test func anotherFileBesideALog() throws {
    let scratch = try Scratch()
    let path = try log("log.jsonl", best: 10, in: scratch)
    try scratch.file("tagged.jsonl", "{}\n")
    do {
      _ = try page([path, scratch.path("tagged.jsonl")])
      Issue.record("a page was made")
    } catch let fault as any Fault {
      #expect(fault.message.contains("not a log of training, which '\(path)' is"))
    }
  }
}
