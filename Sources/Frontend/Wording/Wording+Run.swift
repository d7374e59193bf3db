import Journal
import Records

extension Wording {
  /// Why an input could not be read to its end.
  package static func of(_ fault: InputFault, input: String) -> String {
    let name = name(ofInput: input)
    switch fault {
    case .file(let error): return of(error, name: name)
    case .records(let error): return of(error, name: name)
    case .changed(let change): return "\(name): \(of(change))"
    case .cannotWrite(let output, let input):
      return
        "\(name): the annotations of \(input.rawValue) records cannot be written as \(output.rawValue), use --to jsonl"
    case .crowded(let output, let keys):
      return
        "\(name): \(list(keys)) would be written to one place of \(output.rawValue), give the tasks other columns or "
        + "outputs of their own with '{task}' in 'output.name'"
    case .notAFile: return "\(name): a job's inputs are files, this is none"
    case .cannotJoin(let output):
      return "\(name): several \(output.rawValue) outputs cannot be joined in one, give --output-dir"
    }
  }

  /// That an output stays as it was.
  static func notWritten(_ output: String) -> String {
    "\(output): not written, none of its inputs could be read to the end"
  }

  /// Why a run ended before its inputs did.
  package static func of(_ fault: RunFault) -> String {
    switch fault {
    case .compute(let error): of(error)
    case .output(let error): of(error, name: nil)
    case .folder(let error): of(error)
    case .encoder(let error, let path): of(error, name: path)
    case .stopped(let reject, let file): "\(of(reject, file: file)); stopped, as --on-error stop asks"
    case .tooManyRejects(let count, let limit):
      "\(self.count(count, "reject")), more than --max-rejects '\(limit)'; stopped"
    }
  }

  /// What went wrong with a file; `name` stands for streams, which have no path.
  package static func of(_ error: JournalError, name: String? = nil) -> String {
    switch error {
    case .file(let error):
      let path = error.path.isEmpty ? name ?? "standard output" : error.path
      return "\(path): cannot \(of(error.operation)): \(lowercased(error.reason))"
    case .held(let path, let process):
      let holder = process.map { " (process \($0))" } ?? ""
      return "\(path): another run\(holder) writes this output, wait for it or name another output"
    case .mismatch(let path, let differences):
      let list = differences.map {
        "'\($0.name)' was '\($0.journal ?? "absent")', is '\($0.now ?? "absent")'"
      }
      return "\(path): this journal belongs to another run: \(list.joined(separator: ", ")); "
        + "run without --resume to begin anew"
    case .notAJournal(let path): return "\(path): not a journal of bertrun, move it away"
    case .unknownJournalVersion(let path, let version):
      return
        "\(path): a journal of version '\(version)', which this bertrun does not read; run without --resume"
    case .notResumable(let path):
      return "\(path.isEmpty ? "standard output" : path): --resume needs an output file, give -o FILE"
    }
  }

  private static func of(_ operation: FileError.Operation) -> String {
    switch operation {
    case .open: "open"
    case .create: "create"
    case .read: "read"
    case .write: "write"
    case .sync: "sync"
    case .rename: "rename"
    case .remove: "remove"
    case .lock: "lock"
    case .inspect: "inspect"
    }
  }

  static func lowercased(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }

  /// Why a request makes no sense.
  package static func of(_ fault: RequestFault) -> String {
    switch fault {
    case .sameOutput(let first, let second):
      "'\(first)' and '\(second)' would have the same output file, give them other names or other folders"
    case .sharedRejects: "--rejects names one file for several outputs, leave it out: each output has its own"
    case .sharedBesides:
      "--nbest and --null-odds name one file for several outputs, give them with one input or one output"
    case .resumeStream: "--resume needs input files and -o FILE, not standard input or output"
    case .windowOverLimit(let window, let limit):
      "--window '\(window)' is over the model's limit of \(count(limit, "token"))"
    case .overlapOverRoom(let overlap, let room):
      "--overlap '\(overlap)' must be smaller than the \(count(room, "token")) that a window has for the text"
    case .wrongTask(let asked, let heads):
      "the model has no head for '\(asked)', its heads are \(heads.isEmpty ? "none" : list(heads))"
    case .noMaskToken: "the model's tokenizer has no mask token, fill-mask needs one"
    case .noTargets(let targets): "--targets: none of \(list(targets)) is a token of the model"
    case .noEntailment(let labels):
      "--labels needs a head that tells entailment by that name, this one's labels are "
        + (labels.isEmpty ? "none" : list(labels))
    case .templateWithoutPlace(let template): "--template '\(template)' has no '{}' for the label"
    case .entitiesOfReplacements:
      "--aggregate groups entities, this model says of each token whether it was replaced"
    case .arrayNeedsFile: "an .npy array needs one output file, give -o FILE.npy"
    case .arrayCannotBeGzip: "an .npy array is not gzipped, leave '.gz' out of its name"
    case .arrayOfTokens:
      "--pooling none gives a vector a token, which an .npy array cannot hold; use --to jsonl"
    case .layerWidth(let inputs, let width):
      "modules.json: a dense layer takes vectors of \(inputs), pooling gives \(width)"
    }
  }
}
