// How rows begin and end: sums of a product made whole, and finished rows written in the forms that are wanted.

// Columns c up to c + n of row r of x w^T + bias.
INLINED vf finished(const bool quantized, const bertrun_sums *sums, int64_t r, int64_t columns, int64_t c, int64_t n) {
  vf x;
  if (quantized) {
    const int32_t *values = (const int32_t *)sums->values + r * columns;
    vi correction = vi_mul(vi_set(sums->row_zero[r]), vi_load(sums->column_sum + c, n));
    x = vf_mul(vf_from_int(vi_sub(vi_load(values + c, n), correction)), vf_load(sums->column_scale + c, n));
    vf scale = vf_set(sums->row_scale[r]);
    return sums->bias ? vf_fma(x, scale, vf_load(sums->bias + c, n)) : vf_mul(x, scale);
  }
  x = vf_load((const float *)sums->values + r * columns + c, n);
  return sums->bias ? vf_add(x, vf_load(sums->bias + c, n)) : x;
}

// What the elements of a row span, zero included. Their sum is finite only where all are.
typedef struct {
  vf low, high, sum;
} span;

static inline span span_of_nothing(void) { return (span){vf_set(0), vf_set(0), vf_set(0)}; }

// Lanes beyond the row are zeros, which change nothing.
static inline void widen(span *all, vf x) {
  all->low = vf_min(x, all->low);
  all->high = vf_max(x, all->high);
  all->sum = vf_add(all->sum, x);
}

// Bytes q, a scale s and a zero z with s (q - z) nearest to x; zero itself is kept exactly. A row that is not finite
// gets a scale that is not a number, so that it stays one after the next product.
static inline void quantize_row(int64_t columns, const float *x, const span *all, const bertrun_rows *out, int64_t r) {
  float least = vf_least(all->low), range = vf_greatest(all->high) - least;
  bool finite = fabsf(vf_sum(all->sum)) <= FLT_MAX && range <= FLT_MAX;
  float inverse = finite && range > 0 ? LARGEST_BYTE / range : 0;
  // A range so small that its inverse overflows counts as nothing.
  if (inverse > FLT_MAX) inverse = 0;
  float middle = nearbyintf(-least * inverse);
  out->scale[r] = finite ? (inverse > 0 ? range / LARGEST_BYTE : 0) : NAN;
  out->zero[r] = finite ? (int32_t)middle : 0;
  uint8_t *bytes = out->u8 + r * columns;
  vf slope = vf_set(inverse), offset = vf_set(middle);
  int64_t c = 0;
  for (; c + 4 * LANES <= columns; c += 4 * LANES) {
    vf four[4];
    for (int i = 0; i < 4; i++) four[i] = vf_fma(vf_load(x + c + i * LANES, LANES), slope, offset);
    vf_store_four_u8(bytes + c, four);
  }
  for (; c + LANES <= columns; c += LANES) vf_store_u8(bytes + c, vf_fma(vf_load(x + c, LANES), slope, offset), LANES);
  if (c < columns) vf_store_u8(bytes + c, vf_fma(vf_load(x + c, columns - c), slope, offset), columns - c);
}

// Writes row r, finished in x, in the forms other than f32.
static void emit_row(int64_t columns, const float *x, const bertrun_rows *out, int64_t r) {
  if (out->bf16) {
    for (int64_t c = 0; c < columns; c += LANES)
      vf_store_bf16(out->bf16 + r * columns + c, vf_load(x + c, columns - c), columns - c);
  }
  if (out->u8) {
    span all = span_of_nothing();
    for (int64_t c = 0; c < columns; c += LANES) widen(&all, vf_load(x + c, columns - c));
    quantize_row(columns, x, &all, out, r);
  }
}

static void narrow(int64_t rows, int64_t columns, const float *x, const bertrun_rows *out) {
  for (int64_t r = 0; r < rows; r++) {
    if (out->f32) memmove(out->f32 + r * columns, x + r * columns, (size_t)columns * sizeof *x);
    emit_row(columns, x + r * columns, out, r);
  }
}
