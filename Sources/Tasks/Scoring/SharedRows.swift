import Compute
import Encoders

/// Where the rows of one head lie among those that a batch computed, reader by reader.
struct SharedRows {
  /// The rows in the encoder's result, in the order in which the head gets them.
  private(set) var rows: [Int32] = []
  private var readers: [(window: Int, reader: Int, rows: Int)] = []

  var isEmpty: Bool { readers.isEmpty }

  init(of head: Int, in windows: [SharedWindow], _ unions: [RowSelection], _ batch: borrowing Batch) {
    var sequence = 0
    for (number, window) in windows.enumerated() where !window.ids.isEmpty {
      let first = batch.resultRows(of: sequence).lowerBound
      sequence += 1
      for (place, reader) in window.readers.enumerated() where reader.head == head {
        let before = rows.count
        reader.rows.appendPlaces(in: unions[number], tokens: window.ids.count, from: Int32(first), to: &rows)
        readers.append((number, place, rows.count - before))
      }
    }
  }

  /// Gives every reader its own of the rows that the head computed.
  func split(_ computed: borrowing Matrix, into scores: inout [[Scores]]) {
    let width = computed.columns
    computed.withFloats { floats in
      var row = 0
      for reader in readers {
        let values = floats.extracting(row * width..<(row + reader.rows) * width)
        scores[reader.window][reader.reader].values = values.indices.map { values[$0] }
        row += reader.rows
      }
    }
  }
}

extension RowSelection {
  /// The tokens that are wanted by any of several readers; of a single one, its own.
  static func union(_ all: [Self]) -> Self {
    guard var union = all.first else { return .some([]) }
    for rows in all.dropFirst() where rows != union {
      guard let one = union.tokens, let other = rows.tokens else { return .all }
      union = .some(merged(one, other))
    }
    return union
  }

  /// The wanted tokens, ascending; nil for all.
  private var tokens: [Int32]? {
    switch self {
    case .all: nil
    case .first: [0]
    case .some(let tokens): tokens
    }
  }

  /// Two ascending lists as one, each token once.
  private static func merged(_ one: [Int32], _ other: [Int32]) -> [Int32] {
    var merged: [Int32] = []
    merged.reserveCapacity(one.count + other.count)
    var place = 0
    for token in one {
      while place < other.count, other[place] < token {
        merged.append(other[place])
        place += 1
      }
      if place < other.count, other[place] == token { place += 1 }
      merged.append(token)
    }
    return merged + other[place...]
  }

  /// Appends where these rows of a window stand among the computed ones, of which the window's begin at `first`.
  func appendPlaces(
    in union: Self, tokens count: Int, from first: Int32, to places: inout [Int32]
  ) {
    guard let union = union.tokens else {
      let wanted = tokens ?? Array(0..<Int32(count))
      return places.append(contentsOf: wanted.map { first + $0 })
    }
    var place = 0
    for token in tokens ?? [] {
      while place < union.count, union[place] != token { place += 1 }
      precondition(place < union.count, "the rows of a reader are among those of its window")
      places.append(first + Int32(place))
    }
  }
}
