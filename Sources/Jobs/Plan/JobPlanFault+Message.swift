import Faults

extension JobPlanFault {
  /// Why a job has no plan.
  package func message(file: String) -> String {
    switch self {
    case .file(let fault): fault.message(file: file)
    case .sameOutput(let first, let second, let output) where first.utf8.elementsEqual(second.utf8):
      "\(file): two tasks would write '\(first)' to '\(output)', give them other 'into' keys"
    case .sameOutput(let first, let second, let output):
      "\(file): '\(first)' and '\(second)' would both be written to '\(output)', give 'output.name' more of the path, "
        + "such as '{path}'"
    case .overInput(let input, let output):
      "\(file): '\(input)' is to be written to '\(output)', which is an input; give 'output' another folder or name"
    }
  }
}
