import ArgumentParser

/// Names with commas between them, blanks around them left out.
struct NameList: ExpressibleByArgument {
  let names: [String]

  init?(argument: String) {
    names = argument.split(separator: ",").map { name in
      let trimmed = name.drop { $0 == " " }
      return String(trimmed.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
    if names.isEmpty { return nil }
  }
}
