import Faults

extension ComputeError: Fault {
  /// A usage error where this processor lacks what is asked for.
  package var status: ExitStatus {
    switch self {
    case .product, .thread: .internalFault
    case .unknownInstructionSet, .missingInstructionSet, .missingPrecision: .usage
    }
  }

  /// Why nothing can be computed.
  package var message: String {
    switch self {
    case .unknownInstructionSet(let name):
      "BERTRUN_ISA is '\(name)', expected \(Phrase.choice(InstructionSet.allCases.map(\.rawValue)))"
    case .missingInstructionSet(let set): "BERTRUN_ISA asks for '\(set.rawValue)', which this processor lacks"
    case .missingPrecision(let precision, let set):
      "--precision \(precision.rawValue) needs a processor with native \(precision.rawValue) products, this one runs "
        + "\(set.rawValue); use --precision f32"
    case .product(let inputs, let outputs, let precision, let reason):
      "oneDNN cannot make a \(precision.rawValue) product of \(inputs) to \(outputs): \(reason)"
    case .thread(let reason): "oneDNN cannot prepare a thread: \(reason)"
    }
  }
}
