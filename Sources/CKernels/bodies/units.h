// Units of 32 bits, as products read them, and how many columns and rows are multiplied at once.

// Columns of a panel: two vectors.
#define PANEL (2 * LANES)
// Rows of a tile: twelve sums, two vectors of a panel and a unit of a row fill sixteen registers.
#define TILE_ROWS 6

// A unit as it is loaded, whatever its memory was declared as.
typedef float __attribute__((may_alias, aligned(1))) float_unit;
typedef int32_t __attribute__((may_alias, aligned(1))) byte_unit;

static inline int64_t round_up(int64_t n, int64_t multiple) { return (n + multiple - 1) / multiple * multiple; }

// Columns of vector v of a panel with that many columns.
static inline int64_t lanes_left(int64_t columns, int v) {
  return columns > v * LANES ? columns - v * LANES : 0;
}

// Rows of the next tile where `left` are left: as many as fit, and the last two tiles alike.
static inline int64_t next_rows(int64_t left) {
  if (left >= 2 * TILE_ROWS || left <= TILE_ROWS) return left < TILE_ROWS ? left : TILE_ROWS;
  return (left + 1) / 2;
}

// Calls a function whose first argument chooses code.
#define FOR_ROWS(rows, function, ...)               \
  switch (rows) {                                   \
    case 1: function(1, __VA_ARGS__); break;        \
    case 2: function(2, __VA_ARGS__); break;        \
    case 3: function(3, __VA_ARGS__); break;        \
    case 4: function(4, __VA_ARGS__); break;        \
    case 5: function(5, __VA_ARGS__); break;        \
    default: function(TILE_ROWS, __VA_ARGS__); break; \
  }

#define TILE tile_f32
#define SUMS vf
#define LOAD(p) vf_load((const float *)(p), LANES)
#define SPREAD(p) vf_set(*(const float_unit *)(p))
#define MULTIPLY_ADD(a, b, c) vf_fma(a, b, c)
#include "tile.h"
