import Compute
import Encoders
import Synchronization

/// The loop over steps: each takes its examples in lanes, adds up the lanes' gradients in their order, and updates the
/// parameters. It computes and knows where it is; saving, measuring and reporting are its caller's.
package final class TrainingLoop<Network: TrainingNetwork> {
  /// How it trains.
  package private(set) var settings: LoopSettings
  /// The parameters.
  package let parameters: FloatArena
  /// The mean of the parameters; nil where there is none.
  package let average: FloatArena?
  /// The optimiser's memory.
  package let moments: (first: FloatArena, second: FloatArena)
  /// How far it is.
  package internal(set) var position: LoopPosition

  /// Cuts the epochs into steps.
  package let planner: StepPlanner
  private let network: Network
  private let heads: [TrainedHead]
  private let groups: ParameterGroups
  private let crew: Crew<Network.Memory>
  /// The lanes' gradients; the first become the step's.
  private let gradients: [FloatArena]

  /// A loop that begins with these parameters. `layers` is the number of stored layers; `position` and `moments` are those of a
  /// former run. Each head has examples.
  package init(
    _ network: Network, _ heads: [TrainedHead], _ settings: LoopSettings, layers: Int,
    first parameters: [Float]
  ) throws {
    self.network = network
    self.heads = heads
    self.settings = settings
    self.parameters = FloatArena(parameters)
    average = settings.average == .none ? nil : FloatArena(parameters)
    moments = (FloatArena(count: parameters.count), FloatArena(count: parameters.count))
    gradients = (0..<settings.lanes).map { _ in FloatArena(count: parameters.count) }
    groups = ParameterGroups(
      network.layout, layers: layers, decay: settings.decay, layerDecay: settings.layerDecay,
      frozen: settings.frozen)
    planner = StepPlanner(heads, settings)
    position = LoopPosition(heads: planner.start)
    crew = try Crew(threads: settings.threads) { try network.makeMemory() }
  }

  /// Sets the steps of the run, and those in which the rate goes up, before the first step.
  package func plan(steps: Int, warmup: Int) {
    (settings.steps, settings.warmup) = (steps, warmup)
  }

  /// Seconds that a step takes, the mean of the first three, whose gradients are computed and forgotten.
  package func secondsPerStep() -> Double {
    var heads = position.heads
    let start = ContinuousClock.now
    for number in 1...3 {
      _ = computeLanes(planner.next(&heads), step: number, scale: 1)
      _ = reduceLanes()
    }
    return (ContinuousClock.now - start) / .seconds(1) / 3
  }

  /// Whether all steps are done.
  package var isDone: Bool { position.step >= settings.steps }

  /// Epochs that are behind, as a share of all examples.
  package var epochs: Double { planner.epochs(position.heads) }

  /// The parameters that are measured and saved.
  package var measured: FloatArena { average ?? parameters }

  /// Does the next step. Throws where its loss or gradients are no numbers or explode; nothing is updated then.
  package func step() throws(TrainingFault) -> StepResult {
    var next = position
    next.step += 1
    let examples = planner.next(&next.heads)
    let head = heads[examples.head]
    let weight = examples.examples.reduce(0.0) {
      $0 + head.objective.weight(of: head.examples[$1].targets, outputs: head.outputs)
    }
    guard weight > 0 else { throw .emptyStep(step: next.step, records: names(examples)) }
    let loss = computeLanes(examples, step: next.step, scale: 1 / weight) / weight
    guard loss.isFinite else {
      throw .diverged(step: next.step, .loss(head: head.name, loss), records: names(examples))
    }
    let norm = reduceLanes()
    guard norm.isFinite else {
      throw .diverged(step: next.step, .norm(norm), records: names(examples))
    }
    if next.norms.explode(with: norm) {
      throw .diverged(step: next.step, .explosion(norm), records: names(examples))
    }
    let rate =
      settings.rate
      * settings.schedule.factor(step: next.step, warmup: settings.warmup, total: settings.steps)
    update(step: next.step, rate: rate, norm: norm)
    position = next
    return StepResult(
      step: next.step, epoch: epochs, head: head.name, loss: loss, rate: rate, gradientNorm: norm,
      stepTokens: examples.tokens, tokens: next.tokens)
  }

  // MARK: Parts of a step

  /// The lanes' gradients, each in its own array; returns the sum of their losses, added up in their order.
  private func computeLanes(_ step: StepExamples, step number: Int, scale: Double) -> Double {
    let head = heads[step.head]
    let dropout = settings.dropout?.dropout(seed: settings.seed, step: number)
    let split = LaneSplit.lanes(step.examples.map { head.examples[$0].tokens }, settings.lanes)
    let lanes = split.map { places in
      LaneWork(
        head: step.head, examples: places.map { head.examples[step.examples[$0]] },
        keys: places.map { UInt32(truncatingIfNeeded: step.examples[$0]) }, objective: head.objective,
        scale: scale, dropout: dropout)
    }
    let losses = PieceSums(count: lanes.count)
    let (network, gradients, parameters, blocks) = (network, gradients, parameters, groups.blocks)
    crew.share(lanes.count) { lane, memory in
      for block in blocks { gradients[lane].clear(block.range) }
      losses[lane] = network.addGradients(
        of: lanes[lane], at: parameters, to: gradients[lane], memory: memory)
    }
    return losses.total
  }

  /// Adds the lanes' gradients up in the first lane's array; returns their norm.
  private func reduceLanes() -> Double {
    let squares = PieceSums(count: groups.blocks.count)
    let (first, others, blocks) = (gradients[0], Array(gradients.dropFirst()), groups.blocks)
    crew.share(blocks.count) { number, _ in
      first.add(others, over: blocks[number].range)
      squares[number] = first.squares(over: blocks[number].range)
    }
    return squares.total.squareRoot()
  }

  private func update(step: Int, rate: Double, norm: Double) {
    // As PyTorch's `clip_grad_norm_`.
    let scale = settings.clip.map { min(1, $0 / (norm + 1e-6)) } ?? 1
    let share = Float(settings.average.share(step: step, total: settings.steps))
    let (adam, blocks, gradients) = (settings.adam, groups.blocks, gradients[0])
    let (parameters, average, first, second) = (parameters, average, moments.first, moments.second)
    crew.share(blocks.count) { number, _ in
      let block = blocks[number]
      AdamWUpdate(adam, rate: rate * block.rateFactor, decay: block.decay, number: step, scale: scale)
        .apply(to: parameters, gradients, first: first, second: second, over: block.range)
      average?.approach(parameters, share: share, over: block.range)
    }
  }

  private func names(_ step: StepExamples) -> [String] {
    step.examples.map { heads[step.head].recordName(of: $0) }
  }
}

/// What a step came to.
package struct StepResult: Sendable, Equatable {
  /// Its number, from 1 on.
  package let step: Int
  /// Epochs behind after it.
  package let epoch: Double
  /// The head that it trained.
  package let head: String
  /// The loss of its targets, the mean by their weights.
  package let loss: Double
  /// The rate.
  package let rate: Double
  /// The norm of all gradients before clipping.
  package let gradientNorm: Double
  /// Its tokens.
  package let stepTokens: Int
  /// Tokens of all steps so far.
  package let tokens: Int
}

/// Sums that threads work out, one a piece, added up in the order of the pieces.
private final class PieceSums: Sendable {
  private let sums: Mutex<[Double]>

  init(count: Int) { sums = Mutex([Double](repeating: 0, count: count)) }

  subscript(piece: Int) -> Double {
    get { sums.withLock { $0[piece] } }
    set { sums.withLock { $0[piece] = newValue } }
  }

  var total: Double { sums.withLock { $0.reduce(0, +) } }
}

extension StepPlanner {
  /// The planner of heads' examples.
  package init(_ heads: [TrainedHead], _ settings: LoopSettings) {
    self.init(
      lengths: heads.map { $0.examples.map(\.tokens) }, shares: heads.map(\.share),
      budget: settings.stepTokens, seed: settings.seed)
  }
}
