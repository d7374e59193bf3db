import Checkpoints
import Compute
import Encoders
import Foundation
import Journal

/// Where a request's model lies and by what it is recognised: known before anything is loaded.
struct ModelSource: Sendable {
  /// The folder that `-m` names, or the embedded task's.
  let folder: CheckpointFolder
  /// The folder of the encoder: the same, or the one that `task.json` names.
  let encoderFolder: CheckpointFolder
  /// `task.json`, where the folder is a task's.
  let manifest: TaskManifest?
  /// Size, time and beginning of each of its files.
  let fingerprint: Fingerprint
  /// The precision that it is computed in.
  let precision: Precision

  /// Finds the model of a request and looks at its files.
  init(_ request: AnnotateRequest, on processor: Processor) throws(CommandFault) {
    folder = try Self.folder(of: request)
    do throws(CheckpointError) {
      manifest = folder.isTask ? try folder.manifest() : nil
      encoderFolder = if let manifest { try folder.encoderFolder(of: manifest) } else { folder }
    } catch {
      throw .checkpoint(error)
    }
    do throws(JournalError) {
      fingerprint = try Self.fingerprint([folder, encoderFolder])
    } catch {
      throw .output(error)
    }
    precision = request.computing.precisionChoice.precision(of: manifest, on: processor)
  }

  /// The folder that `-m` names, or the embedded task's.
  static func folder(of request: AnnotateRequest) throws(CommandFault) -> CheckpointFolder {
    let environment = ProcessInfo.processInfo.environment
    do throws(CheckpointError) {
      guard let name = request.model else {
        return try EmbeddedTasks(asked: request.tasksDirectory, environment: environment).folder(
          of: request.task)
      }
      return try CheckpointFolder.locate(name, environment: environment)
    } catch {
      throw .checkpoint(error)
    }
  }

  private static func fingerprint(_ folders: [CheckpointFolder]) throws(JournalError) -> Fingerprint {
    var text = ""
    for folder in folders {
      for file in folder.files.sorted() {
        guard let identity = try InputFile.open(folder.path(of: file)).identity else { continue }
        text += "\(file) \(identity.size) \(identity.modified.seconds) \(identity.beginning)\n"
      }
    }
    return Fingerprint(of: Array(text.utf8))
  }
}

extension ComputingSettings {
  /// What is asked of the loader.
  var precisionChoice: ModelLoader.PrecisionChoice { precision.map { .fixed($0) } ?? .auto }

  /// The engine to compute with; an error where the processor lacks the precision.
  func engine() throws(CommandFault) -> Engine {
    do throws(ComputeError) {
      let engine = Engine(try Processor.chosen())
      if let precision, !engine.processor.supports(precision) {
        throw .missingPrecision(precision, engine.processor.instructionSet)
      }
      return engine
    } catch {
      throw .compute(error)
    }
  }
}
