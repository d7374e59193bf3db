/// How far the examples of a head are used.
package struct HeadPosition: Sendable, Equatable {
  /// Epochs that are behind.
  package var epoch = 0
  /// Examples of this epoch that are behind.
  package var place = 0
  /// Tokens that were used, of all epochs.
  package var tokens = 0

  /// Nothing used.
  package init() {}
}

/// The examples of one step: of one head, in the order of its epoch.
package struct StepExamples: Sendable, Equatable {
  /// The head's number.
  package let head: Int
  /// The examples' numbers among the head's.
  package let examples: [Int]
  /// Their tokens.
  package let tokens: Int
}

/// Cuts the epochs of all heads into steps of about as many tokens. All that it needs to know is how far each head is.
package struct StepPlanner: Sendable {
  private let lengths: [[Int]]
  private let shares: [Double]
  private let budget: Int
  private let seed: UInt64

  /// A planner of steps of at most `budget` tokens (one example at least). `lengths` are the tokens of each head's examples, of
  /// which each head has some; `shares` those of the tokens that each head gets.
  package init(lengths: [[Int]], shares: [Double], budget: Int, seed: UInt64) {
    precondition(
      lengths.count == shares.count && lengths.allSatisfy { !$0.isEmpty }, "each head has examples")
    self.lengths = lengths
    self.shares = shares
    self.budget = budget
    self.seed = seed
  }

  /// Nothing used of any head.
  package var start: [HeadPosition] { lengths.map { _ in HeadPosition() } }

  /// The examples of the next step; `positions` move on. A step ends with its head's epoch, so that no example is in it twice.
  package func next(_ positions: inout [HeadPosition]) -> StepExamples {
    let head = nextHead(positions)
    let lengths = lengths[head]
    let order = KeyedPermutation(
      count: lengths.count, key: [seed, UInt64(head), UInt64(positions[head].epoch)])
    var examples: [Int] = []
    var tokens = 0
    while positions[head].place < lengths.count {
      let example = order[positions[head].place]
      if tokens > 0, tokens + lengths[example] > budget { break }
      examples.append(example)
      tokens += lengths[example]
      positions[head].place += 1
    }
    positions[head].tokens += tokens
    if positions[head].place == lengths.count {
      positions[head].place = 0
      positions[head].epoch += 1
    }
    return StepExamples(head: head, examples: examples, tokens: tokens)
  }

  /// The head that is furthest behind its share; of equal ones the first.
  private func nextHead(_ positions: [HeadPosition]) -> Int {
    let used = positions.map { Double($0.tokens) }
    return used.indices.min { used[$0] / shares[$0] < used[$1] / shares[$1] } ?? 0
  }

  /// How many steps it takes until so many epochs of all tokens are used.
  package func steps(epochs: Double) -> Int {
    let wanted = epochs * Double(epochTokens)
    var positions = start
    var steps = 0
    repeat {
      _ = next(&positions)
      steps += 1
    } while Double(positions.reduce(0) { $0 + $1.tokens }) < wanted
    return steps
  }

  /// Tokens of all examples.
  package var epochTokens: Int { lengths.reduce(0) { $0 + $1.reduce(0, +) } }

  /// How many epochs are used, as a share of all tokens.
  package func epochs(_ positions: [HeadPosition]) -> Double {
    Double(positions.reduce(0) { $0 + $1.tokens }) / Double(max(1, epochTokens))
  }
}
