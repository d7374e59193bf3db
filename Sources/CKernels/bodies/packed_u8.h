// Products of bytes over packed weights: exact 32-bit sums of u8 rows and s8 weights, four inputs a step. A panel of
// weights is packed as [steps][PANEL][4], zeros beyond the last input and output.

#define TILE tile_u8
#define SUMS vi
#define LOAD(p) vi_load((p), LANES)
#define SPREAD(p) vi_set(*(const byte_unit *)(p))
#define MULTIPLY_ADD(a, b, c) vi_dot_bytes(a, b, c)
#include "tile.h"

static size_t packed_size_u8(int64_t inputs, int64_t outputs) {
  return (size_t)(round_up(inputs, 4) * round_up(outputs, PANEL));
}

static void pack_u8(int64_t inputs, int64_t outputs, const int8_t *w, int8_t *packed) {
  int64_t steps = round_up(inputs, 4) / 4, whole = inputs / 4;
  for (int64_t o = 0; o < round_up(outputs, PANEL); o += LANES) {
    int32_t *panel = (int32_t *)packed + o / PANEL * PANEL * steps + o % PANEL;
    int64_t rows = outputs - o < 0 ? 0 : outputs - o < LANES ? outputs - o : LANES;
    const int8_t *first = w + (rows > 0 ? o * inputs : 0);
    for (int64_t s = 0; s < whole; s += LANES)
      transpose((const char *)(first + s * 4), inputs, rows, whole - s < LANES ? whole - s : LANES,
                panel + s * PANEL, PANEL);
    if (whole == steps) continue;
    for (int64_t lane = 0; lane < LANES; lane++) {
      int32_t unit = 0;
      if (lane < rows) memcpy(&unit, first + lane * inputs + whole * 4, (size_t)(inputs - whole * 4));
      panel[whole * PANEL + lane] = unit;
    }
  }
}

INLINED void multiply_bytes(const int rows, int64_t inputs, const uint8_t *x, const int8_t *packed, int32_t *y,
                            int64_t y_stride, int64_t columns) {
  vi c[TILE_ROWS][2];
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < 2; v++) c[r][v] = vi_set(0);
  int64_t whole = inputs / 4;
  const int32_t *panel = (const int32_t *)packed;
  tile_u8(rows, 2, whole, (const char *)x, inputs, 4, panel, c);
  if (inputs > whole * 4) {
    // The last step lies partly in the next row, or beyond all.
    int32_t rest[TILE_ROWS] = {0};
    for (int r = 0; r < rows; r++) memcpy(&rest[r], x + r * inputs + whole * 4, (size_t)(inputs - whole * 4));
    tile_u8(rows, 2, 1, (const char *)rest, 4, 4, panel + whole * PANEL, c);
  }
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < 2; v++) vi_store(y + r * y_stride + v * LANES, c[r][v], lanes_left(columns, v));
}

INLINED void multiply_byte_columns(const int rows, int64_t inputs, const uint8_t *x, const int8_t *packed, int32_t *y,
                                   int64_t y_stride, int64_t columns) {
  if (columns >= PANEL) multiply_bytes(rows, inputs, x, packed, y, y_stride, PANEL);
  else multiply_bytes(rows, inputs, x, packed, y, y_stride, columns);
}

static void packed_product_u8(int64_t rows, int64_t inputs, int64_t outputs, const uint8_t *x, const int8_t *packed,
                              int32_t *y) {
  int64_t panel_bytes = round_up(inputs, 4) * PANEL;
  bool is_large = inputs * outputs > 1 << 20;
  for (int64_t o = 0; o < outputs; o += PANEL) {
    const int8_t *panel = packed + o / PANEL * panel_bytes;
    int64_t columns = outputs - o < PANEL ? outputs - o : PANEL;
    prefetch ahead = prefetch_of(panel + panel_bytes, panel_bytes, rows, is_large && o + PANEL < outputs);
    for (int64_t r = 0, next; r < rows; r += next) {
      next = next_rows(rows - r);
      prefetch_for(&ahead, next);
      FOR_ROWS(next, multiply_byte_columns, inputs, x + r * inputs, panel, y + r * outputs + o, outputs, columns)
    }
  }
}
