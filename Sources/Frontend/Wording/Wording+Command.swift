import Compute
import Encoders

extension Wording {
  /// Why a command could not do its work.
  package static func of(_ fault: CommandFault) -> String {
    switch fault {
    case .request(let fault): of(fault)
    case .checkpoint(let error): of(error)
    case .model(let error): of(error)
    case .tokenizer(let error, let folder): "\(folder): \(of(error))"
    case .compute(let error): of(error)
    case .output(let error): of(error)
    case .run(let fault): of(fault)
    case .jobFile(let error): of(error)
    case .job(let fault, let file): of(fault, file: file)
    case .plan(let fault, let file): of(fault, file: file)
    case .outputFolder(let error): of(error)
    case .jobRuns(let file, let process): jobRuns(file, process)
    case .evaluation(let fault): of(fault)
    case .convert(let fault): of(fault)
    case .input(let fault, let name): of(fault, input: name)
    case .nothingToMeasure(let inputs, let rejects):
      "\(inputs.map(name).joined(separator: ", ")): no record to measure"
        + (rejects > 0 ? ", \(count(rejects, "record")) cannot be annotated" : ", the files are empty")
    }
  }

  /// Why the files of a folder do not make a model.
  package static func of(_ error: ModelError) -> String {
    switch error {
    case .checkpoint(let error): of(error)
    case .compute(let error): of(error)
    case .unknownFamily(let path, let modelType, let known):
      "\(path): 'model_type' is \(modelType.map { "'\($0)'" } ?? "missing"), expected \(choice(known))"
    case .noHead(let path, let wanted, let missing, let holds):
      "\(path): no \(wanted.map(\.rawValue).joined(separator: " or ")) head"
        + (missing.map { ": tensor '\($0)' is missing" } ?? "") + "; the file has \(heads(holds))"
    case .missingTensor(let path, let tensor, let holds):
      "\(path): tensor '\(tensor)' of the encoder is missing; the file has \(heads(holds))"
    case .labelCount(let path, let tensor, let rows, let expected):
      "\(path): tensor '\(tensor)' has \(count(rows, "row")), expected \(expected), one a label"
    case .architecturesDiffer(let first, let second):
      "\(first) and \(second) have encoders of different sizes or settings, they cannot share one"
    case .encodersDiffer(let first, let second, let tensor):
      "\(first) and \(second) have different encoders (tensor '\(tensor)' differs), they cannot share one"
    case .tokenizersDiffer(let first, let second, let file):
      "\(first) and \(second) have different tokenizers ('\(file)' differs), they cannot share one"
    case .sameTaskName(let name, let first, let second):
      "\(first) and \(second) would both be written as task '\(name)', convert them apart"
    case .taskWithinTask(let path):
      "\(path): a task's encoder must be an encoder's folder, not another task's"
    }
  }

  /// Why nothing can be computed.
  package static func of(_ error: ComputeError) -> String {
    switch error {
    case .unknownInstructionSet(let name):
      "BERTRUN_ISA is '\(name)', expected \(choice(InstructionSet.allCases.map(\.rawValue)))"
    case .missingInstructionSet(let set): "BERTRUN_ISA asks for '\(set.rawValue)', which this processor lacks"
    case .missingPrecision(let precision, let set):
      "--precision \(precision.rawValue) needs a processor with native \(precision.rawValue) products, this one runs "
        + "\(set.rawValue); use --precision f32"
    case .product(let inputs, let outputs, let precision, let reason):
      "oneDNN cannot make a \(precision.rawValue) product of \(inputs) to \(outputs): \(reason)"
    case .thread(let reason): "oneDNN cannot prepare a thread: \(reason)"
    }
  }

  private static func heads(_ kinds: [HeadKind]) -> String {
    kinds.isEmpty ? "no head" : "the heads " + list(kinds.map(\.rawValue))
  }
}
