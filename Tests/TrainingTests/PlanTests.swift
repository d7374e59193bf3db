import Testing

@testable import Training

/// Which examples a step gets.
struct PlanTests {
  @Test(
    "an order by a key has every number once, and other orders for other keys",
    arguments: [1, 2, 5, 64, 1000])
  func permutation(count: Int) {
    let order = KeyedPermutation(count: count, key: [1, 0, 0])
    #expect((0..<count).map { order[$0] }.sorted() == Array(0..<count))
    if count >= 64 {
      let other = KeyedPermutation(count: count, key: [1, 0, 1])
      #expect((0..<count).map { order[$0] } != (0..<count).map { other[$0] })
      #expect((0..<count).map { order[$0] } != Array(0..<count))
    }
  }

  @Test("every epoch uses every example once, and steps stay within the budget")
  func epochs() {
    let lengths = (0..<97).map { 5 + $0 % 13 }
    let planner = StepPlanner(lengths: [lengths], shares: [1], budget: 64, seed: 3)
    var positions = planner.start
    for epoch in 0..<2 {
      var used: [Int] = []
      while positions[0].epoch == epoch {
        let step = planner.next(&positions)
        #expect(step.tokens <= 64)
        used += step.examples
      }
      #expect(used.sorted() == Array(0..<97))
    }
  }

  @Test("an example longer than the budget is a step of its own")
  func longExample() {
    let planner = StepPlanner(lengths: [[500, 10, 10]], shares: [1], budget: 64, seed: 1)
    var positions = planner.start
    var steps: [StepExamples] = []
    while positions[0].epoch == 0 { steps.append(planner.next(&positions)) }
    #expect(steps.contains { $0.examples == [0] })
  }

  @Test("the plan goes on from a position alone")
  func resume() {
    let planner = StepPlanner(lengths: [[3, 4, 5, 6], [7, 8]], shares: [1, 2], budget: 8, seed: 5)
    var whole = planner.start
    let all = (0..<20).map { _ in planner.next(&whole) }
    var positions = planner.start
    for _ in 0..<7 { _ = planner.next(&positions) }
    var resumed = positions
    #expect((7..<20).map { _ in planner.next(&resumed) } == Array(all[7...]))
  }

  @Test("heads get their shares of the tokens")
  func shares() {
    let planner = StepPlanner(
      lengths: [[Int](repeating: 10, count: 50), [Int](repeating: 10, count: 50)], shares: [0.2, 0.8],
      budget: 20, seed: 1)
    var positions = planner.start
    for _ in 0..<200 { _ = planner.next(&positions) }
    let tokens = positions.map { Double($0.tokens) }
    #expect(abs(tokens[0] / (tokens[0] + tokens[1]) - 0.2) < 0.01)
  }

  @Test("lanes are about as long, and depend on the lengths alone")
  func lanes() {
    let lengths = (0..<40).map { 3 + $0 * 7 % 31 }
    let lanes = LaneSplit.lanes(lengths, 4)
    #expect(lanes.flatMap(\.self).sorted() == Array(0..<40))
    let tokens = lanes.map { $0.reduce(0) { $0 + lengths[$1] } }
    #expect((tokens.max() ?? 0) - (tokens.min() ?? 0) <= 33)
  }
}
