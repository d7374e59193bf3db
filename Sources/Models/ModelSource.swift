import Checkpoints
import Compute
import Encoders
import Files
import Journal

/// Where a model lies and what it is recognised by: known before anything is loaded.
package struct ModelSource: Sendable {
  /// The folder that `-m` names, or the embedded task's.
  package let folder: CheckpointFolder
  /// The folder of the encoder: the same, or the one that `task.json` names.
  package let encoderFolder: CheckpointFolder
  /// Size, time and beginning of each of its files.
  package let fingerprint: Fingerprint
  /// The precision that it is computed in.
  package let precision: Precision

  /// The name that the user gave, or the folder that was found.
  package var name: String { folder.name }

  /// The files that it is read from, by path, each once.
  package func paths() throws(CheckpointError) -> [String] {
    var paths: [String] = []
    for folder in [folder, encoderFolder] {
      for file in try folder.modelFiles() {
        let path = folder.path(of: file)
        if !paths.contains(where: { Path($0) == Path(path) }) { paths.append(path) }
      }
    }
    return paths
  }

  /// Finds the model of a task and looks at its files.
  package init(_ choice: ModelChoice, task: TaskName, precision: Precision?, on processor: Processor) throws {
    folder = try choice.folder(of: task)
    let manifest = folder.isTask ? try folder.manifest() : nil
    encoderFolder = if let manifest { try folder.encoderFolder(of: manifest) } else { folder }
    fingerprint = try Fingerprint(ofFilesIn: [folder, encoderFolder])
    self.precision = ModelLoader.PrecisionChoice(precision).precision(of: manifest, on: processor)
  }
}

extension Fingerprint {
  /// Size, time and beginning of each file in some folders.
  package init(ofFilesIn folders: [CheckpointFolder]) throws {
    var text = ""
    for folder in folders {
      for file in try folder.modelFiles() {
        guard let identity = try InputFile.open(folder.path(of: file)).identity else { continue }
        text += "\(file) \(identity.size) \(identity.modified.seconds) \(identity.beginning)\n"
      }
    }
    self.init(of: Array(text.utf8))
  }
}

extension ModelLoader.PrecisionChoice {
  /// The precision that was asked for, or what the model's card records.
  init(_ precision: Precision?) { self = precision.map { .fixed($0) } ?? .auto }
}
