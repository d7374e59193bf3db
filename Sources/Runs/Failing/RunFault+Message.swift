import Checkpoints
import Faults
import Records

extension RunFault: Fault {
  /// What the command exits with.
  package var status: ExitStatus {
    switch self {
    case .folder: .cannotCreate
    case .encoder: .readWrite
    case .stopped: .rejected
    case .tooManyRejects: .tooManyRejects
    case .nonFiniteScore: .internalFault
    }
  }

  /// Why a run ended before its inputs did.
  package var message: String {
    switch self {
    case .folder(let error): error.message
    case .encoder(let error, let path): error.message(in: path)
    case .stopped(let reject, let file): "\(reject.message(file: file)); stopped, as --on-error stop asks"
    case .nonFiniteScore(let file, let line):
      "\(Phrase.input(file)):\(line): the model gives this record a score that is not a finite number, a fault in bertrun; try "
        + "--precision f32, and report it"
    case .tooManyRejects(let count, let limit):
      "\(Phrase.count(count, "reject")), more than --max-rejects '\(limit)'; stopped"
    }
  }
}
