import Checkpoints
import Compute
import Encoders
import Journal
import Tokenizers

/// Why a command could not do its work, by the room that says so.
package enum CommandFault: Error, Sendable {
  /// The request makes no sense.
  case request(RequestFault)
  /// A file of the model was refused.
  case checkpoint(CheckpointError)
  /// The files of the model do not make a model.
  case model(ModelError)
  /// The model's tokenizer cannot be built.
  case tokenizer(TokenizerError, folder: String)
  /// The processor cannot do what is asked.
  case compute(ComputeError)
  /// An output could not be opened or written.
  case output(JournalError)
  /// The run was ended.
  case run(RunFault)
  /// A job file cannot be read.
  case jobFile(JournalError)
  /// A job file makes no sense.
  case job(JobFault, file: String)
  /// A job's outputs cannot be named.
  case plan(JobPlanFault, file: String)
  /// A job's output folder cannot be made.
  case outputFolder(CheckpointError)
  /// The job is being run already; by which process, where the system tells it.
  case jobRuns(file: String, process: Int?)
  /// There are no figures to give.
  case evaluation(EvaluationFault)
  /// A conversion cannot be checked as asked.
  case convert(ConvertFault)
  /// An input that is not written back cannot be read.
  case input(InputFault, name: String)
  /// The inputs hold no record that can be measured; `rejects` are those that cannot be annotated.
  case nothingToMeasure([String], rejects: Int)

  /// What the command exits with.
  package var status: ExitStatus {
    switch self {
    case .request, .convert: .usage
    case .checkpoint, .model, .tokenizer: .badConfiguration
    case .compute(.product), .compute(.thread): .internalFault
    case .compute: .usage
    case .output(let error): RunFault.output(error).status
    case .run(let fault): fault.status
    case .jobFile(let error): InputFault.file(error).status
    case .job, .plan: .badConfiguration
    case .outputFolder: .cannotCreate
    case .jobRuns: .locked
    case .evaluation(let fault): fault.status
    case .input(let fault, _): fault.status
    case .nothingToMeasure: .rejected
    }
  }
}
