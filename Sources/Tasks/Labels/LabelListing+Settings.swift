extension LabelListing {
  /// The labels that were asked for.
  init(_ decoding: DecodingSettings) {
    self.init()
    topK = decoding.topK
    threshold = decoding.threshold
    withLogits = decoding.logits
  }
}
