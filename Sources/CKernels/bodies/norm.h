// Layer norm: (x - mean) / sqrt(variance + epsilon) * weight + bias. Mean and variance are two passes over a row in L1,
// each summed lane by lane, then across.

// Norms the row in x, whose lanes summed to `sum`, into y, which may be x.
static inline void norm_row(int64_t columns, const float *x, float sum, const bertrun_norm *norm, float *y) {
  float mean = sum / (float)columns;
  vf center = vf_set(mean), squares = vf_set(0);
  for (int64_t c = 0; c < columns; c += LANES) {
    vf d = vf_keep(vf_sub(vf_load(x + c, columns - c), center), columns - c, vf_set(0));
    squares = vf_fma(d, d, squares);
  }
  vf inverse = vf_set(1 / sqrtf(vf_sum(squares) / (float)columns + norm->epsilon));
  for (int64_t c = 0; c < columns; c += LANES) {
    int64_t n = columns - c;
    vf d = vf_mul(vf_sub(vf_load(x + c, n), center), inverse);
    vf_store(y + c, vf_fma(d, vf_load(norm->weight + c, n), vf_load(norm->bias + c, n)), n);
  }
}

INLINED void add_norm_rows(const bool narrow, int64_t rows, int64_t columns, const bertrun_sums *sums,
                           const float *residual, const bertrun_norm *norm, const bertrun_rows *out, float *row) {
  for (int64_t r = 0; r < rows; r++) {
    const float *before = residual + r * columns;
    float *target = out->f32 ? out->f32 + r * columns : row;
    vf total = vf_set(0);
    for (int64_t c = 0; c < columns; c += LANES) {
      int64_t n = columns - c;
      vf x = vf_add(finished(narrow, sums, r, columns, c, n), vf_load(before + c, n));
      total = vf_add(total, x);
      vf_store(row + c, x, n);
    }
    norm_row(columns, row, vf_sum(total), norm, target);
    emit_row(columns, target, out, r);
  }
}

static void add_norm(int64_t rows, int64_t columns, const bertrun_sums *sums, const float *residual,
                     const bertrun_norm *norm, const bertrun_rows *out, float *row) {
  if (sums->row_scale) add_norm_rows(true, rows, columns, sums, residual, norm, out, row);
  else add_norm_rows(false, rows, columns, sums, residual, norm, out, row);
}
