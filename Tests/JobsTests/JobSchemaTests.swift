import JSON
import Jobs
import Testing

/// The schema for editors says what the reader checks: both are made of one table.
@Suite struct JobSchemaTests {
  private let schema = (try? JSONValue.parse(jobSchema())) ?? .null

  @Test func itNamesEveryKeyAndWhatIsRequired() {
    #expect(schema["$schema"]?.string == "http://json-schema.org/draft-07/schema#")
    #expect(schema["additionalProperties"]?.bool == false)
    #expect(schema["required"]?.array?.compactMap(\.string) == ["tasks", "output"])
    #expect(
      schema["properties"]?.object?.members.map(\.key) == [
        "inputs", "exclude", "tasks", "encoder", "task_folder", "output", "reading", "settings", "reporting",
      ])
    let threads = schema["properties"]?["settings"]?["properties"]?["threads"]
    #expect(threads?["type"]?.string == "integer" && threads?["minimum"]?.int == 1)
    #expect(threads?["description"]?.string == "Worker threads (default: one per core).")
  }

  @Test func aTasksKeysDependOnTheTask() throws {
    let element = schema["properties"]?["tasks"]?["anyOf"]?.array?.first?["anyOf"]?.array
    #expect(element?.count == 2)
    #expect(
      element?[0]["enum"]?.array?.compactMap(\.string) == ["tag", "qa", "pair", "fill-mask", "nsp", "embed"])
    let rules = try #require(element?[1]["allOf"]?.array)
    let names = rules.map { $0["if"]?["properties"]?["task"]?["const"]?.string }
    #expect(names == ["embed", "fill-mask", "nsp", "pair", "qa", "tag"])
    let qa = rules[4]["then"]?["propertyNames"]?["enum"]?.array?.compactMap(\.string) ?? []
    #expect(qa.contains("max_answer") && qa.contains("window") && !qa.contains("column"))
  }

  /// Each property of the schema is a key that the reader knows, and each other name is one that it does not.
  @Test func theReaderKnowsTheKeysOfTheSchema() throws {
    for section in ["reading", "settings", "reporting", "output"] {
      let value = schema["properties"]?[section]
      let mapping = value?["properties"] ?? value?["anyOf"]?.array?.last?["properties"]
      let names = try #require(mapping?.object?.members.map(\.key))
      #expect(names.count >= 4)
      for name in names + ["nothing_of_the_kind"] {
        let text = "\(section):\n  \(name): {}\n"
        do throws(JobFault) {
          _ = try Job(Array(text.utf8), file: "j.yaml")
          Issue.record("a mapping was read as '\(name)'")
        } catch {
          if case .unknownKey = error.kind {
            #expect(name == "nothing_of_the_kind")
          } else {
            #expect(name != "nothing_of_the_kind")
          }
        }
      }
    }
  }
}
