import Foundation
import JSON
import Tasks
import TestSupport
import Testing

@testable import Training

/// Losses and their gradients are those of PyTorch, and of finite differences.
struct LossTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let targets: WindowTargets
    let objective: Objective
    let rows: Int
    let outputs: Int
    let scores: [Float]
    let loss: Double
    let gradients: [Float]

    var testDescription: String { name }
  }

  static let cases: [Case] = {
    let file = Repository.fixtures("TrainingTests").appending(path: "losses.json")
    let bytes = (try? Data(contentsOf: file)).map(Array.init) ?? []
    return ((try? JSONValue.parse(bytes))?.array ?? []).compactMap(Case.init)
  }()

  @Test("every kind of target is recorded")
  func coverage() { #expect(Self.cases.count == 6) }

  @Test("a loss and its gradients equal PyTorch's", arguments: cases)
  func parity(_ recorded: Case) {
    let (loss, gradients) = recorded.evaluated()
    #expect(isClose(loss, recorded.loss, within: 1e-6 * max(1, abs(recorded.loss))))
    #expect(largestDifference(gradients, recorded.gradients) < 1e-6)
  }

  @Test("gradients equal finite differences of the loss", arguments: cases)
  func differences(_ recorded: Case) {
    let (_, gradients) = recorded.evaluated()
    let step: Float = 1e-2
    let found = recorded.scores.indices.map { place in
      var (more, less) = (recorded.scores, recorded.scores)
      more[place] += step
      less[place] -= step
      return (recorded.evaluated(more).loss - recorded.evaluated(less).loss)
        / Double(more[place] - less[place])
    }
    #expect(largestDifference(found, gradients) < 1e-3)
  }

  @Test("a window whose rows have no class has no loss, and gradients of zero")
  func noTargets() {
    let targets = WindowTargets.classes([-1, -1])
    var gradients = [Float](repeating: 7, count: 4)
    let scores: [Float] = [1, 2, 3, 4]
    var span = gradients.mutableSpan
    let loss = Objective().loss(
      targets, scores: scores.span, at: 0, rows: 2, outputs: 2, scale: 1, gradients: &span)
    #expect(loss == 0 && gradients == [0, 0, 0, 0])
    #expect(Objective().weight(of: targets, outputs: 2) == 0)
  }

  @Test("a score that is not a number makes a loss that is not a number")
  func notANumber() {
    var gradients = [Float](repeating: 0, count: 2)
    let scores: [Float] = [1, .nan]
    var span = gradients.mutableSpan
    let loss = Objective().loss(
      .classes([0]), scores: scores.span, at: 0, rows: 1, outputs: 2, scale: 1, gradients: &span)
    #expect(!loss.isFinite)
  }

  @Test("balanced weights give every class that occurs the same sum")
  func balanced() {
    let weights = ClassWeights.balanced([90, 10, 0])
    #expect(isClose(weights[0] * 90, weights[1] * 10, within: 1e-3))
    #expect(weights[2] == 1)
  }
}

extension LossTests.Case {
  init?(_ value: JSONValue) {
    func floats(_ key: String) -> [Float]? { value[key]?.array?.compactMap { $0.double.map { Float($0) } } }
    guard let name = value["name"]?.string, let rows = value["rows"]?.int,
      let outputs = value["outputs"]?.int, let scores = floats("scores"), let loss = value["loss"]?.double,
      let gradients = floats("gradients")
    else { return nil }
    var objective = Objective()
    objective.classWeights = floats("weights")
    objective.temperature = value["temperature"]?.double.map { Float($0) } ?? 1
    if let classes = floats("classes") {
      targets = .classes(classes.map { Int32($0) })
    } else if let span = floats("span") {
      targets = .span(start: Int32(span[0]), end: Int32(span[1]))
    } else if let marks = floats("marks") {
      targets = .marks(marks)
    } else if let number = value["number"]?.double {
      targets = .number(Float(number))
    } else if let soft = floats("soft") {
      targets = .soft(soft)
    } else {
      return nil
    }
    (self.name, self.objective, self.rows, self.outputs) = (name, objective, rows, outputs)
    (self.scores, self.loss, self.gradients) = (scores, loss, gradients)
  }

  /// The mean loss and its gradients, at these scores or at others.
  func evaluated(_ others: [Float]? = nil) -> (loss: Double, gradients: [Float]) {
    let scores = others ?? self.scores
    var gradients = [Float](repeating: .nan, count: scores.count)
    let weight = objective.weight(of: targets, outputs: outputs)
    var span = gradients.mutableSpan
    let loss = objective.loss(
      targets, scores: scores.span, at: 0, rows: rows, outputs: outputs, scale: 1 / weight, gradients: &span)
    return (loss / weight, gradients)
  }
}
