/// The words that the rules know by name.
extension EnglishWords {
  /// All word lists, built once.
  struct Tables: Sendable {
    static let shared = Tables()

    /// Fused words and their cuts: the low four bits say where the second word starts, the high four the third.
    let fused = WordTable([
      "cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "outta": 3, "lemme": 3, "gimme": 3, "dunno": 0x32,
      "dont": 2, "doesnt": 4, "didnt": 3, "isnt": 2, "wasnt": 3, "arent": 3, "werent": 4, "havent": 4,
      "hasnt": 3, "hadnt": 3, "wouldnt": 5, "couldnt": 5, "shouldnt": 6, "cant": 2, "wont": 2, "aint": 2,
    ])

    /// Abbreviations that keep their full stop, in any case.
    let abbreviations = WordTable([
      "vs", "etc", "eg", "ie", "al", "approx", "esp", "ext", "incl", "dept", "est", "tel", "attn", "arrv",
      "hrs",
      "mins", "yrs", "lbs", "oz", "info", "cf", "viz", "messrs", "assoc", "bros", "inc", "corp", "ltd", "mfg",
    ])

    /// Abbreviations that keep their full stop when they start with a capital.
    let names = WordTable([
      "mr", "mrs", "ms", "dr", "st", "prof", "rev", "fr", "gen", "lt", "col", "maj", "sgt", "capt", "cmdr",
      "adm",
      "sen", "rep", "reps", "gov", "pres", "hon", "jr", "sr", "co", "ft", "mt", "ave", "blvd", "rd", "univ",
      "ph",
      "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
      "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
      "conn", "calif", "mass", "mich", "minn", "penn", "va", "la", "que", "ont", "vol", "sec", "spec",
    ])

    /// Abbreviations that keep their full stop before a number.
    let beforeNumber = WordTable(["no", "nos", "p", "pp", "fig", "ch", "art", "para"])

    /// Prefixes that keep the hyphen behind them; every other hyphen is a word of its own.
    let prefixes = WordTable([
      "anti", "co", "counter", "cross", "e", "ex", "inter", "intra", "macro", "meta", "micro", "mid", "mini",
      "multi", "neo",
      "non", "over", "post", "pre", "pro", "pseudo", "psycho", "quasi", "re", "semi", "socio", "sub", "super",
      "trans", "tri", "ultra",
      "un", "under",
    ])

    /// Words that keep the slash in them.
    let slashed = WordTable(["w/o", "w/out", "n/a", "b/c", "l/c", "i/o"])

    /// What is written against a number and is a word of its own; `st`, `nd`, `rd`, `th` and `s` are not here.
    let units = WordTable([
      "am", "pm", "a.m", "p.m", "a.m.", "p.m.", "k", "m", "mm", "cm", "km", "kg", "mg", "lb", "lbs", "oz",
      "ft",
      "mi", "mph", "bn", "bcf", "mw", "mwh", "kw", "kwh", "gb", "mb", "kb", "tb", "hz", "mhz", "ghz", "hrs",
      "hr", "min", "mins", "sec", "yrs", "yr", "x", "px", "ml",
    ])

    /// Words that lost their start: `'em`.
    let shortened = WordTable(["em", "til", "till", "cause", "cuz", "bout", "round", "tis", "twas", "n"])

    /// Last parts of host and file names.
    let suffixes = WordTable([
      "com", "org", "net", "edu", "gov", "mil", "biz", "uk", "ca", "au", "de", "doc", "docx", "xls", "xlsx",
      "ppt",
      "pptx", "pdf", "txt", "csv", "htm", "html", "jpg", "jpeg", "gif", "png", "zip", "gz", "exe", "xml",
      "json",
      "jsonl", "url", "php", "mp3",
    ])

    /// Emoticons without eyes in front: whole chunks.
    let emoticons = WordTable(["<3", "</3", "^_^", "^^", "-_-", ">:(", ">:)", "<-"])

    /// The starts of addresses that need no scheme.
    let addressStarts = WordTable(["www.", "mailto:"])
  }
}

/// A set of words of at most eight ASCII bytes, looked up without regard to case; each may carry a value.
struct WordTable: Sendable {
  private let keys: [UInt64]
  private let values: [UInt8]

  /// A table with values; words of more than eight bytes are a programmer's error.
  init(_ entries: KeyValuePairs<String, UInt8>) {
    let sorted = entries.map { (key: WordTable.key($0.key), value: $0.value) }.sorted { $0.key < $1.key }
    keys = sorted.map(\.key)
    values = sorted.map(\.value)
  }

  /// A table of words alone.
  init(_ words: [String]) {
    keys = words.map(WordTable.key).sorted()
    values = []
  }

  /// Whether the table holds the bytes of `range`.
  func contains(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool { index(text, range) != nil }

  /// The value of the bytes of `range`.
  func value(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt8? {
    index(text, range).map { values[$0] }
  }

  private func index(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard range.count <= 8, !range.isEmpty else { return nil }
    var key: UInt64 = 0
    for position in range {
      let byte = text[position]
      let folded = byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
      key = key << 8 | UInt64(folded)
    }
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key ? low : nil
  }

  private static func key(_ word: String) -> UInt64 {
    precondition(word.utf8.count <= 8, "a table word has at most eight bytes")
    return word.utf8.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
