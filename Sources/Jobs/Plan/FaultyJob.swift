import Faults

/// A job file that makes no sense, or a job that has no plan.
package struct FaultyJob: Fault {
  /// `FILE:LINE:COLUMN: why`.
  package let message: String

  /// The configuration cannot be used.
  package var status: ExitStatus { .badConfiguration }

  /// What is wrong with a job file.
  package init(_ fault: JobFault, file: String) { message = fault.message(file: file) }

  /// Why its job has no plan.
  package init(_ fault: JobPlanFault, file: String) { message = fault.message(file: file) }
}

/// Another run of a job that has not ended yet.
package struct JobHeld: Fault {
  /// The job file.
  let file: String
  /// The process that runs it, where the system says which.
  let process: Int?

  /// Who runs the job.
  package var message: String {
    "\(file): another run of this job\(process.map { " (process \($0))" } ?? "") has not ended yet, nothing was done"
  }

  /// Trying again later helps.
  package var status: ExitStatus { .locked }
}
