import Glibc

/// A converter between UTF-8 and an encoding that iconv knows: what libxml2 itself goes through, taken
/// directly because its wrappers do not say where a bad byte stands.
///
/// Sendable by its use: it belongs to one reader or to one rendering at a time.
@safe final class Charset: @unchecked Sendable {
  private let name: String
  private let decoder: iconv_t
  private let encoder: iconv_t
  private var held: [UInt32: Bool] = [:]

  /// Nil where iconv does not know the encoding.
  init?(_ name: String) {
    // Suffixes such as //TRANSLIT would lose text silently.
    guard !name.isEmpty, name.utf8.allSatisfy({ $0 != UInt8(ascii: "/") && $0 > 0x20 && $0 < 0x7F }) else {
      return nil
    }
    self.name = name
    let failed = unsafe UnsafeMutableRawPointer(bitPattern: -1)
    guard let decoder = unsafe iconv_open("UTF-8", name), unsafe decoder != failed else { return nil }
    guard let encoder = unsafe iconv_open(name, "UTF-8"), unsafe encoder != failed else {
      unsafe iconv_close(decoder)
      return nil
    }
    unsafe self.decoder = decoder
    unsafe self.encoder = encoder
  }

  deinit {
    unsafe iconv_close(decoder)
    unsafe iconv_close(encoder)
  }

  /// Whether XML's own characters are bytes of ASCII, as the declaration that named this encoding was.
  var keepsASCII: Bool {
    let markup = Array("<?xml version='1.0'?>&;/![]-#\"=".utf8)
    return encode(markup) == markup
  }

  /// What came out of a conversion.
  struct Result {
    var output: [UInt8] = []
    /// How many bytes were read; the rest is one unfinished or invalid character and what follows it.
    var consumed = 0
    var isValid = true
  }

  /// Bytes of the encoding as UTF-8. Shift states carry over to the next call.
  func decode(_ bytes: [UInt8]) -> Result { unsafe Self.convert(bytes, decoder) }

  /// UTF-8 in the encoding, from its initial shift state and back to it; nil where a character has no place.
  func encode(_ utf8: [UInt8]) -> [UInt8]? {
    unsafe Self.reset(encoder)
    // An ASCII character at the end brings the initial state back; it is taken off again.
    let result = unsafe Self.convert(utf8 + [UInt8(ascii: ">")], encoder)
    guard result.isValid, result.consumed == utf8.count + 1, result.output.last == UInt8(ascii: ">") else {
      return nil
    }
    return Array(result.output.dropLast())
  }

  /// Whether the encoding has this character.
  func holds(_ scalar: Unicode.Scalar) -> Bool {
    if let known = held[scalar.value] { return known }
    let holds = encode(Array(scalar.utf8)) != nil
    held[scalar.value] = holds
    return holds
  }

  private static func reset(_ converter: iconv_t) {
    _ = unsafe iconv(converter, nil, nil, nil, nil)
  }

  private static func convert(_ bytes: [UInt8], _ converter: iconv_t) -> Result {
    var result = Result()
    var input = bytes
    unsafe input.withUnsafeMutableBytes { input in
      var source = unsafe input.baseAddress?.assumingMemoryBound(to: CChar.self)
      var left = input.count
      while left > 0 {
        var failure: Int32 = 0
        let room = left * 4 + 16
        let made = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
          var target = unsafe UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
          var free = room
          if unsafe iconv(converter, &source, &left, &target, &free) == -1 {
            failure = errno
          }
          count = room - free
        }
        result.output.append(contentsOf: made)
        if failure == EILSEQ { result.isValid = false }
        if failure != 0 && failure != E2BIG { break }
      }
      result.consumed = input.count - left
    }
    return result
  }
}
