import CKernels

/// Self-attention as `Attention`, for training: a sequence and a head at a time over packed rows.
package struct TrainableAttention: Sendable {
  private let heads: Int
  private let headWidth: Int

  /// An attention of so many heads.
  package init(heads: Int, headWidth: Int) {
    self.heads = heads
    self.headWidth = headWidth
  }

  /// What backward needs of forward, besides queries, keys and values.
  package struct Saved: ~Copyable {
    /// What attention gave, `[queries × heads · width]`.
    package fileprivate(set) var context: Matrix
    /// Greatest score and inverse sum, `[queries × heads × 2]`.
    fileprivate var statistics: Matrix

    /// Memory for an attention.
    package init(for attention: TrainableAttention) {
      context = Matrix(columns: attention.width, forms: .f32)
      statistics = Matrix(columns: attention.heads * 2, forms: .f32)
    }
  }

  /// Queries, keys and values, or their gradients: a matrix each, `[rows × width]`.
  package struct Factors: ~Copyable {
    /// A row for every query that is wanted.
    package var queries: Matrix
    /// A row for every token.
    package var keys: Matrix
    /// A row for every token.
    package var values: Matrix

    /// Memory for an attention.
    package init(for attention: TrainableAttention) {
      queries = Matrix(columns: attention.width, forms: .f32)
      keys = Matrix(columns: attention.width, forms: .f32)
      values = Matrix(columns: attention.width, forms: .f32)
    }
  }

  /// The sequences of a batch, end to end, and the queries that are wanted where not all are.
  package struct Sequences: Sendable {
    fileprivate let lengths: [Int32]
    fileprivate let subset: Attention.Subset?

    /// Sequences of `lengths` rows.
    package init(lengths: [Int32], subset: Attention.Subset?) {
      self.lengths = lengths
      self.subset = subset
    }

    /// Rows of queries of each sequence.
    package var counts: [Int32] { subset?.counts ?? lengths }
    /// Their places in it, where not all are wanted.
    package var places: [Int32]? { subset?.places }
  }

  /// Elements of a row.
  package var width: Int { heads * headWidth }

  /// Computes what every query finds, into `saved.context`. Weights are dropped at `site`, if there is one, by the `examples`'
  /// keys.
  package func forward(
    _ factors: borrowing Factors, of sequences: Sequences, bias: borrowing AttentionBias,
    site: Dropout.Site?, examples: Span<UInt32>, saving saved: inout Saved, workspace: inout Workspace
  ) {
    saved.context.resize(to: factors.queries.count)
    saved.statistics.resize(to: factors.queries.count)
    let (context, statistics) = (saved.context.floats(at: 0), saved.statistics.floats(at: 0))
    let kernel = workspace.kernels.attention_forward
    each(
      factors, of: sequences, bias: bias, context: context, site: site, examples: examples,
      workspace: &workspace
    ) { attention, sequence, dropout, query, _, scratch in
      kernel?(attention, sequence, dropout, statistics + query * heads * 2, scratch)
    }
  }

  /// Computes the gradients of queries, keys and values of `d`, that of the context, and adds to the bias's.
  package func backward(
    _ d: borrowing Matrix, of factors: borrowing Factors, of sequences: Sequences,
    bias: inout AttentionBias, site: Dropout.Site?, examples: Span<UInt32>, saved: borrowing Saved,
    into gradients: inout Factors, workspace: inout Workspace
  ) {
    precondition(d.columns == width && d.count == factors.queries.count, "gradients have the context's rows")
    gradients.queries.resize(to: factors.queries.count)
    gradients.keys.resize(to: factors.keys.count)
    gradients.values.resize(to: factors.values.count)
    if sequences.counts.contains(0) {
      gradients.keys.clear()
      gradients.values.clear()
    }
    let (queries, keys, values) = (
      gradients.queries.floats(at: 0), gradients.keys.floats(at: 0), gradients.values.floats(at: 0)
    )
    let (out, statistics) = (d.floats(at: 0), saved.statistics.floats(at: 0))
    let biasGradient = bias.gradientStart
    let kernel = workspace.kernels.attention_backward
    each(
      factors, of: sequences, bias: bias, context: saved.context.floats(at: 0), site: site,
      examples: examples, workspace: &workspace
    ) { attention, sequence, dropout, query, row, scratch in
      var gradient = bertrun_attention_gradient(
        out: out + query * width, queries: queries + query * width, keys: keys + row * width,
        values: values + row * width, bias: biasGradient)
      kernel?(attention, sequence, dropout, statistics + query * heads * 2, &gradient, scratch)
    }
  }

  /// Calls `body` for every sequence that has queries, with their first row and that of the keys. The keys and values of the
  /// others have no part in the result.
  private func each(
    _ factors: borrowing Factors, of sequences: Sequences, bias: borrowing AttentionBias,
    context: UnsafeMutablePointer<Float>, site: Dropout.Site?, examples: Span<UInt32>,
    workspace: inout Workspace,
    _ body: (
      UnsafePointer<bertrun_attention>, UnsafePointer<bertrun_sequence>, UnsafePointer<bertrun_dropout>?, Int,
      Int, UnsafeMutableRawPointer
    ) -> Void
  ) {
    let (counts, places) = (sequences.counts, sequences.places)
    precondition(site == nil || examples.count == counts.count, "dropout needs a key for every sequence")
    precondition(factors.keys.count == factors.values.count, "every key has a value")
    var attention = bertrun_attention(
      heads: Int64(heads), width: Int64(headWidth), scale: 1 / Float(headWidth).squareRoot(),
      bias: bias.start, reach: Int64(bias.reach))
    var (row, query) = (0, 0)
    for (number, length) in sequences.lengths.lazy.map(Int.init).enumerated() {
      let wanted = Int(counts[number])
      precondition(
        row + length <= factors.keys.count && query + wanted <= factors.queries.count,
        "sequences lie within their rows")
      precondition(bias.start == nil || length <= bias.reach + 1, "a sequence lies within the biases' reach")
      if wanted > 0 {
        let scratch = workspace.attention.bytes(
          workspace.kernels.attention_gradient_scratch(&attention, Int64(length)))
        var sequence = bertrun_sequence(
          queries: factors.queries.floats(at: query), keys: factors.keys.floats(at: row),
          values: factors.values.floats(at: row), query_stride: Int64(width), key_stride: Int64(width),
          query_count: Int64(wanted), key_count: Int64(length), places: nil, out: context + query * width)
        withPlaces(places, query, wanted) { places in
          sequence.places = places
          if let site {
            var dropout = site.numbers(of: examples[number])
            body(&attention, &sequence, &dropout, query, row, scratch)
          } else {
            body(&attention, &sequence, nil, query, row, scratch)
          }
        }
      }
      row += length
      query += wanted
    }
  }

  private func withPlaces(
    _ places: [Int32]?, _ first: Int, _ count: Int, _ body: (UnsafePointer<Int32>?) -> Void
  ) {
    guard let places else { return body(nil) }
    precondition(first + count <= places.count, "every query has a place")
    places.withUnsafeBufferPointer { buffer in body(buffer.baseAddress.map { $0 + first }) }
  }
}
