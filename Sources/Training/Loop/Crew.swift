import Foundation

/// Threads that live as long as a training run. Each has memory of its own, made on it; together they do numbered pieces of
/// work, of which each thread takes the next that none has.
final class Crew<Memory: AnyObject>: Sendable {
  private static var stackSize: Int { 16 << 20 }

  private let board = CrewBoard<Memory>()
  private let count: Int

  /// Starts `count` threads; throws what making a memory throws.
  init(threads count: Int, makeMemory: @escaping @Sendable () throws -> Memory) throws {
    self.count = count
    for number in 0..<count {
      let board = board
      let thread = Thread {
        do {
          board.work(with: try makeMemory())
        } catch {
          board.fail(error)
        }
      }
      thread.name = "training \(number)"
      thread.stackSize = Self.stackSize
      thread.start()
    }
    if let error = board.awaitThreads(count) {
      board.stop()
      throw error
    }
  }

  deinit { board.stop() }

  /// Does `pieces` pieces of work; returns when all are done.
  func share(_ pieces: Int, _ work: @escaping @Sendable (_ piece: Int, _ memory: Memory) -> Void) {
    board.run(pieces, work)
  }
}

/// What the threads of a crew and their caller read and write, under one lock.
private final class CrewBoard<Memory: AnyObject>: @unchecked Sendable {
  typealias Work = @Sendable (Int, Memory) -> Void

  private let condition = NSCondition()
  private var started = 0
  private var error: (any Error)?
  private var work: Work?
  private var pieces = 0
  private var next = 0
  private var done = 0
  private var isOver = false

  /// Waits until so many threads have their memory, or one could not make it.
  func awaitThreads(_ count: Int) -> (any Error)? {
    condition.lock()
    defer { condition.unlock() }
    while started < count, error == nil { condition.wait() }
    return error
  }

  func fail(_ error: any Error) {
    condition.lock()
    self.error = error
    condition.broadcast()
    condition.unlock()
  }

  func stop() {
    condition.lock()
    isOver = true
    condition.broadcast()
    condition.unlock()
  }

  func run(_ pieces: Int, _ work: @escaping Work) {
    condition.lock()
    (self.work, self.pieces, next, done) = (work, pieces, 0, 0)
    condition.broadcast()
    while done < pieces { condition.wait() }
    self.work = nil
    condition.unlock()
  }

  /// A thread's life.
  func work(with memory: Memory) {
    condition.lock()
    started += 1
    condition.broadcast()
    while !isOver {
      guard let work, next < pieces else {
        condition.wait()
        continue
      }
      let piece = next
      next += 1
      condition.unlock()
      work(piece, memory)
      condition.lock()
      done += 1
      if done == pieces { condition.broadcast() }
    }
    condition.unlock()
  }
}
