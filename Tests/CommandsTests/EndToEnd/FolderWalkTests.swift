import Foundation
import JSON
import TestSupport
import Testing

/// Names of any bytes, and what cannot be read: each is done, or reported on a line of its own.
@Suite struct FolderWalkTests {
  private let scratch: Scratch
  private static let line = #"{"text":"It rained."}"# + "\n"

  init() throws {
    scratch = try Scratch()
    try scratch.file("in/a.jsonl", Self.line)
    try scratch.file("job.yaml", "inputs: in\ntasks: tag\noutput: out\n")
  }

  private func shell(_ line: String) throws -> Binary.Outcome {
    try Shell.run(
      "cd \(Shell.quoted(scratch.folder.path)) && b=\(Shell.quoted(Binary.executable.path)) && \(line)")
  }

  @Test func twinsAndOddNamesAreDone() throws {
    let made = try shell(
      """
      for n in 'caf\\303\\251' 'cafe\\314\\201' 'latin\\351' 'both\\377\\376'; do cp in/a.jsonl "in/$(printf "$n").jsonl"; done
      mkdir "in/$(printf 'd\\377')" && cp in/a.jsonl "in/$(printf 'd\\377')/q.jsonl"
      $b run job.yaml; echo "status $?"; $b run job.yaml --dry-run; cd out && find . -name '*.jsonl' | LC_ALL=C sort | od -An -c
      """)
    #expect(made.text.contains("status 0\n"))
    #expect(made.text.contains("6 outputs: 0 to make, 6 up to date"))
    #expect(made.text.contains(#"in/latin\xE9.jsonl -> out/latin\xE9.jsonl: up to date"#))
    #expect(made.errors.contains("6 outputs, 6 made"))
    let names = made.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for name in ["l a t i n 351 .", "c a f 303 251 .", "c a f e 314 201 .", "b o t h 377 376 .", "d 377 / q"]
    {
      #expect(names.contains(name))
    }
  }

  @Test func oddNamesAreArguments() throws {
    let run = try shell(
      """
      n="$(printf 'x\\351.jsonl')"; cp in/a.jsonl "$n"; $b tag "$n" -o "$(printf 'y\\351.jsonl')" && test -s "$(printf 'y\\351.jsonl')"; echo "status $?"
      $b tag "$(printf 'gone\\351.jsonl')"
      """)
    #expect(run.text.contains("status 0\n"))
    #expect(run.errors.contains(#"gone\xE9.jsonl: cannot open: no such file or directory"#))
  }

  @Test func whatCannotBeReadIsReported() throws {
    let run = try shell(
      """
      ln -s nowhere.jsonl in/dangling.jsonl; ln -s circle in/circle; mkfifo in/pipe.jsonl; ln -s ../../elsewhere in/folder
      ln -s nowhere in/.hidden; $b run job.yaml; echo "status $?"; $b run --dry-run job.yaml; echo "status $?"
      """)
    for message in [
      "in/dangling.jsonl: a link to 'nowhere.jsonl', which does not exist",
      "in/folder: a link to '../../elsewhere', which does not exist",
      "in/circle: cannot inspect: too many levels of symbolic links",
      "in/pipe.jsonl: a pipe, socket or device; a job's inputs are files",
    ] {
      #expect(run.errors.split(separator: "\n").filter { $0 == "bertrun: \(message)" }.count == 2)
    }
    #expect(!run.errors.contains("hidden"))
    #expect(run.text.components(separatedBy: "status 66\n").count == 3)
    #expect(run.errors.contains("1 output, 1 made, 4 failed") && scratch.text("out/a.jsonl") != nil)
  }

  @Test(.enabled(if: Shell.asAnother != nil)) func aFolderThatCannotBeListedIsReported() throws {
    let another = try #require(Shell.asAnother)
    let run = try shell(
      """
      mkdir -p in/locked/more out && cp in/a.jsonl in/locked && chmod 777 . out && chmod 000 in/locked
      \(another) $b run job.yaml; echo "status $?"; chmod 755 in/locked
      """)
    #expect(run.errors.contains("bertrun: in/locked: cannot open: permission denied\n"))
    #expect(run.text.contains("status 66\n") && scratch.text("out/a.jsonl") != nil)
  }

  @Test func theFolderOfTheJobIsAnInput() throws {
    try scratch.file("in/job.yaml", "inputs: .\ntasks: tag\noutput: out\n")
    let run = try Binary.run("run", "job.yaml", in: scratch.folder.appendingPathComponent("in"))
    #expect(run.status == 0 && run.errors.contains("a.jsonl -> out/a.jsonl: 1 record"))
    for inputs in ["./", "././.", "../in"] {
      try scratch.file("in/job.yaml", "inputs: '\(inputs)'\ntasks: tag\noutput: out\n")
      #expect(
        try Binary.run("run", "job.yaml", in: scratch.folder.appendingPathComponent("in")).errors
          .contains("1 output, 1 up to date"))
    }
  }

  @Test func anOutputOverAnInputOrTheJobIsRefused() throws {
    try FileManager.default.linkItem(atPath: scratch.path("in/a.jsonl"), toPath: scratch.path("b.jsonl"))
    for job in ["{directory: ., name: b.jsonl}", "{directory: ., name: job.yaml}"] {
      try scratch.file("job.yaml", "inputs: in\ntasks: tag\noutput: \(job)\n")
      let run = try Binary.run("run", "job.yaml", in: scratch.folder)
      #expect(
        run.status == 78 && run.errors.contains("which is an input; give 'output' another folder or name"))
    }
    #expect(scratch.text("in/a.jsonl") == Self.line)
  }

  @Test func aManifestNamesFilesThatSha256sumChecks() throws {
    #expect(try shell("$b run job.yaml").status == 0)
    let manifest = try JSONValue.parse(try #require(scratch.bytes("out/a.jsonl.manifest.json")))
    #expect(manifest["input"]?.string == "in/a.jsonl")
    let task = try #require(manifest["tasks"]?.array?.first)
    #expect(task["model"]?.string?.hasSuffix("tasks/tag") == true)
    let files = (task["model_files"]?.array ?? []).compactMap { file in
      file["path"]?.string.flatMap { path in file["sha256"]?.string.map { "\($0)  \(path)" } }
    }
    for name in ["task.json", "head.safetensors", "model.safetensors", "tokenizer.json"] {
      #expect(files.contains { $0.hasSuffix("/" + name) })
    }
    let sums = files + ["\(manifest["input_sha256"]?.string ?? "")  in/a.jsonl"]
    try scratch.file("sums", sums.joined(separator: "\n") + "\n")
    #expect(try shell("sha256sum --check --strict sums").status == 0)
  }
}
