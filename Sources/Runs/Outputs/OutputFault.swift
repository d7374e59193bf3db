import Faults

/// Why inputs cannot go to the outputs that were named for them.
package enum OutputFault: Error, Sendable, Equatable {
  /// Two inputs have the same file of the output folder.
  case sameOutput(String, String)
  /// A file to write is an input; `-` is standard output or input.
  case isInput(output: String, input: String)
  /// One rejects file was named for several outputs.
  case sharedRejects
  /// One file of best answers or null scores was named for several outputs.
  case sharedBesides
  /// Resuming was asked for with standard input or output.
  case resumeStream
  /// An array of vectors was asked for elsewhere than in one output file.
  case arrayNeedsFile
  /// An array of vectors was asked for in a file whose name ends in `.gz`.
  case arrayCannotBeGzip
  /// An array was asked for of one vector per token.
  case arrayOfTokens
}

extension OutputFault: Fault {
  /// A usage error, whichever it is.
  package var status: ExitStatus { .usage }

  /// Why the outputs cannot be made.
  package var message: String {
    switch self {
    case .sameOutput(let first, let second):
      "'\(first)' and '\(second)' would have the same output file, give them other names or other folders"
    case .isInput(let output, let input):
      "\(output == "-" ? "standard output" : "'\(output)'") is the input "
        + "\(input == "-" ? "on standard input" : "'\(input)'"), which is overwritten then; give another file"
    case .sharedRejects: "--rejects names one file for several outputs, leave it out: each output has its own"
    case .sharedBesides:
      "--nbest and --null-odds name one file for several outputs, give them with one input or one output"
    case .resumeStream: "--resume needs input files and -o FILE, not standard input or output"
    case .arrayNeedsFile: "an .npy array needs one output file, give -o FILE.npy"
    case .arrayCannotBeGzip: "an .npy array is not gzipped, leave '.gz' out of its name"
    case .arrayOfTokens:
      "--pooling none gives a vector per token, which an .npy array cannot hold; use --to jsonl"
    }
  }
}
