// Products of two matrices that change from call to call: c = a b + bias, or c += a b, either factor given as it lies or
// transposed. Both are taken in blocks of equally many steps, at most DEPTH; b's block is packed in panels, and a's, where
// it is transposed, in tiles of [steps][TILE_ROWS]. Blocks follow one another in the order of the steps.

#define DEPTH 384
#define MATRIX_ROWS (20 * TILE_ROWS)

static size_t matrix_workspace(int64_t columns) {
  return (size_t)(DEPTH * (round_up(columns, PANEL) + MATRIX_ROWS) + LANES) * sizeof(float);
}

// Rows r up to r + rows of the transpose of a, tile after tile as they are multiplied.
static void pack_tiles(int64_t rows, int64_t steps, const float *a, int64_t stride, float *packed) {
  for (int64_t r = 0, next; r < rows; r += next, packed += steps * TILE_ROWS) {
    next = next_rows(rows - r);
    for (int64_t s = 0; s < steps; s++)
      for (int64_t i = 0; i < TILE_ROWS; i += LANES)
        vf_store(packed + s * TILE_ROWS + i, vf_load(a + s * stride + r + i, next - i), LANES);
  }
}

INLINED void multiply_block(const bool transposed, const bool adds, int64_t rows, int64_t steps, int64_t columns,
                            const float *a, int64_t a_stride, const float *panels, const float *bias, float *c,
                            int64_t c_stride) {
  for (int64_t o = 0; o < columns; o += PANEL) {
    int64_t n = columns - o < PANEL ? columns - o : PANEL;
    const float *tile = a, *first = bias ? bias + o : NULL;
    for (int64_t r = 0, next; r < rows; r += next, tile += steps * TILE_ROWS) {
      next = next_rows(rows - r);
      if (transposed) {
        FOR_ROWS(next, multiply_columns, steps, tile, 1, TILE_ROWS, panels + o * steps, first, adds,
                 c + r * c_stride + o, c_stride, n)
      } else {
        FOR_ROWS(next, multiply_columns, steps, a + r * a_stride, a_stride, 1, panels + o * steps, first, adds,
                 c + r * c_stride + o, c_stride, n)
      }
    }
  }
}

static void matrix_product(int64_t rows, int64_t steps, int64_t columns, const bertrun_factor *a,
                           const bertrun_factor *b, const float *bias, bool adds, float *c, void *workspace) {
  float *panels = workspace, *tiles = panels + DEPTH * round_up(columns, PANEL);
  for (int64_t r = 0; steps == 0 && !adds && r < rows; r++)
    for (int64_t o = 0; o < columns; o++) c[r * columns + o] = bias ? bias[o] : 0;
  int64_t blocks = (steps + DEPTH - 1) / DEPTH, most = blocks ? (steps + blocks - 1) / blocks : 0;
  for (int64_t s = 0, depth; s < steps; s += depth) {
    depth = steps - s < most ? steps - s : most;
    if (b->transposed) pack_rows(depth, columns, b->values + s, steps, panels);
    else pack_columns(depth, columns, b->values + s * columns, columns, panels);
    bool continues = adds || s > 0;
    for (int64_t r = 0; r < rows; r += MATRIX_ROWS) {
      int64_t n = rows - r < MATRIX_ROWS ? rows - r : MATRIX_ROWS;
      float *out = c + r * columns;
      if (a->transposed) {
        pack_tiles(n, depth, a->values + s * rows + r, rows, tiles);
        if (continues) multiply_block(true, true, n, depth, columns, tiles, 1, panels, NULL, out, columns);
        else multiply_block(true, false, n, depth, columns, tiles, 1, panels, bias, out, columns);
      } else {
        const float *block = a->values + r * steps + s;
        if (continues) multiply_block(false, true, n, depth, columns, block, steps, panels, NULL, out, columns);
        else multiply_block(false, false, n, depth, columns, block, steps, panels, bias, out, columns);
      }
    }
  }
}
