import Faults
import Files
import Journal
import Records

extension InputFault {
  /// Why an input could not be read to its end.
  package func message(input: String) -> String {
    let name = Phrase.input(input)
    switch self {
    case _ where isFolder:
      return
        "\(name): a folder, expected a file; name its files, such as \(joinedPath(input, "*.jsonl")), or give the folder to a "
        + "job ('bertrun help run')"
    case .file(let error): return error.message(name: name)
    case .records(let error): return error.message(in: name)
    case .changed(let change): return "\(name): \(change.message)"
    case .noticed(let notices): return notices.map { $0.message(in: name) }.joined(separator: "; ")
    case .cannotWrite(let output, let input):
      return
        "\(name): the annotations of \(input.name) records cannot be written as \(output.name), use --to jsonl"
    case .crowded(let output, let keys):
      return
        "\(name): \(Phrase.list(keys)) go to one place of \(output.name), give the tasks other columns or "
        + "outputs of their own with '{task}' in 'output.name'"
    case .notAFile: return "\(name): a job's inputs are files, this is none"
    case .cannotJoin(let output):
      return "\(name): several \(output.name) outputs cannot be joined in one, give --output-dir"
    }
  }
}
