// Products of floats over packed weights: y = activation(x w^T + bias). A panel of weights is packed as
// [inputs][PANEL], zeros beyond the last output, and serves all rows before the next begins. A tile of rows is summed in
// registers from its first input to its last.

static size_t packed_size_f32(int64_t inputs, int64_t outputs) {
  return (size_t)(inputs * round_up(outputs, PANEL)) * sizeof(float);
}

// Weights whose inputs stand side by side, as a linear layer stores them.
static void pack_rows(int64_t inputs, int64_t outputs, const float *w, int64_t stride, float *packed) {
  for (int64_t o = 0; o < round_up(outputs, PANEL); o += LANES) {
    int32_t *panel = (int32_t *)(packed + o / PANEL * PANEL * inputs + o % PANEL);
    int64_t rows = outputs - o < 0 ? 0 : outputs - o < LANES ? outputs - o : LANES;
    for (int64_t i = 0; i < inputs; i += LANES)
      transpose((const char *)(w + (rows > 0 ? o * stride : 0) + i), stride * (int64_t)sizeof *w, rows,
                inputs - i < LANES ? inputs - i : LANES, panel + i * PANEL, PANEL);
  }
}

// Weights whose outputs stand side by side.
static void pack_columns(int64_t inputs, int64_t outputs, const float *w, int64_t stride, float *packed) {
  for (int64_t o = 0; o < round_up(outputs, PANEL); o += LANES) {
    float *panel = packed + o / PANEL * PANEL * inputs + o % PANEL;
    int64_t n = outputs - o;
    for (int64_t i = 0; i < inputs; i++)
      vf_store(panel + i * PANEL, n > 0 ? vf_load(w + i * stride + o, n) : vf_set(0), LANES);
  }
}

static void pack_f32(int64_t inputs, int64_t outputs, const float *w, float *packed) {
  pack_rows(inputs, outputs, w, inputs, packed);
}

// One tile. Sums begin with the bias, with what y holds, or with nothing.
INLINED void multiply_tile(const int rows, int64_t steps, const float *a, int64_t a_stride, const int64_t a_step,
                           const float *b, const float *bias, const bool adds, float *y, int64_t y_stride,
                           int64_t columns) {
  vf c[TILE_ROWS][2];
  for (int v = 0; v < 2; v++) {
    vf first = bias ? vf_load(bias + v * LANES, lanes_left(columns, v)) : vf_set(0);
    for (int r = 0; r < rows; r++)
      c[r][v] = adds ? vf_load(y + r * y_stride + v * LANES, lanes_left(columns, v)) : first;
  }
  tile_f32(rows, 2, steps, (const char *)a, a_stride * (int64_t)sizeof *a, a_step * (int64_t)sizeof *a,
           (const int32_t *)b, c);
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < 2; v++) vf_store(y + r * y_stride + v * LANES, c[r][v], lanes_left(columns, v));
}

// The same with a test for the end of the columns only where there is one.
INLINED void multiply_columns(const int rows, int64_t steps, const float *a, int64_t a_stride, const int64_t a_step,
                              const float *b, const float *bias, const bool adds, float *y, int64_t y_stride,
                              int64_t columns) {
  if (columns >= PANEL) multiply_tile(rows, steps, a, a_stride, a_step, b, bias, adds, y, y_stride, PANEL);
  else multiply_tile(rows, steps, a, a_stride, a_step, b, bias, adds, y, y_stride, columns);
}

// A panel that lies farther away than the caches close by is asked for while the one before it is multiplied.
typedef struct {
  const char *next, *end;
  int64_t bytes_a_row;
} prefetch;

static inline prefetch prefetch_of(const void *panel, int64_t bytes, int64_t rows, bool wanted) {
  return (prefetch){panel, (const char *)panel + (wanted ? bytes : 0), bytes / rows + 64};
}

static inline void prefetch_for(prefetch *ahead, int64_t rows) {
  const char *stop = ahead->next + rows * ahead->bytes_a_row;
  if (stop > ahead->end) stop = ahead->end;
  for (; ahead->next < stop; ahead->next += 64) __builtin_prefetch(ahead->next, 0, 2);
}

INLINED void activate_strip(const bertrun_activation activation, int64_t rows, int64_t columns, float *y,
                            int64_t stride) {
  for (int64_t r = 0; r < rows; r++, y += stride)
    for (int64_t c = 0; c < columns; c += LANES)
      vf_store(y + c, activate(activation, to_nothing, vf_load(y + c, columns - c)), columns - c);
}

#define STRIP_CASE(name) \
  case bertrun_##name: activate_strip(bertrun_##name, rows, columns, y, stride); break;

static void activate_panel(bertrun_activation activation, int64_t rows, int64_t columns, float *y, int64_t stride) {
  switch (activation) {
    case bertrun_linear: break;
    STRIP_CASE(gelu)
    STRIP_CASE(gelu_tanh)
    STRIP_CASE(quick_gelu)
    STRIP_CASE(gelu_10)
    STRIP_CASE(relu)
    STRIP_CASE(relu_squared)
    STRIP_CASE(silu)
    STRIP_CASE(mish)
    STRIP_CASE(tanh)
    STRIP_CASE(sigmoid)
    STRIP_CASE(leaky_relu)
  }
}

static void packed_linear_f32(int64_t rows, int64_t inputs, int64_t outputs, const float *x, const float *packed,
                              const float *bias, bertrun_activation activation, float *y) {
  bool is_large = inputs * outputs * (int64_t)sizeof *packed > 1 << 20;
  for (int64_t o = 0; o < outputs; o += PANEL) {
    const float *panel = packed + o * inputs, *panel_bias = bias ? bias + o : NULL;
    int64_t columns = outputs - o < PANEL ? outputs - o : PANEL;
    prefetch ahead = prefetch_of(panel + inputs * PANEL, inputs * PANEL * (int64_t)sizeof *packed, rows,
                                 is_large && o + PANEL < outputs);
    for (int64_t r = 0, next; r < rows; r += next) {
      next = next_rows(rows - r);
      prefetch_for(&ahead, next);
      FOR_ROWS(next, multiply_columns, inputs, x + r * inputs, inputs, 1, panel, panel_bias, false,
               y + r * outputs + o, outputs, columns)
    }
    activate_panel(activation, rows, columns, y + o, outputs);
  }
}
