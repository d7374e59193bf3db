// Attention of one sequence for training, a head at a time: forward keeps for each query and head the greatest score and the
// inverse of the weights' sum, and backward makes the weights p again.
//
// With o = sum_k m_k p_k v_k, where m is 1 or what dropout says, and D = do . o, backward is
//   ds_k = p_k (m_k do . v_k - D),  dq = scale sum_k ds_k k_k,  dk = scale sum_q ds q,  dv = sum_q m p do.
// Scores and weights of a block of queries against all keys lie in the scratch memory, row by row.

#define QUERIES (8 * TILE_ROWS)

typedef struct {
  int64_t row;                 // of scores: longer than the keys, so that rows do not all fall on the same lines of L1
  float *keys, *values;        // panels of keys, [width][PANEL] each
  float *key_columns, *value_columns;  // panels of columns, [keys][PANEL] each
  float *queries, *gradients;  // panels of columns of a block, [queries][PANEL] each
  float *scores, *slopes;      // [QUERIES][row]
} gradient_plan;

static size_t attention_gradient_scratch(const bertrun_attention *attention, int64_t keys) {
  int64_t padded_keys = round_up(keys, PANEL), padded_width = round_up(attention->width, PANEL);
  int64_t panels = padded_keys * attention->width + padded_width * (keys + QUERIES);
  return (size_t)(2 * (panels + QUERIES * (padded_keys + GROUP))) * sizeof(float);
}

// All of the parts come in twos of equal size.
static void plan_gradient(const bertrun_attention *attention, int64_t keys, float *scratch, gradient_plan *plan) {
  int64_t padded_keys = round_up(keys, PANEL), padded_width = round_up(attention->width, PANEL);
  plan->row = padded_keys + GROUP;
  plan->keys = scratch;
  plan->values = plan->keys + padded_keys * attention->width;
  plan->key_columns = plan->values + padded_keys * attention->width;
  plan->value_columns = plan->key_columns + padded_width * keys;
  plan->queries = plan->value_columns + padded_width * keys;
  plan->gradients = plan->queries + padded_width * QUERIES;
  plan->scores = plan->gradients + padded_width * QUERIES;
  plan->slopes = plan->scores + QUERIES * plan->row;
}

// y[rows x columns] = a b, or y += a b, over b's panels.
static void multiply_panels(int64_t rows, int64_t steps, int64_t columns, const float *a, int64_t a_stride, int64_t a_step,
                            const float *panels, bool adds, float *y, int64_t y_stride) {
  for (int64_t o = 0; o < columns; o += PANEL, panels += steps * PANEL) {
    int64_t n = columns - o < PANEL ? columns - o : PANEL;
    for (int64_t r = 0, next; r < rows; r += next) {
      next = next_rows(rows - r);
      const float *tile = a + r * a_stride;
      float *out = y + r * y_stride + o;
      if (adds) {
        FOR_ROWS(next, multiply_columns, steps, tile, a_stride, a_step, panels, NULL, true, out, y_stride, n)
      } else if (a_step == 1) {
        FOR_ROWS(next, multiply_columns, steps, tile, a_stride, 1, panels, NULL, false, out, y_stride, n)
      } else {
        FOR_ROWS(next, multiply_columns, steps, tile, a_stride, a_step, panels, NULL, false, out, y_stride, n)
      }
    }
  }
}

// Where the parts of one head begin.
typedef struct {
  const float *queries, *keys, *values, *bias;
  int64_t number, width, columns;
  dropout_stream stream;
} head_part;

static head_part part_of(const bertrun_attention *attention, const bertrun_sequence *sequence,
                         const bertrun_dropout *dropout, int64_t head) {
  head_part part = {.number = head, .width = attention->width, .columns = attention->heads * attention->width};
  part.queries = (const float *)sequence->queries + head * attention->width;
  part.keys = (const float *)sequence->keys + head * attention->width;
  part.values = (const float *)sequence->values + head * attention->width;
  if (attention->bias) part.bias = attention->bias + head * (2 * attention->reach + 1) + attention->reach;
  if (dropout) part.stream = dropout_stream_of(dropout, dropout->site + (uint32_t)head);
  return part;
}

static inline int32_t place_of(const bertrun_sequence *sequence, int64_t query) {
  return sequence->places ? sequence->places[query] : (int32_t)query;
}

// The scores of n queries from query q on, as products alone.
static void score_block(const head_part *part, const bertrun_sequence *sequence, const gradient_plan *plan, int64_t q,
                        int64_t n) {
  multiply_panels(n, part->width, round_up(sequence->key_count, PANEL), part->queries + q * sequence->query_stride,
                  sequence->query_stride, 1, plan->keys, false, plan->scores, plan->row);
}

// A vector of scores as powers of two.
static inline vf scaled_score(const float *scores, const float *bias, vf scale, int64_t k, int64_t n) {
  vf x = vf_mul(vf_load(scores + k, n), scale);
  return bias ? vf_add(x, vf_load(bias + k, n)) : x;
}

// Turns a row of scores into weights, not yet divided by their sum.
static void weigh_row(head_part *part, const bertrun_sequence *sequence, float *scores, int64_t place, float factor,
                      bool drops, float *statistics) {
  int64_t count = sequence->key_count;
  const float *bias = part->bias ? part->bias - place : NULL;
  vf scale = vf_set(factor), nothing = vf_set(-INFINITY), greatest = nothing, sum = vf_set(0);
  for (int64_t k = 0; k < count; k += LANES) {
    vf x = vf_keep(scaled_score(scores, bias, scale, k, count - k), count - k, nothing);
    vf_store(scores + k, x, LANES);
    greatest = vf_max(greatest, x);
  }
  statistics[0] = vf_greatest(greatest);
  vf top = vf_set(statistics[0]);
  int64_t start = place * round_up(count, GROUP);
  for (int64_t k = 0; k < count; k += LANES) {
    vf weight = vf_keep(exp2_exact(vf_sub(vf_load(scores + k, LANES), top)), count - k, vf_set(0));
    sum = vf_add(sum, weight);
    vf_store(scores + k, drops ? vf_mul(weight, kept(&part->stream, start + k)) : weight, LANES);
  }
  statistics[1] = 1 / vf_sum(sum);
}

static void attention_forward(const bertrun_attention *attention, const bertrun_sequence *sequence,
                              const bertrun_dropout *dropout, float *statistics, void *scratch) {
  gradient_plan plan;
  int64_t keys = sequence->key_count, width = attention->width;
  plan_gradient(attention, keys, scratch, &plan);
  float scale = attention->scale * 1.44269504f;
  for (int64_t head = 0; head < attention->heads; head++) {
    head_part part = part_of(attention, sequence, dropout, head);
    pack_rows(width, keys, part.keys, sequence->key_stride, plan.keys);
    pack_columns(keys, width, part.values, sequence->key_stride, plan.value_columns);
    for (int64_t q = 0, n; q < sequence->query_count; q += n) {
      n = sequence->query_count - q < QUERIES ? sequence->query_count - q : QUERIES;
      score_block(&part, sequence, &plan, q, n);
      float *of_queries = statistics + (q * attention->heads + head) * 2;
      int64_t stride = attention->heads * 2;
      for (int64_t r = 0; r < n; r++)
        weigh_row(&part, sequence, plan.scores + r * plan.row, place_of(sequence, q + r), scale, dropout != NULL,
                  of_queries + r * stride);
      float *out = sequence->out + q * part.columns + head * width;
      multiply_panels(n, keys, width, plan.scores, plan.row, 1, plan.value_columns, false, out, part.columns);
      for (int64_t r = 0; r < n; r++, out += part.columns) {
        vf inverse = vf_set(of_queries[r * stride + 1]);
        for (int64_t c = 0; c < width; c += LANES)
          vf_store(out + c, vf_mul(vf_load(out + c, width - c), inverse), width - c);
      }
    }
  }
}

static inline float dot(int64_t count, const float *a, const float *b) {
  vf sum = vf_set(0);
  for (int64_t i = 0; i < count; i += LANES) sum = vf_fma(vf_load(a + i, count - i), vf_load(b + i, count - i), sum);
  return vf_sum(sum);
}

// Turns a row of scores into the weights that values get, and a row of do . v into ds times the scale.
static void slope_row(head_part *part, const bertrun_sequence *sequence, float *scores, float *slopes, int64_t place,
                      float factor, bool drops, const float *statistics, float own, float *bias_gradient) {
  int64_t count = sequence->key_count, start = place * round_up(count, GROUP);
  const float *bias = part->bias ? part->bias - place : NULL;
  vf scale = vf_set(factor * 1.44269504f), top = vf_set(statistics[0]), inverse = vf_set(statistics[1]);
  vf mean = vf_set(own), out_scale = vf_set(factor);
  for (int64_t k = 0; k < count; k += LANES) {
    vf x = scaled_score(scores, bias, scale, k, count - k);
    vf weight = vf_mul(exp2_exact(vf_sub(x, top)), inverse), slope = vf_load(slopes + k, LANES), seen = weight;
    if (drops) {
      vf mask = kept(&part->stream, start + k);
      seen = vf_mul(weight, mask);
      slope = vf_mul(slope, mask);
    }
    slope = vf_mul(weight, vf_sub(slope, mean));
    vf_store(scores + k, seen, LANES);
    vf_store(slopes + k, vf_mul(slope, out_scale), LANES);
    if (bias_gradient) {
      float *sums = bias_gradient + k - place;
      vf_store(sums, vf_add(vf_load(sums, count - k), slope), count - k);
    }
  }
}

static void attention_backward(const bertrun_attention *attention, const bertrun_sequence *sequence,
                               const bertrun_dropout *dropout, const float *statistics,
                               const bertrun_attention_gradient *gradient, void *scratch) {
  gradient_plan plan;
  int64_t keys = sequence->key_count, width = attention->width, padded = round_up(keys, PANEL);
  plan_gradient(attention, keys, scratch, &plan);
  for (int64_t head = 0; head < attention->heads; head++) {
    head_part part = part_of(attention, sequence, dropout, head);
    int64_t first = head * width, key_stride = sequence->key_stride, query_stride = sequence->query_stride;
    float *bias_gradient =
        gradient->bias ? gradient->bias + head * (2 * attention->reach + 1) + attention->reach : NULL;
    pack_rows(width, keys, part.keys, key_stride, plan.keys);
    pack_rows(width, keys, part.values, key_stride, plan.values);
    pack_columns(keys, width, part.keys, key_stride, plan.key_columns);
    for (int64_t q = 0, n; q < sequence->query_count; q += n) {
      n = sequence->query_count - q < QUERIES ? sequence->query_count - q : QUERIES;
      const float *out = sequence->out + q * part.columns + first, *d = gradient->out + q * part.columns + first;
      score_block(&part, sequence, &plan, q, n);
      multiply_panels(n, width, padded, d, part.columns, 1, plan.values, false, plan.slopes, plan.row);
      for (int64_t r = 0; r < n; r++)
        slope_row(&part, sequence, plan.scores + r * plan.row, plan.slopes + r * plan.row, place_of(sequence, q + r),
                  attention->scale, dropout != NULL, statistics + ((q + r) * attention->heads + head) * 2,
                  dot(width, out + r * part.columns, d + r * part.columns), bias_gradient);
      pack_columns(n, width, d, part.columns, plan.gradients);
      pack_columns(n, width, part.queries + q * query_stride, query_stride, plan.queries);
      multiply_panels(keys, n, width, plan.scores, 1, plan.row, plan.gradients, q > 0,
                      gradient->values + first, key_stride);
      multiply_panels(keys, n, width, plan.slopes, 1, plan.row, plan.queries, q > 0, gradient->keys + first, key_stride);
      multiply_panels(n, keys, width, plan.slopes, plan.row, 1, plan.key_columns, false,
                      gradient->queries + q * query_stride + first, query_stride);
    }
  }
}
