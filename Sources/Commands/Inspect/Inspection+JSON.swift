import Checkpoints
import Encoders
import JSON

extension Inspection {
  /// The description as one JSON object and a line feed.
  var json: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("folder", description.path)
    writer.member("encoder", description.encoderPath)
    writer.member("family", description.family)
    writer.member("model_type", description.modelType)
    writer.member("architectures", description.classes)
    if let sizes = description.architecture {
      writer.key("sizes")
      writer.beginObject()
      writer.member("layers", sizes.layers)
      writer.member("hidden", sizes.width)
      writer.member("heads", sizes.attention.heads)
      writer.member("intermediate", sizes.feedForward.width)
      writer.member("embedding", sizes.embedding.width)
      writer.member("vocabulary", sizes.embedding.vocabulary)
      writer.member("types", sizes.embedding.types)
      writer.endObject()
    }
    writer.member("encoder_parameters", description.encoderParameters)
    writer.member("head_parameters", description.headParameters)
    writer.key("tensors")
    writer.beginArray()
    for count in description.tensors {
      writer.beginObject()
      writer.member("type", count.type.rawValue)
      writer.member("count", count.count)
      writer.member("bytes", count.bytes)
      writer.endObject()
    }
    writer.endArray()
    writer.key("heads")
    writer.beginArray()
    for head in description.heads {
      writer.beginObject()
      writer.member("kind", head.kind.rawValue)
      writer.member("task", head.task.rawValue)
      writer.member("outputs", head.outputs)
      writer.member("labels", head.labels)
      writer.member("problem_type", head.problemType?.rawValue)
      writer.endObject()
    }
    writer.endArray()
    writer.member("tokenizer_files", description.tokenizerFiles)
    writer.member("tokenizer_size", tokenizer?.vocabularySize)
    writer.member("maximum_length", maximumLength)
    writer.member("unused_tensors", description.unusedTensors)
    writer.member("warnings", warnings)
    writer.member("problems", problems)
    writer.endObject()
    return writer.bytes + [0x0A]
  }
}

extension JSONWriter {
  /// A key and a string; null where there is none.
  fileprivate mutating func member(_ name: String, _ value: String?) {
    key(name)
    if let value { string(value) } else { null() }
  }

  /// A key and an integer; null where there is none.
  fileprivate mutating func member(_ name: String, _ value: Int?) {
    key(name)
    if let value { int(value) } else { null() }
  }

  /// A key and a list of strings.
  fileprivate mutating func member(_ name: String, _ values: [String]) {
    key(name)
    beginArray()
    for value in values { string(value) }
    endArray()
  }
}
