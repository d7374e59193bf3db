// Layer norm: (x - mean) / sqrt(variance + epsilon) * weight + bias. Mean and variance are two passes over a row in L1,
// summed lane by lane in four parts, then across.

static inline float squared_distance(int64_t columns, const float *x, float mean) {
  vf center = vf_set(mean), parts[4] = {vf_set(0), vf_set(0), vf_set(0), vf_set(0)};
  int64_t c = 0;
  for (; c + 4 * LANES <= columns; c += 4 * LANES) {
    for (int i = 0; i < 4; i++) {
      vf d = vf_sub(vf_load(x + c + i * LANES, LANES), center);
      parts[i] = vf_fma(d, d, parts[i]);
    }
  }
  for (; c < columns; c += LANES) {
    vf d = vf_keep(vf_sub(vf_load(x + c, columns - c), center), columns - c, vf_set(0));
    parts[0] = vf_fma(d, d, parts[0]);
  }
  return vf_sum(vf_add(vf_add(parts[0], parts[1]), vf_add(parts[2], parts[3])));
}

INLINED void norm_step(const float *x, vf center, vf inverse, const bertrun_norm norm, float *y, uint16_t *bf16,
                       span *all, int64_t c, const int64_t n) {
  vf d = vf_mul(vf_sub(vf_load(x + c, n), center), inverse);
  vf result = vf_fma(d, vf_load(norm.weight + c, n), vf_load(norm.bias + c, n));
  vf_store(y + c, result, n);
  if (bf16) vf_store_bf16(bf16 + c, result, n);
  if (all) widen(all, n == LANES ? result : vf_keep(result, n, vf_set(0)));
}

INLINED void norm_into(int64_t columns, const float *x, float mean, const bertrun_norm norm, float *y, uint16_t *bf16,
                       span *all) {
  vf center = vf_set(mean);
  vf inverse = vf_set(1 / sqrtf(squared_distance(columns, x, mean) / (float)columns + norm.epsilon));
  int64_t c = 0;
  for (; c + LANES <= columns; c += LANES) norm_step(x, center, inverse, norm, y, bf16, all, c, LANES);
  if (c < columns) norm_step(x, center, inverse, norm, y, bf16, all, c, columns - c);
}

// Norms the row in x, whose lanes summed to `sum`, into row r of every form; x is overwritten where there is no f32.
static void norm_row(int64_t columns, float *x, float sum, const bertrun_norm *norm, const bertrun_rows *out,
                     int64_t r) {
  float mean = sum / (float)columns, *y = out->f32 ? out->f32 + r * columns : x;
  uint16_t *bf16 = out->bf16 ? out->bf16 + r * columns : NULL;
  span all = span_of_nothing();
  if (out->u8) {
    norm_into(columns, x, mean, *norm, y, NULL, &all);
    quantize_row(columns, y, &all, out, r);
    for (int64_t c = 0; bf16 && c < columns; c += LANES)
      vf_store_bf16(bf16 + c, vf_load(y + c, columns - c), columns - c);
  } else if (bf16) {
    norm_into(columns, x, mean, *norm, y, bf16, NULL);
  } else {
    norm_into(columns, x, mean, *norm, y, NULL, NULL);
  }
}

INLINED vf add_step(const bool quantized, const sums_row sums, const float *residual, float *row, vf total, int64_t c,
                    const int64_t n) {
  vf x = vf_add(finished(quantized, sums, c, n), vf_load(residual + c, n));
  vf_store(row + c, x, n);
  return vf_add(total, x);
}

INLINED void add_norm_rows(const bool quantized, int64_t rows, int64_t columns, const bertrun_sums *sums,
                           const float *residual, const bertrun_norm *norm, const bertrun_rows *out, float *row) {
  for (int64_t r = 0; r < rows; r++) {
    const sums_row of_row = row_of(quantized, sums, r, columns);
    const float *before = residual + r * columns;
    vf total = vf_set(0);
    int64_t c = 0;
    for (; c + LANES <= columns; c += LANES) total = add_step(quantized, of_row, before, row, total, c, LANES);
    if (c < columns) total = add_step(quantized, of_row, before, row, total, c, columns - c);
    norm_row(columns, row, vf_sum(total), norm, out, r);
  }
}

static void add_norm(int64_t rows, int64_t columns, const bertrun_sums *sums, const float *residual,
                     const bertrun_norm *norm, const bertrun_rows *out, float *row) {
  if (sums->row_scale) add_norm_rows(true, rows, columns, sums, residual, norm, out, row);
  else add_norm_rows(false, rows, columns, sums, residual, norm, out, row);
}
