/// The records that the model was least sure of: a bounded heap, the surest of them on top; of equally sure ones those
/// that come first stay.
struct LeastCertain: Sendable {
  private let limit: Int
  private var heap: [(score: Double, order: Int, sample: ReportSample)] = []
  private var order = 0

  /// Room for so many.
  init(limit: Int) { self.limit = limit }

  /// Takes a record in if it is among the least sure ones; only then is its sample made.
  mutating func offer(_ score: Double, _ sample: () -> ReportSample?) {
    order += 1
    guard limit > 0, !score.isNaN else { return }
    if heap.count < limit {
      guard let sample = sample() else { return }
      heap.append((score, order, sample))
      rise()
    } else if score < heap[0].score, let sample = sample() {
      heap[0] = (score, order, sample)
      sink()
    }
  }

  /// The samples, the least sure first.
  var sorted: [ReportSample] {
    heap.sorted { ($0.score, $0.order) < ($1.score, $1.order) }.map(\.sample)
  }

  private func isSurer(_ left: Int, _ right: Int) -> Bool {
    (heap[left].score, heap[left].order) > (heap[right].score, heap[right].order)
  }

  private mutating func rise() {
    var place = heap.count - 1
    while place > 0, isSurer(place, (place - 1) / 2) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func sink() {
    var place = 0
    while true {
      var surest = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count && isSurer(child, surest) {
        surest = child
      }
      if surest == place { return }
      heap.swapAt(place, surest)
      place = surest
    }
  }
}
