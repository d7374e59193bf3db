// How rows begin and end: sums of a product made whole, and finished rows written in the forms that are wanted.

// Columns c up to c + n of row r of x w^T + bias.
INLINED vf finished(const bool narrow, const bertrun_sums *sums, int64_t r, int64_t columns, int64_t c,
                    int64_t n) {
  vf x;
  if (narrow) {
    const int32_t *values = (const int32_t *)sums->values + r * columns;
    vi correction = vi_mul(vi_set(sums->row_zero[r]), vi_load(sums->column_sum + c, n));
    x = vf_from_int(vi_sub(vi_load(values + c, n), correction));
    x = vf_mul(x, vf_mul(vf_set(sums->row_scale[r]), vf_load(sums->column_scale + c, n)));
  } else {
    x = vf_load((const float *)sums->values + r * columns + c, n);
  }
  return sums->bias ? vf_add(x, vf_load(sums->bias + c, n)) : x;
}

// Bytes q, a scale s and a zero z with s (q - z) nearest to x; zero itself is kept exactly. A row that is not finite gets
// a scale that is not a number, so that it stays one after the next product.
static void quantize_row(int64_t columns, const float *x, uint8_t *bytes, float *scale, int32_t *zero) {
  vf low = vf_set(0), high = vf_set(0), check = vf_set(0);
  for (int64_t c = 0; c < columns; c += LANES) {
    vf v = vf_load(x + c, columns - c);
    low = vf_min(v, low);
    high = vf_max(v, high);
    check = vf_fma(v, vf_set(0), check);
  }
  float least = vf_least(low), range = vf_greatest(high) - least;
  bool finite = vf_sum(check) == 0 && range <= FLT_MAX;
  float inverse = finite && range > 0 ? 255 / range : 0;
  // A range so small that its inverse overflows counts as nothing.
  if (inverse > FLT_MAX) inverse = 0;
  int32_t middle = (int32_t)nearbyintf(-least * inverse);
  *scale = finite ? (inverse > 0 ? range / 255 : 0) : NAN;
  *zero = middle;
  for (int64_t c = 0; c < columns; c += LANES) {
    vf v = vf_fma(vf_load(x + c, columns - c), vf_set(inverse), vf_set((float)middle));
    vf_store_u8(bytes + c, v, columns - c);
  }
}

// Writes row r, finished in x, in the forms other than f32.
static void emit_row(int64_t columns, const float *x, const bertrun_rows *out, int64_t r) {
  if (out->bf16) {
    for (int64_t c = 0; c < columns; c += LANES)
      vf_store_bf16(out->bf16 + r * columns + c, vf_load(x + c, columns - c), columns - c);
  }
  if (out->u8) quantize_row(columns, x, out->u8 + r * columns, out->scale + r, out->zero + r);
}

static void narrow(int64_t rows, int64_t columns, const float *x, const bertrun_rows *out) {
  for (int64_t r = 0; r < rows; r++) {
    if (out->f32) memmove(out->f32 + r * columns, x + r * columns, (size_t)columns * sizeof *x);
    emit_row(columns, x + r * columns, out, r);
  }
}
