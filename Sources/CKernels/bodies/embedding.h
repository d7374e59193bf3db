// Embedding: a row of each table, summed and normed.

static inline vf word(const bertrun_table *words, int64_t id, int64_t width, int64_t c, int64_t n) {
  if (words->f32) return vf_load(words->f32 + id * width + c, n);
  if (words->bf16) return vf_load_bf16(words->bf16 + id * width + c, n);
  return vf_mul(vf_load_i8(words->i8 + id * width + c, n), vf_set(words->scale[id]));
}

static void embed(int64_t rows, int64_t width, const bertrun_table *words, const int32_t *ids, const float *types,
                  const int32_t *type_ids, const float *positions, const int32_t *places, const bertrun_norm *norm,
                  const bertrun_rows *out, float *row) {
  for (int64_t r = 0; r < rows; r++) {
    vf total = vf_set(0);
    for (int64_t c = 0; c < width; c += LANES) {
      int64_t n = width - c;
      vf x = word(words, ids[r], width, c, n);
      if (types) x = vf_add(x, vf_load(types + type_ids[r] * width + c, n));
      if (positions) x = vf_add(x, vf_load(positions + places[r] * width + c, n));
      total = vf_add(total, x);
      vf_store(row + c, x, n);
    }
    norm_row(width, row, vf_sum(total), norm, out, r);
  }
}
