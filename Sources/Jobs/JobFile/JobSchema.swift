import Checkpoints
import JSON
import Training

/// A JSON Schema of job files, for editors: derived from the same table of keys that the reader checks.
package func jobSchema() -> [UInt8] { schema("A job of bertrun", of: Job.table.form) }

/// A JSON Schema of recipes, derived in the same way.
package func recipeSchema() -> [UInt8] { schema("A recipe of bertrun train", of: Recipe.table.form) }

private func schema(_ title: String, of form: JobForm) -> [UInt8] {
  var writer = JSONWriter()
  writer.beginObject()
  writer.member("$schema", "http://json-schema.org/draft-07/schema#")
  writer.member("title", title)
  writer.members(of: form)
  writer.endObject()
  guard let schema = try? JSONValue.parse(writer.bytes).object else {
    preconditionFailure("what was written is an object")
  }
  return indentedJSON(schema)
}

extension JSONWriter {
  /// The members of a schema that say what a form allows.
  fileprivate mutating func members(of form: JobForm) {
    switch form {
    case .text:
      // Editors read `1990` as a number; here it is a text.
      key("type")
      strings(["string", "number", "boolean"])
    case .column:
      key("type")
      strings(["string", "integer"])
      member("pattern", "^[^\\s]+$")
    case .extent, .average:
      key("type")
      strings(["string", "number"])
    case .duration, .part: member("type", "string")
    case .integer(let least):
      member("type", "integer")
      member("minimum", least)
    case .number: member("type", "number")
    case .flag: member("type", "boolean")
    case .choice(let names):
      key("enum")
      strings(names)
    case .list(let element):
      key("anyOf")
      beginArray()
      schema(element)
      beginObject()
      member("type", "array")
      key("items")
      schema(element)
      member("minItems", 1)
      endObject()
      endArray()
    case .twoTexts:
      member("type", "array")
      key("items")
      schema(.text)
      member("minItems", 2)
      member("maxItems", 2)
    case .either(let forms):
      key("anyOf")
      beginArray()
      for form in forms { schema(form) }
      endArray()
    case .mapping(let keys): mapping(keys)
    }
  }

  private mutating func schema(_ form: JobForm) {
    beginObject()
    members(of: form)
    endObject()
  }

  private mutating func mapping(_ keys: [JobKeyDescription]) {
    member("type", "object")
    key("additionalProperties")
    bool(false)
    let required = keys.filter(\.isRequired).map(\.name)
    if !required.isEmpty {
      key("required")
      strings(required)
    }
    key("properties")
    beginObject()
    for key in keys {
      self.key(key.name)
      beginObject()
      member("description", key.about)
      members(of: key.form)
      endObject()
    }
    endObject()
    // Keys that belong to some tasks only.
    let names = Set(keys.flatMap(\.tasks)).sorted()
    guard !names.isEmpty else { return }
    key("allOf")
    beginArray()
    for name in names {
      beginObject()
      key("if")
      condition(name)
      key("then")
      beginObject()
      key("propertyNames")
      beginObject()
      key("enum")
      strings(keys.filter { $0.tasks.isEmpty || $0.tasks.contains(name) }.map(\.name))
      endObject()
      endObject()
      endObject()
    }
    endArray()
  }

  private mutating func condition(_ task: String) {
    beginObject()
    key("required")
    strings(["task"])
    key("properties")
    beginObject()
    key("task")
    beginObject()
    member("const", task)
    endObject()
    endObject()
    endObject()
  }

  private mutating func strings(_ values: [String]) {
    beginArray()
    for value in values { string(value) }
    endArray()
  }
}
