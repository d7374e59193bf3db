// How rows begin and end: sums of a product made whole, and finished rows written in the forms that are wanted.

// One row of sums. Vector stores may change anything that a pointer leads to, for all that the compiler knows, so loops keep
// what they need of a structure in variables of their own.
typedef struct {
  const float *floats, *bias, *column_scale;
  const int32_t *whole, *column_sum;
  vf scale;
  vi zero;
} sums_row;

INLINED sums_row row_of(const bool quantized, const bertrun_sums *sums, int64_t r, int64_t columns) {
  sums_row row = {.bias = sums->bias};
  if (quantized) {
    row.whole = (const int32_t *)sums->values + r * columns;
    row.column_scale = sums->column_scale;
    row.column_sum = sums->column_sum;
    row.scale = vf_set(sums->row_scale[r]);
    row.zero = vi_set(sums->row_zero[r]);
  } else {
    row.floats = (const float *)sums->values + r * columns;
  }
  return row;
}

// Columns c up to c + n of a row of x w^T + bias.
INLINED vf finished(const bool quantized, const sums_row row, int64_t c, int64_t n) {
  if (quantized) {
    vi correction = vi_mul(row.zero, vi_load(row.column_sum + c, n));
    vf x = vf_mul(vf_from_int(vi_sub(vi_load(row.whole + c, n), correction)), vf_load(row.column_scale + c, n));
    return row.bias ? vf_fma(x, row.scale, vf_load(row.bias + c, n)) : vf_mul(x, row.scale);
  }
  vf x = vf_load(row.floats + c, n);
  return row.bias ? vf_add(x, vf_load(row.bias + c, n)) : x;
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
