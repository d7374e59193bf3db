import Foundation

/// A value behind a mutex and a condition: the only mutable state that the threads of a run share.
///
/// `@unchecked Sendable`: `state` and `waiting` are touched only while `condition` is locked.
final class Monitor<State>: @unchecked Sendable {
  private let condition = NSCondition()
  private var state: State
  private var waiting = Waiting()
  private let wakes: @Sendable (State, Waiting) -> Bool

  /// A monitor of a value; `wakes` says whether the value lets any waiting thread continue.
  init(_ state: State, wakes: @escaping @Sendable (State, Waiting) -> Bool) {
    self.state = state
    self.wakes = wakes
  }

  /// Changes the value, and wakes the waiting threads if any of them can continue.
  func update<Result>(_ body: (inout State) -> Result) -> Result {
    condition.lock()
    defer { condition.unlock() }
    let result = body(&state)
    wakeIfUseful()
    return result
  }

  /// Calls `body`, which may change the value, until it returns something; waits in between.
  func wait<Result>(as role: Role, _ body: (inout State) -> Result?) -> Result {
    condition.lock()
    defer { condition.unlock() }
    while true {
      let result = body(&state)
      wakeIfUseful()
      if let result { return result }
      waiting[role] += 1
      condition.wait()
      waiting[role] -= 1
    }
  }

  private func wakeIfUseful() {
    if waiting.any && wakes(state, waiting) { condition.broadcast() }
  }
}

/// The parts that threads play in a run.
enum Role {
  case reader, worker, writer
}

/// How many threads wait, by role.
struct Waiting {
  private var readers = 0
  private var workers = 0
  private var writers = 0

  var any: Bool { readers + workers + writers > 0 }

  subscript(role: Role) -> Int {
    get {
      switch role {
      case .reader: readers
      case .worker: workers
      case .writer: writers
      }
    }
    set {
      switch role {
      case .reader: readers = newValue
      case .worker: workers = newValue
      case .writer: writers = newValue
      }
    }
  }
}
