import Annotations

/// Writes column files: sentences that came as such with one column more, or one replaced, and all else as it was; any other
/// tagged record as a new sentence of two columns.
package struct ColumnWriter: RecordWriter {
  private let targets: [AnnotationTarget]

  /// A writer that gives the annotation of each key a column.
  package init(_ targets: [AnnotationTarget]) { self.targets = targets }

  /// The sentence with its labels.
  package func render(_ record: Record, _ annotations: [KeyedAnnotation]) throws(Reject) -> [UInt8] {
    var labels: [(target: AnnotationTarget, labels: [String?])] = []
    for target in targets {
      guard let annotation = annotations.first(where: { $0.key == target.key })?.annotation else {
        labels.append((target, []))
        continue
      }
      guard case .words(let words) = annotation.value else {
        throw Reject(.stretches, place: record.place, id: record.id, raw: record.raw)
      }
      labels.append((target, words.map(\.label)))
      if !(record.carrier is ColumnSentence) { return Self.newSentence(words) }
    }
    guard let sentence = record.carrier as? ColumnSentence else { return [] }
    return sentence.filling(labels)
  }

  /// The line with a cell for each new column: of a document's start its last cell once more.
  package func header(_ line: any HeaderLine) -> [UInt8] {
    guard let line = line as? ColumnLine else { return line.bytes }
    let keys = targets.filter { line.place(of: $0) == nil }.map(\.key)
    let end = line.bytes.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? 0
    var cells: [[UInt8]] = []
    switch line.kind {
    case .document:
      let found = line.separator.cells(line.bytes[..<end])
      guard found.count > 1, let last = found.last else { return line.bytes }
      cells = keys.map { _ in Array(line.bytes[last]) }
    case .names: cells = keys.map { line.separator.cell($0) }
    case .globalColumns:
      cells = keys.map { Array("BERTRUN:\($0.utf8.contains(0x20) ? "TAG" : $0.uppercased())".utf8) }
    }
    let separator = if case .globalColumns = line.kind { [UInt8(0x20)] } else { line.separator.bytes }
    return Array(line.bytes[..<end]) + cells.flatMap { separator + $0 } + Array(line.bytes[end...])
  }

  private static func newSentence(_ words: [WordAnnotation]) -> [UInt8] {
    let separator = ColumnSeparator.byte(0x09)
    var output: [UInt8] = []
    for word in words {
      output += separator.cell(word.text)
      output.append(0x09)
      output += separator.cell(word.label ?? "")
      output.append(0x0A)
    }
    output.append(0x0A)
    return output
  }
}

extension ColumnLine {
  /// The column that a target's labels replace; nil where they make a new one.
  fileprivate func place(of target: AnnotationTarget) -> Int? {
    switch (target.column, kind) {
    case (.column, _): 0
    case (.upos, .names(let names)), (.xpos, .names(let names)), (.upos, .globalColumns(let names)),
      (.xpos, .globalColumns(let names)):
      TableColumns(names).place(of: target.column.name)
    default: nil
    }
  }
}

extension ColumnSentence {
  /// The sentence with columns filled in, one label per word. A word without a label is outside of spans, or has no label; a
  /// row that is not a word has none.
  func filling(_ labelled: [(target: AnnotationTarget, labels: [String?])]) -> [UInt8] {
    var edits: [(range: Range<Int>, bytes: [UInt8])] = []
    for (target, labels) in labelled {
      let column = column(of: target.column)
      let none = [target.kind == .spans ? UInt8(ascii: "O") : UInt8(ascii: "_")]
      var word = 0
      for row in 0..<rowCount {
        let isWord = word < words.count && words[word] == row
        let label = isWord && word < labels.count ? labels[word] : nil
        if isWord { word += 1 }
        let text = label.map(layout.separator.cell) ?? (isWord ? none : [UInt8(ascii: "_")])
        if let column {
          if isWord { edits.append((cell(row, column), text)) }
        } else {
          let end = cell(row, width - 1).upperBound
          edits.append((end..<end, layout.separator.bytes + text))
        }
      }
    }
    // A stable order: columns that are appended at one place keep that of the tasks.
    let ordered = edits.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + 8 * edits.count)
    var position = 0
    for (_, edit) in ordered where edit.range.lowerBound >= position {
      output += bytes[position..<edit.range.lowerBound]
      output += edit.bytes
      position = edit.range.upperBound
    }
    output += bytes[position...]
    return output
  }

  /// The column that a target names; nil for a new one.
  private func column(of target: CoNLLUColumn) -> Int? {
    switch target {
    case .upos, .xpos:
      layout.names.map(TableColumns.init)?.place(of: target.name).flatMap { $0 < width ? $0 : nil }
    case .column(let name): ColumnLayout.place(of: name, width: width, names: layout.names)
    case .misc: nil
    }
  }
}
