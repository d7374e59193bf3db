import Checkpoints
import Files
import Journal
import Runs

extension Job {
  /// The job's lock, in the output folder, which is made: two jobs may write into one folder, one job only once at a time.
  func lock() throws -> FileLock {
    let folder = path(output.directory)
    do throws(CheckpointError) {
      try createFolder(folder)
    } catch {
      throw RunFault.folder(error)
    }
    do throws(JournalError) {
      return try FileLock.acquire(joinedPath(folder, ".\(lastComponent(of: file)).lock"))
    } catch {
      if case .held(_, let process) = error { throw JobHeld(file: file, process: process) }
      throw error
    }
  }
}
