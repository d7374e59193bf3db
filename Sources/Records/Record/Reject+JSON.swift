import Foundation
import JSON

extension Reject {
  /// The line of a rejects file (line feed included) for this reject. `file` is the input's name and
  /// `message` the fault in words; a record that was unwrapped from a rejects file keeps its first place.
  package func line(file: String?, message: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("reject")
    writer.int(1)
    writer.key("file")
    if let name = place.origin?.file ?? file { writer.string(name) } else { writer.null() }
    writer.key("line")
    writer.int(place.origin?.line ?? place.line)
    writer.key("offset")
    writer.int(place.origin?.offset ?? place.offset)
    writer.key("id")
    switch id {
    case .string(let text): writer.string(text)
    case .number(let number): writer.raw(number.spelling.utf8)
    default: writer.null()
    }
    writer.key("code")
    writer.string(code.rawValue)
    writer.key("message")
    writer.string(message)
    if UTF8Sequence.firstInvalid(in: raw) == nil {
      writer.key("raw")
      writer.string(utf8: raw[...])
    } else {
      writer.key("raw_base64")
      writer.string(Data(raw).base64EncodedString())
    }
    writer.endObject()
    return writer.bytes + [0x0A]
  }
}
