import CMalloc

/// The heap that a model's tensors pass through.
enum LoadingHeap {
  /// Runs `body` with a heap that keeps freed memory. Each tensor is an array of megabytes for a moment; unasked,
  /// the allocator gets every one from the system anew, page by page, which takes longer than packing it.
  static func kept<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    // The largest that the allocator takes; the embeddings of words, which stay, are larger.
    mallopt(M_MMAP_THRESHOLD, 32 << 20)
    mallopt(M_TRIM_THRESHOLD, 256 << 20)
    defer {
      mallopt(M_TRIM_THRESHOLD, 64 << 20)
      malloc_trim(0)
    }
    return try body()
  }
}
