/// How a document's bytes are written, kept for its output.
struct XMLForm: Sendable {
  var encoding = XMLEncoding.utf8
  var hasMark = false
  /// Every line end in the output, as the first one of the input.
  var lineBreak: [UInt8] = [0x0A]
}
