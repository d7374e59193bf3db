extension PreTokenizer {
  /// Reads a stage of `tokenizer.json`.
  init(_ reader: StageReader, depth: Int = 0) throws(TokenizerError) {
    let kind = try reader.string("type")
    switch kind {
    case "Sequence":
      var stages: [PreTokenizer] = []
      for stage in try reader.stages("pretokenizers", depth: depth) {
        stages.append(try PreTokenizer(stage, depth: depth + 1))
      }
      self = .sequence(stages)
    case "BertPreTokenizer": self = .bert(BertPreTokenizer())
    case "ByteLevel":
      self = .byteLevel(
        ByteLevel(
          addsPrefixSpace: try reader.bool("add_prefix_space"),
          cutsWords: try reader.bool("use_regex", default: true)))
    case "Metaspace": self = .metaspace(try Metaspace(reader))
    case "Whitespace": self = .wordRuns(WordRuns())
    case "WhitespaceSplit": self = .classes(ClassSplit(classes: .whitespace, behavior: .removed))
    case "Punctuation":
      let behavior = try SplitBehavior(reader, default: .isolated)
      self = .classes(ClassSplit(classes: .punctuation, behavior: behavior))
    case "Digits":
      let alone = try reader.bool("individual_digits", default: false)
      self = .classes(ClassSplit(classes: .numeric, behavior: alone ? .isolated : .contiguous))
    case "Split":
      self = .pattern(
        PatternSplit(
          pattern: try Pattern(reader), behavior: try SplitBehavior(reader, default: nil),
          isInverted: try reader.bool("invert", default: false)))
    case "CharDelimiterSplit":
      let delimiter = try reader.string("delimiter")
      guard let pattern = Pattern(literal: delimiter), delimiter.unicodeScalars.count == 1 else {
        throw .invalidValue(path: reader.path(of: "delimiter"), value: delimiter)
      }
      self = .pattern(PatternSplit(pattern: pattern, behavior: .removed, isInverted: false))
    default: throw .unsupported(path: reader.path(of: "type"), kind: kind)
    }
  }
}

extension SplitBehavior {
  /// Reads the `behavior` of a stage.
  init(_ reader: StageReader, default fallback: SplitBehavior?) throws(TokenizerError) {
    if let fallback, reader.value("behavior") == nil {
      self = fallback
      return
    }
    let name = try reader.string("behavior")
    guard let behavior = SplitBehavior(rawValue: name) else {
      throw .unsupported(path: reader.path(of: "behavior"), kind: name)
    }
    self = behavior
  }
}

extension Metaspace {
  /// Reads a stage, in its newer form with `prepend_scheme` or its older one with `add_prefix_space`.
  init(_ reader: StageReader) throws(TokenizerError) {
    let mark = try reader.scalars("replacement")
    guard mark.count == 1 else {
      throw .invalidValue(path: reader.path(of: "replacement"), value: try reader.string("replacement"))
    }
    var scheme = PrependScheme.always
    if let name = try reader.optionalString("prepend_scheme") {
      guard let known = PrependScheme(rawValue: name) else {
        throw .unsupported(path: reader.path(of: "prepend_scheme"), kind: name)
      }
      scheme = known
    }
    if try reader.optionalBool("add_prefix_space") == false {
      if reader.value("prepend_scheme") != nil, scheme != .never {
        throw .invalidValue(path: reader.path(of: "prepend_scheme"), value: scheme.rawValue)
      }
      scheme = .never
    }
    self.init(
      replacement: mark[0], prependScheme: scheme, splits: try reader.bool("split", default: true))
  }
}
