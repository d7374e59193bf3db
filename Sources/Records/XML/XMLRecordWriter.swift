import Annotations
import JSON

/// Writes the records of XML documents with their annotations inside.
package struct XMLRecordWriter: RecordWriter {
  private let replace: Bool

  /// A writer; `replace` puts labels in the place of those that the document has.
  package init(replace: Bool = false) { self.replace = replace }

  /// Whether XML can hold annotations of a kind, and a class its key: attribute names cannot be any string.
  package static func holds(_ value: Annotation.Value, under key: String) -> Bool {
    switch value {
    case .words, .spans, .entities, .answer: true
    case .label: isName(key)
    case .masks, .vector, .vectors, .tokenization, .tokenizations: false
    }
  }

  /// Whether a key can be the name of an attribute.
  package static func isName(_ key: String) -> Bool {
    guard let first = key.unicodeScalars.first else { return false }
    return (first.properties.isAlphabetic || first == "_")
      && key.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == "-" || $0 == "."
      }
  }

  /// The record's element; without annotations as it came. `record` must have been read from XML.
  package func render(_ record: Record, _ annotations: [KeyedAnnotation]) throws(Reject) -> [UInt8] {
    guard var xml = record.carrier as? XMLRecord else {
      preconditionFailure("a record that was not read from XML cannot be written as XML")
    }
    let original = xml
    func reject(_ reason: Reject.Reason) -> Reject {
      Reject(reason, place: record.place, id: record.id, raw: original.bytes)
    }
    var last: [XMLEvent] = []
    var weave = XMLWeave()
    do throws(Reject.Reason) {
      for annotation in annotations { try xml.addClass(annotation, replace: replace) }
      last = try xml.answers(annotations, replace: replace)
      try weaveText(annotations, &xml, &weave)
    } catch {
      throw reject(error)
    }
    var serialiser = XMLSerialiser(xml.document.form)
    xml.weave(weave, last: last, into: &serialiser)
    do throws(XMLError) {
      return try serialiser.take()
    } catch {
      throw reject(
        .xml(detail: "a name or comment has a character that \(xml.document.form.encoding.name) lacks"))
    }
  }

  /// Annotations of the text: all but the last layer become part of the record's events, spans first.
  private func weaveText(
    _ annotations: [KeyedAnnotation], _ xml: inout XMLRecord, _ weave: inout XMLWeave
  ) throws(Reject.Reason) {
    let spans = annotations.compactMap { $0.annotation.value.spanRanges }
    var words: [(key: String, words: [WordAnnotation])] = []
    for annotation in annotations {
      if case .words(let found) = annotation.annotation.value { words.append((annotation.key, found)) }
    }
    guard !spans.isEmpty || !words.isEmpty else { return }
    guard let field = xml.field else {
      throw .wrongType(key: annotations.first?.key ?? "", expected: .object, found: .string)
    }
    var layers = spans.count + words.count
    func finish(_ layer: XMLWeave) {
      layers -= 1
      if layers == 0 {
        weave = layer
      } else {
        var list = XMLEventList()
        xml.weave(layer, into: &list)
        xml.events = list.events
      }
    }
    for ranges in spans {
      var layer = XMLWeave()
      let value = XMLStringValue(xml.events, from: field)
      layer.addSpans(ranges, to: xml, value, field: field, replace: replace)
      finish(layer)
    }
    for (index, (key, found)) in words.enumerated() {
      var layer = XMLWeave()
      let value = XMLStringValue(xml.events, from: field)
      let style = XMLWordStyle(attribute: Array((index == 0 ? "pos" : key).utf8), replace: replace)
      if xml.hasOwnWords {
        layer.addOwnWords(found, to: xml, value, style)
      } else {
        layer.addWords(found, to: xml, value, style)
      }
      finish(layer)
    }
  }
}

extension Annotation.Value {
  /// Labelled stretches as ranges of UTF-8.
  fileprivate var spanRanges: [(range: Range<Int>, label: String)]? {
    switch self {
    case .spans(let spans): spans.map { ($0.span.bytes, $0.label) }
    case .entities(let entities):
      entities.compactMap { entity in entity.span.map { ($0.bytes, entity.label) } }
    default: nil
    }
  }
}
