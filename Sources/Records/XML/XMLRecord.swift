/// A record of an XML document, kept as its events so that it can be written back with annotations inside.
package struct XMLRecord: Sendable {
  /// From the record's start tag to its end tag.
  var events: [XMLEvent]
  /// The start tag of the element whose text a task labels: 0 for the record itself, nil where that text is
  /// the value of an attribute and has no room for elements.
  var field: Int?
  /// Whether the words are those that the document marks already.
  var hasOwnWords = false
  /// The declarations in scope around the record, outermost first.
  var scope: [XMLNamespace]
  let document: XMLDocument

  /// The record as it came.
  package var bytes: [UInt8] {
    var serialiser = XMLSerialiser(document.form)
    for event in events { serialiser.append(event) }
    // What cannot be written in its own encoding is not a record either; its name will do.
    return (try? serialiser.take()) ?? []
  }
}

/// What the records of a document have in common.
struct XMLDocument: Sendable {
  var form = XMLForm()
  /// Whether annotations are TEI's own elements.
  var isTEI: Bool
  /// The namespace of annotations; nil for none.
  var namespace: [UInt8]?
}
