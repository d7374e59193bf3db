// The inner loop of every product: c[rows x columns] += a[row][step] * b[step][columns], summed step by step, so that an
// element depends on its row of a and its column of b alone. A step is one unit of 32 bits: a float, a pair of bf16, or
// four bytes. b lies in panels of two vectors of columns; a's rows are `a_stride` bytes apart, its steps `a_step`.
//
// The including file sets TILE (the function's name), SUMS (a vector of sums), LOAD (a vector of units), SPREAD (one unit
// in all lanes) and MULTIPLY_ADD(a, b, c).

INLINED void TILE(const int rows, const int vectors, int64_t steps, const char *a, int64_t a_stride,
                  const int64_t a_step, const int32_t *b, SUMS c[][2]) {
  for (int64_t s = 0; s < steps; s++, a += a_step, b += PANEL) {
    SUMS wide[2];
    for (int v = 0; v < vectors; v++) wide[v] = LOAD(b + v * LANES);
    for (int r = 0; r < rows; r++) {
      SUMS one = SPREAD(a + r * a_stride);
      for (int v = 0; v < vectors; v++) c[r][v] = MULTIPLY_ADD(one, wide[v], c[r][v]);
    }
  }
}

#undef TILE
#undef SUMS
#undef LOAD
#undef SPREAD
#undef MULTIPLY_ADD
