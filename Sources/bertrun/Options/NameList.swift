import ArgumentParser

/// Names separated by commas, without the blanks around them.
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
