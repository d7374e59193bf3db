import Compute
import Foundation
import Synchronization

/// Threads that do the same at the same time.
enum Crew {
  private static let stackSize = 8 << 20

  /// Calls `body` on `count` threads, with each one's number, and gives what each of them returned. Throws what one of them
  /// threw.
  static func run<Result: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int, Gate) throws(ComputeError) -> Result
  ) throws(ComputeError) -> [Result] {
    let gate = Gate(count)
    let results = Results<Result>(count)
    for number in 0..<count {
      let thread = Thread {
        let result: Swift.Result<Result, ComputeError>
        do throws(ComputeError) {
          result = .success(try body(number, gate))
        } catch {
          result = .failure(error)
        }
        // One that failed is not waited for.
        gate.leave()
        results.put(result, at: number)
      }
      thread.stackSize = stackSize
      thread.start()
    }
    return try results.wait()
  }

  /// Where all threads of a crew begin together and none ends before the others have done their part.
  final class Gate: Sendable {
    private let count: Int
    private let arrived = Atomic<Int>(0)
    private let done = Atomic<Int>(0)

    init(_ count: Int) { self.count = count }

    /// Waits for all others.
    func pass() {
      arrived.add(1, ordering: .acquiringAndReleasing)
      while arrived.load(ordering: .acquiring) < count { Thread.sleep(forTimeInterval: 0.0001) }
    }

    /// Says that this thread's part is done; call it once.
    func finish() { done.add(1, ordering: .acquiringAndReleasing) }

    /// Whether every thread's part is done.
    var isOver: Bool { done.load(ordering: .acquiring) >= count }

    fileprivate func leave() {
      arrived.add(count, ordering: .acquiringAndReleasing)
      done.add(count, ordering: .acquiringAndReleasing)
    }
  }

  /// What the threads returned so far.
  private final class Results<Value: Sendable>: Sendable {
    private let values: Mutex<[Result<Value, ComputeError>?]>

    init(_ count: Int) { values = Mutex([Result<Value, ComputeError>?](repeating: nil, count: count)) }

    func put(_ value: Result<Value, ComputeError>, at number: Int) {
      values.withLock { $0[number] = value }
    }

    /// Waits for all of them.
    func wait() throws(ComputeError) -> [Value] {
      while true {
        let all = values.withLock { values in
          values.contains { $0 == nil } ? nil : values.compactMap(\.self)
        }
        if let all {
          var results: [Value] = []
          for result in all { results.append(try result.get()) }
          return results
        }
        Thread.sleep(forTimeInterval: 0.0005)
      }
    }
  }
}
