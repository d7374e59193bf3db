import Faults
import Logging
import Records

extension Reject {
  /// Code and place apart, for logs that machines read.
  func metadata(file: String) -> Logger.Metadata {
    [
      "code": .string(code.rawValue), "file": .string(place.origin?.file ?? Phrase.input(file)),
      "line": .stringConvertible(place.origin?.line ?? place.line),
    ]
  }
}
