// Attention of one sequence, a head at a time: softmax(scale * q k^T + bias) v.
//
// Both products have one form, c[rows x columns] += a[row][step] * b[step][columns], with a step of one float or of a
// pair of bf16, 32 bits either way ("unit"). Keys are packed once a head as b of the scores, transposed, in panels of
// two vectors of keys; values as b of the output, in panels of two vectors of columns. A block of queries keeps its
// scores against all keys in L1, takes their maximum, and leaves weights there for the second product. Every sum
// runs in the order of its steps, so a query's result depends on its sequence alone, not on the queries beside it.
//
// The including file sets BLOCK (queries at a time), WHOLE_BLOCKS (1 where a block has BLOCK or half as many queries, some
// of them zeros; 0 where it has any number up to BLOCK) and BF16 (0 or 1).

#if BF16
typedef uint16_t element;
#define UNIT_ELEMENTS 2
#define TILE tile_bf16
#define SUMS vf
#define LOAD(p) vf_load((const float *)(p), LANES)
#define SPREAD(p) vf_set(*(const float_unit *)(p))
#define MULTIPLY_ADD(a, b, c) vf_dot_bf16(a, b, c)
#include "tile.h"
#define MULTIPLY tile_bf16
#else
typedef float element;
#define UNIT_ELEMENTS 1
#define MULTIPLY tile_f32
#endif

// Where the parts of the scratch memory begin. All of them hold units of 32 bits.
typedef struct {
  int64_t width_steps, key_steps;  // units of a head's width, and of the keys
  int64_t padded_keys, padded_width;
  int64_t row;       // of scores: longer than the keys, so that rows do not all fall on the same lines of L1
  int32_t *keys;     // [padded_keys / PANEL][width_steps][PANEL]
  int32_t *values;   // [padded_width / PANEL][key_steps][PANEL]
  float *scores;     // [BLOCK][row]
  int32_t *weights;  // [BLOCK][row / UNIT_ELEMENTS]; the scores themselves where a unit is a float
  int32_t *queries;  // [BLOCK][width_steps]
} attention_plan;

static void lay_out(const bertrun_attention *attention, int64_t keys, int32_t *scratch, attention_plan *plan) {
  plan->width_steps = round_up(attention->width, UNIT_ELEMENTS) / UNIT_ELEMENTS;
  plan->key_steps = round_up(keys, UNIT_ELEMENTS) / UNIT_ELEMENTS;
  plan->padded_keys = round_up(keys, PANEL);
  plan->padded_width = round_up(attention->width, PANEL);
  plan->row = plan->padded_keys + LANES;
  int64_t used = 0;
  plan->keys = scratch + used, used += plan->padded_keys * plan->width_steps;
  plan->values = scratch + used, used += plan->padded_width * plan->key_steps;
  plan->scores = (float *)(scratch + used), used += BLOCK * plan->row;
  plan->weights = (int32_t *)plan->scores;
  if (BF16) plan->weights = scratch + used, used += BLOCK * plan->row / UNIT_ELEMENTS;
  plan->queries = scratch + used;
}

// Packing

static void pack_keys(const element *keys, int64_t stride, int64_t count, int64_t width,
                      const attention_plan *plan) {
  for (int64_t k = 0; k < count; k += LANES) {
    int32_t *panel = plan->keys + k / PANEL * PANEL * plan->width_steps + k % PANEL;
    int64_t rows = count - k;
    // An odd width of bf16 has a half unit at its end, which must not take in the next head.
    int64_t whole_steps = width / UNIT_ELEMENTS;
    for (int64_t s = 0; s < whole_steps; s += LANES) {
      int64_t columns = whole_steps - s < LANES ? whole_steps - s : LANES;
      transpose((const char *)(keys + k * stride + s * UNIT_ELEMENTS), stride * (int64_t)sizeof *keys, rows, columns,
                panel + s * PANEL, PANEL);
    }
    for (int64_t s = whole_steps; s < plan->width_steps; s++)
      for (int64_t lane = 0; lane < LANES; lane++)
        panel[s * PANEL + lane] = lane < rows ? (int32_t)keys[(k + lane) * stride + width - 1] : 0;
  }
}

static void pack_values(const element *values, int64_t stride, int64_t count, int64_t width,
                        const attention_plan *plan) {
  for (int64_t c = 0; c < plan->padded_width; c += LANES) {
    int32_t *panel = plan->values + c / PANEL * PANEL * plan->key_steps + c % PANEL;
    int64_t n = width - c < LANES ? width - c : LANES;
    for (int64_t s = 0; s < plan->key_steps; s++) {
      const element *row = values + s * UNIT_ELEMENTS * stride + c;
#if BF16
      const element *next = 2 * s + 1 < count ? row + stride : NULL;
      vi_store_pairs(panel + s * PANEL, row, next, n);
#else
      (void)count;
      vf_store((float *)panel + s * PANEL, vf_load(row, n), LANES);
#endif
    }
  }
}

// The two products

INLINED void multiply(const int rows, const int vectors, int64_t steps, const int32_t *a, int64_t a_stride,
                      const int32_t *b, vf c[BLOCK][2]) {
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < vectors; v++) c[r][v] = vf_set(0);
  MULTIPLY(rows, vectors, steps, (const char *)a, a_stride * 4, 4, b, c);
}

// Scores of a block of queries against the keys of one panel, and their greatest lane by lane. With a bias, which
// points at the entry of distance 0, they are scaled to powers of two and the bias is added; without, that is left for
// later. Keys beyond `count` get minus infinity.
INLINED void score(const int rows, const int vectors, const bool whole, const attention_plan *plan, const int32_t *queries,
                   int64_t query_stride, int64_t panel, int64_t count, float scale, const float *bias,
                   const int32_t *places, vf greatest[BLOCK]) {
  vf c[BLOCK][2];
  multiply(rows, vectors, plan->width_steps, queries, query_stride, plan->keys + panel * PANEL * plan->width_steps, c);
  vf factor = vf_set(scale), nothing = vf_set(-INFINITY);
  for (int r = 0; r < rows; r++) {
    for (int v = 0; v < vectors; v++) {
      int64_t key = panel * PANEL + v * LANES, n = count - key;
      vf x = c[r][v];
      if (bias) x = vf_fma(x, factor, vf_load(bias + key - places[r], whole ? LANES : n));
      if (!whole) x = vf_keep(x, n, nothing);
      greatest[r] = vf_max(greatest[r], x);
      vf_store(plan->scores + r * plan->row + key, x, LANES);
    }
  }
}

// Turns a row of scores, times `scale`, into weights whose sum is returned; the caller divides by it.
static float weigh(const attention_plan *plan, int64_t r, int64_t count, float scale, float greatest) {
  float *scores = plan->scores + r * plan->row;
  vf factor = vf_set(scale), top = vf_set(-greatest * scale), sum = vf_set(0);
  for (int64_t k = 0; k < count; k += LANES) {
    vf x = vf_fma(vf_load(scores + k, LANES), factor, top);
#if BF16
    vf weight = vf_keep(exp2_coarse(x), count - k, vf_set(0));
    vf_store_bf16((uint16_t *)plan->weights + r * plan->row + k, weight, LANES);
#else
    vf weight = vf_keep(exp2_exact(x), count - k, vf_set(0));
    vf_store(scores + k, weight, LANES);
#endif
    sum = vf_add(sum, weight);
  }
  return vf_sum(sum);
}

INLINED void gather(const int rows, const int vectors, const attention_plan *plan, int64_t panel, const float *sums,
                    int64_t wanted_rows, int64_t width, float *out, int64_t out_stride) {
  vf c[BLOCK][2];
  const int32_t *values = plan->values + panel * PANEL * plan->key_steps;
  multiply(rows, vectors, plan->key_steps, plan->weights, plan->row / UNIT_ELEMENTS, values, c);
  for (int r = 0; r < rows; r++) {
    if (r >= wanted_rows) break;
    vf inverse = vf_set(1 / sums[r]);
    for (int v = 0; v < vectors; v++) {
      int64_t column = panel * PANEL + v * LANES;
      vf_store(out + r * out_stride + column, vf_mul(c[r][v], inverse), width - column);
    }
  }
}

// Heads

// One block of at most `rows` queries from query q on.
INLINED void block(const int rows, const bertrun_attention *attention, const bertrun_sequence *sequence,
                   const attention_plan *plan, int64_t head, int64_t q) {
  int64_t wanted = WHOLE_BLOCKS && sequence->query_count - q < rows ? sequence->query_count - q : rows;
  int64_t width = attention->width, count = sequence->key_count;
  const element *first_query = (const element *)sequence->queries + q * sequence->query_stride + head * width;
  const int32_t *queries = (const int32_t *)first_query;
  int64_t query_stride = sequence->query_stride / UNIT_ELEMENTS;
  if (wanted < rows || width % UNIT_ELEMENTS || sequence->query_stride % UNIT_ELEMENTS) {
    memset(plan->queries, 0, (size_t)(rows * plan->width_steps) * 4);
    for (int64_t r = 0; r < wanted; r++)
      memcpy(plan->queries + r * plan->width_steps, first_query + r * sequence->query_stride,
             (size_t)width * sizeof *first_query);
    queries = plan->queries;
    query_stride = plan->width_steps;
  }
  int32_t places[BLOCK];
  for (int64_t r = 0; r < rows; r++) {
    int64_t query = q + (r < wanted ? r : 0);
    places[r] = sequence->places ? sequence->places[query] : (int32_t)query;
  }

  const float *bias = attention->bias ? attention->bias + head * (2 * attention->reach + 1) + attention->reach : NULL;
  float scale = attention->scale * 1.44269504f;
  vf greatest[BLOCK];
  for (int r = 0; r < rows; r++) greatest[r] = vf_set(-INFINITY);
  int64_t panel = 0;
  for (; (panel + 1) * PANEL <= count; panel++)
    score(rows, 2, true, plan, queries, query_stride, panel, count, scale, bias, places, greatest);
  if (count - panel * PANEL > LANES)
    score(rows, 2, false, plan, queries, query_stride, panel, count, scale, bias, places, greatest);
  else if (panel * PANEL < count)
    score(rows, 1, false, plan, queries, query_stride, panel, count, scale, bias, places, greatest);
  float sums[BLOCK];
  float rest = bias ? 1 : scale;
  for (int r = 0; r < rows; r++) sums[r] = weigh(plan, r, count, rest, vf_greatest(greatest[r]));

  int64_t out_stride = attention->heads * width;
  float *out = sequence->out + q * out_stride + head * width;
  for (panel = 0; panel * PANEL < width; panel++) {
    if (width - panel * PANEL > LANES)
      gather(rows, 2, plan, panel, sums, wanted, width, out, out_stride);
    else
      gather(rows, 1, plan, panel, sums, wanted, width, out, out_stride);
  }
}

static void attend(const bertrun_attention *attention, const bertrun_sequence *sequence, void *scratch) {
  attention_plan plan;
  lay_out(attention, sequence->key_count, scratch, &plan);
  for (int64_t head = 0; head < attention->heads; head++) {
    const element *keys = (const element *)sequence->keys + head * attention->width;
    const element *values = (const element *)sequence->values + head * attention->width;
    pack_keys(keys, sequence->key_stride, sequence->key_count, attention->width, &plan);
    pack_values(values, sequence->key_stride, sequence->key_count, attention->width, &plan);
#if WHOLE_BLOCKS
    int64_t q = 0;
    for (; sequence->query_count - q > BLOCK / 2; q += BLOCK)
      block(BLOCK, attention, sequence, &plan, head, q);
    if (q < sequence->query_count) block(BLOCK / 2, attention, sequence, &plan, head, q);
#else
    for (int64_t q = 0, rows; q < sequence->query_count; q += rows) {
      rows = next_rows(sequence->query_count - q);
      FOR_ROWS(rows, block, attention, sequence, &plan, head, q)
    }
#endif
  }
}
