/// Reversible rules between the tensor names of a family's files and bertrun's canonical names.
///
/// A rule pairs two patterns of dotted segments in which `*` stands for a number; the numbers keep their order.
/// A file pattern may have two numbers, a group's and a place's inside it, where the canonical one has one: then
/// that one is `group * innerCount + place`. What follows a pattern may be nothing or one of `weight`, `bias`, `weight.scale` and passes through.
package struct NameMap: Sendable {
  /// One rule.
  package struct Rule: Sendable, Equatable {
    /// The canonical pattern.
    package let canonical: String
    /// The pattern in files; of encoder rules without the family's prefix.
    package let file: String
    /// Other spellings found in files; they are read, never written.
    package let aliases: [String]
    /// Whether the tensor belongs to the encoder and so takes the family's prefix.
    package let isEncoder: Bool

    /// An encoder rule: `file` stands after the family's prefix, or bare.
    package static func encoder(_ canonical: String, _ file: String) -> Rule {
      Rule(canonical: canonical, file: file, aliases: [], isEncoder: true)
    }

    /// A head's rule: `file` is the whole name.
    package static func head(_ canonical: String, _ file: String, aliases: [String] = []) -> Rule {
      Rule(canonical: canonical, file: file, aliases: aliases, isEncoder: false)
    }
  }

  /// The encoder's attribute name in checkpoints saved with a head, without its dot: `bert`.
  package let prefix: String
  /// The rules, in the order in which they were given.
  package let rules: [Rule]
  private let embedding: String
  private let innerCount: Int
  private let byFile: [String: Target]
  private let byCanonical: [String: Rule]

  private struct Target {
    let canonical: String
    let isEncoder: Bool
    let isAlias: Bool
  }

  /// Rules for a family; `embedding` is the file pattern of its word embeddings, which distinguish a bare file
  /// from a prefixed one. `innerCount` is the count of places in a group.
  package init(prefix: String, embedding: String, innerCount: Int = 1, rules: [Rule]) {
    self.prefix = prefix
    self.innerCount = innerCount
    self.embedding = embedding
    self.rules = rules
    var byFile: [String: Target] = [:]
    var byCanonical: [String: Rule] = [:]
    for rule in rules {
      byCanonical[rule.canonical] = byCanonical[rule.canonical] ?? rule
      for (place, spelling) in ([rule.file] + rule.aliases).enumerated() {
        let target = Target(canonical: rule.canonical, isEncoder: rule.isEncoder, isAlias: place > 0)
        byFile[spelling] = byFile[spelling] ?? target
      }
    }
    self.byFile = byFile
    self.byCanonical = byCanonical
  }

  /// Whether files with these tensor names keep the encoder under the family's prefix; also true when they hold
  /// no encoder at all.
  package func isPrefixed(_ names: [String]) -> Bool {
    names.contains("\(prefix).\(embedding).weight") || !names.contains("\(embedding).weight")
  }

  /// The canonical name of a tensor, and whether it was found under a legacy or alternative spelling; nil when
  /// no rule covers it.
  package func canonicalName(of fileName: String, prefixed: Bool) -> (name: String, isAlias: Bool)? {
    var name = fileName
    var isEncoder: Bool?
    if prefixed, name.utf8.starts(with: "\(prefix).".utf8) {
      name = String(name.dropFirst(prefix.count + 1))
      isEncoder = true
    } else if prefixed {
      isEncoder = false
    }
    let modern = Self.modernLayerNorm(name)
    guard let match = Self.match(modern, in: byFile), isEncoder == nil || isEncoder == match.value.isEncoder
    else { return nil }
    guard let stem = fill(match.value.canonical, numbers: match.numbers) else { return nil }
    return (stem + match.suffix, match.value.isAlias || modern != name)
  }

  /// The name that a canonical tensor has in files; names without a rule are returned unchanged.
  package func fileName(of canonical: String, prefixed: Bool) -> String {
    guard let match = Self.match(canonical, in: byCanonical),
      let stem = fill(match.value.file, numbers: match.numbers)
    else { return canonical }
    let name = stem + match.suffix
    return match.value.isEncoder && prefixed ? "\(prefix).\(name)" : name
  }

  /// Whether a canonical tensor is the encoder's; heads' tensors and unknown ones are not.
  package func belongsToEncoder(_ canonical: String) -> Bool {
    Self.match(canonical, in: byCanonical)?.value.isEncoder ?? false
  }

  /// `LayerNorm.gamma` and `LayerNorm.beta` of the first TensorFlow conversions are weight and bias; other
  /// parameters of these names are unchanged.
  private static func modernLayerNorm(_ name: String) -> String {
    for (legacy, modern) in [("gamma", "weight"), ("beta", "bias")] {
      let suffix = "LayerNorm.\(legacy)"
      if name.hasSuffix(suffix), name == suffix || name.hasSuffix(".\(suffix)") {
        return name.dropLast(legacy.count) + modern
      }
    }
    return name
  }

  private static let suffixes = ["", ".weight", ".bias", ".weight.scale"]

  private static func match<Value>(
    _ name: String, in table: [String: Value]
  ) -> (value: Value, numbers: [Int], suffix: String)? {
    for suffix in suffixes where name.hasSuffix(suffix) {
      let stem = name.dropLast(suffix.count)
      if stem.utf8.contains(UInt8(ascii: "*")) { return nil }
      var numbers: [Int] = []
      let pattern = stem.split(separator: ".", omittingEmptySubsequences: false).map { segment in
        guard let number = number(segment) else { return segment }
        numbers.append(number)
        return "*"
      }
      if let value = table[pattern.joined(separator: ".")] { return (value, numbers, suffix) }
    }
    return nil
  }

  /// The value of decimal digits without a leading zero, so that a name has one spelling only.
  private static func number(_ segment: Substring) -> Int? {
    guard let first = segment.utf8.first, segment.utf8.count <= 6 else { return nil }
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard segment.utf8.allSatisfy(digits.contains), first != digits.lowerBound || segment.utf8.count == 1
    else {
      return nil
    }
    return Int(segment)
  }

  /// The pattern with its stars replaced; nil where a place is beyond its group.
  private func fill(_ pattern: String, numbers: [Int]) -> String? {
    let segments = pattern.split(separator: ".", omittingEmptySubsequences: false)
    var numbers = numbers
    let stars = segments.count { $0 == "*" }
    if stars == 1, numbers.count == 2 {
      guard numbers[1] < innerCount else { return nil }
      numbers = [numbers[0] * innerCount + numbers[1]]
    } else if stars == 2, numbers.count == 1 {
      numbers = [numbers[0] / innerCount, numbers[0] % innerCount]
    }
    guard stars == numbers.count else { return nil }
    var next = numbers.makeIterator()
    return segments.map { $0 == "*" ? next.next().map(String.init) ?? "" : String($0) }.joined(separator: ".")
  }
}
