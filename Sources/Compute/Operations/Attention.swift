import CKernels

/// Self-attention, a sequence and a head at a time over packed rows: `softmax(q kᵀ / √width + bias) v`.
package final class Attention: Sendable {
  /// Number of heads.
  package let heads: Int
  /// Elements of a head.
  package let headWidth: Int
  private let bias: AlignedMemory?
  private let reach: Int

  /// Creates an attention. `bias`, where given, is `[heads × (2 reach + 1)]`: what is added to a head's score of a key at
  /// distance key − query from −reach to reach, and no sequence is longer than `reach + 1`.
  package init(heads: Int, headWidth: Int, bias: (values: [Float], reach: Int)? = nil) {
    self.heads = heads
    self.headWidth = headWidth
    self.reach = bias?.reach ?? 0
    // The kernel computes powers of two.
    self.bias = bias.map { bias in
      precondition(bias.values.count == heads * (2 * bias.reach + 1), "biases fill their table")
      return AlignedMemory(bias.values.map { $0 * Float(1.442_695_040_888_963_4) })
    }
  }

  /// Where queries, keys and values lie: columns of two matrices, which may be the same.
  package struct Columns: Sendable {
    /// First column of the queries in their matrix.
    package var queries: Int
    /// First column of the keys in theirs.
    package var keys: Int
    /// First column of the values beside the keys.
    package var values: Int

    /// Creates the places of the three.
    package init(queries: Int, keys: Int, values: Int) {
      self.queries = queries
      self.keys = keys
      self.values = values
    }
  }

  /// The queries that are wanted, where not all are.
  package struct Subset: Sendable, Equatable {
    /// Number of queries of each sequence.
    package var counts: [Int32]
    /// The place of every query in its sequence, sequence after sequence.
    package var places: [Int32]

    /// Creates a subset.
    package init(counts: [Int32] = [], places: [Int32] = []) {
      self.counts = counts
      self.places = places
    }
  }

  /// Computes `context`, which it resizes to the rows of `queries`, in all its forms.
  ///
  /// Sequences of `lengths` rows lie end to end in `keys`. Without a subset every row is a query and `queries` has the rows
  /// of `keys`; else it has those of the subset. Queries and keys have one form, f32 or bf16, and scores are computed in it.
  package func run(
    queries: borrowing Matrix, keys: borrowing Matrix, columns: Columns, lengths: [Int32],
    subset: Subset? = nil, context: inout Matrix, workspace: inout Workspace
  ) {
    let width = heads * headWidth
    precondition(queries.forms == keys.forms && context.columns == width, "rows fit their attention")
    precondition(columns.queries + width <= queries.columns, "queries fit their rows")
    precondition(max(columns.keys, columns.values) + width <= keys.columns, "keys and values fit their rows")
    context.resize(to: queries.count)
    let isNarrow = queries.forms.contains(.bf16)
    let form: Precision = isNarrow ? .bf16 : .f32
    let kernel = isNarrow ? workspace.kernels.attention_bf16 : workspace.kernels.attention_f32
    guard let kernel else { preconditionFailure("bf16 attention on a processor without") }

    var shape = bertrun_attention(
      heads: Int64(heads), width: Int64(headWidth), scale: 1 / Float(headWidth).squareRoot(),
      bias: bias?.bound(to: Float.self), reach: Int64(reach))
    var row = 0
    var query = 0
    for (s, length) in lengths.lazy.map(Int.init).enumerated() {
      let wanted = subset.map { Int($0.counts[s]) } ?? length
      precondition(
        row + length <= keys.count && query + wanted <= queries.count, "sequences lie within their rows")
      precondition(bias == nil || length <= reach + 1, "a sequence lies within the reach of its biases")
      if wanted > 0 {
        let scratch = workspace.attention.bytes(workspace.kernels.attention_scratch(&shape, Int64(length)))
        let keyRow = keys.values(of: form, at: row)
        let queryRow = queries.values(of: form, at: query)
        let out =
          context.forms.contains(.f32)
          ? context.floats(at: query)
          : workspace.row(wanted * width)
        let element = form.factorBytes
        var sequence = bertrun_sequence(
          queries: queryRow + columns.queries * element, keys: keyRow + columns.keys * element,
          values: keyRow + columns.values * element, query_stride: Int64(queries.columns),
          key_stride: Int64(keys.columns), query_count: Int64(wanted), key_count: Int64(length), places: nil,
          out: out)
        if let subset {
          precondition(query + wanted <= subset.places.count, "every query has a place")
          subset.places.withUnsafeBufferPointer { places in
            sequence.places = places.baseAddress.map { $0 + query }
            kernel(&shape, &sequence, scratch)
          }
        } else {
          kernel(&shape, &sequence, scratch)
        }
        workspace.mark(.attention)
        if context.forms != .f32 {
          var target = context.target(at: query)
          workspace.kernels.narrow(Int64(wanted), Int64(width), out, &target)
          workspace.mark(.elementwise)
        }
      }
      row += length
      query += wanted
    }
  }
}
