import Checkpoints
import Compute

extension OpenedCheckpoint {
  /// The encoder, packed. `exceptions` are products in another precision.
  package func packedEncoder(
    precision: Precision, exceptions: [EncoderProduct: Precision] = [:], engine: Engine
  ) throws(ModelError) -> Encoder {
    do throws(ModelError) {
      return try packing {
        try LoadingHeap.kept {
          try Encoder(
            packing: parameters, from: weights, precision: precision, exceptions: exceptions, engine: engine)
        }
      }
    } catch {
      throw explained(error)
    }
  }

  /// `encoder`, which was packed from here, with one product in another precision.
  package func repacked(
    _ encoder: Encoder, _ product: EncoderProduct, in precision: Precision
  ) throws(ModelError) -> Encoder {
    try packing { try encoder.repacking(product, in: precision, from: weights) }
  }

  /// One of the heads, packed.
  func packedHead(_ form: HeadForm, engine: Engine) throws(ModelError) -> Head {
    let head = try parameters(of: form)
    // transformers ties the decoder and the word table only where the file leaves the decoder out or stores the same
    // numbers.
    if head.isTied, !config.tiesWordEmbeddings {
      throw ModelError.noHead(
        path: folder.path, wanted: [.maskedLM],
        missing: fileName(of: TensorNames.weight(of: TensorNames.decoder)), holds: heads.map(\.kind))
    }
    return try packing { try Head(packing: head, from: weights, engine: engine) }
  }

  /// The products that stay bf16 in int8: those whose matrices are not in 8 bits in a file that has others so, where the
  /// processor multiplies bf16.
  func wideProducts(on processor: Processor) -> [EncoderProduct: Precision] {
    func isNarrow(_ product: EncoderProduct) -> Bool {
      product.parts.allSatisfy { weights.contains(TensorNames.scale(of: $0.weight.name)) }
    }
    let products = parameters.products
    guard processor.supports(.bf16), products.contains(where: isNarrow) else { return [:] }
    return Dictionary(uniqueKeysWithValues: products.filter { !isNarrow($0) }.map { ($0, .bf16) })
  }

  /// The result of `body`, with the errors of reading and of products as this target's.
  private func packing<Result>(_ body: () throws -> Result) throws(ModelError) -> Result {
    do {
      return try body()
    } catch let error as CheckpointError {
      throw ModelError.checkpoint(error)
    } catch let error as ComputeError {
      throw ModelError.compute(error)
    } catch {
      preconditionFailure("weights and products throw their own errors only: \(error)")
    }
  }
}
