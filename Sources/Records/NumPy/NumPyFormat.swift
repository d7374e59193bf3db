extension RecordFormat {
  /// An array of vectors as NumPy stores it.
  package static let npy: RecordFormat = RecordFormat(
    name: "npy", writer: { plan in NumPyWriter(width: plan.vectorWidth) },
    holdsKind: { kind, _ in kind == .vectors }, joins: true, isTarget: true)
}
