/// Names of models as Hugging Face's hub has them.
package enum ModelName {
  /// Whether `name` could be a model's: `name` or `org/name`, with an optional `@revision`.
  package static func isValid(_ name: String) -> Bool {
    let model = name.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)[0]
    let parts = model.split(separator: "/", omittingEmptySubsequences: false)
    return (1...2).contains(parts.count) && parts.allSatisfy(isNamePart)
  }

  private static func isNamePart(_ part: Substring) -> Bool {
    let isKnown = part.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
        true
      default: false
      }
    }
    return isKnown && !part.isEmpty && !part.hasPrefix(".") && !part.contains("--")
  }
}
