// Sums of rows: of tables before the first layer, and of gradients.

static void sum_tables(int64_t rows, int64_t width, const float *words, const int32_t *ids, const float *types,
                       const int32_t *type_ids, const float *positions, const int32_t *places, float *out) {
  for (int64_t r = 0; r < rows; r++, out += width) {
    for (int64_t c = 0; c < width; c += LANES) {
      int64_t n = width - c;
      vf x = vf_load(words + ids[r] * width + c, n);
      if (types) x = vf_add(x, vf_load(types + type_ids[r] * width + c, n));
      if (positions) x = vf_add(x, vf_load(positions + places[r] * width + c, n));
      vf_store(out + c, x, n);
    }
  }
}

static void add_to_rows(int64_t rows, int64_t width, const float *x, const int32_t *places, float *table) {
  for (int64_t r = 0; r < rows; r++, x += width) {
    float *row = table + places[r] * width;
    for (int64_t c = 0; c < width; c += LANES)
      vf_store(row + c, vf_add(vf_load(row + c, width - c), vf_load(x + c, width - c)), width - c);
  }
}

static void add_rows(int64_t rows, int64_t columns, const float *x, float *sums) {
  int64_t r = 0;
  for (; r + 4 <= rows; r += 4, x += 4 * columns) {
    for (int64_t c = 0; c < columns; c += LANES) {
      int64_t n = columns - c;
      vf low = vf_add(vf_load(x + c, n), vf_load(x + columns + c, n));
      vf high = vf_add(vf_load(x + 2 * columns + c, n), vf_load(x + 3 * columns + c, n));
      vf_store(sums + c, vf_add(vf_load(sums + c, n), vf_add(low, high)), n);
    }
  }
  for (; r < rows; r++, x += columns)
    for (int64_t c = 0; c < columns; c += LANES)
      vf_store(sums + c, vf_add(vf_load(sums + c, columns - c), vf_load(x + c, columns - c)), columns - c);
}
