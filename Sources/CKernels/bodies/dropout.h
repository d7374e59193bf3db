// Dropout by Philox 4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", 2011).
//
// A counter (block, site, example, step) under the key gives eight numbers of 16 bits. Sixteen blocks are a chunk: number h
// of its block b decides about element 16 h + b of the chunk's 128. Rows begin at whole groups of sixteen elements. So what
// is dropped does not depend on the instruction set, nor on the order in which it is asked for.

#define GROUP 16
#define CHUNK_GROUPS 8

// Decisions of one site and example, with the chunk that was asked for last.
typedef struct {
  const bertrun_dropout *dropout;
  uint32_t site;
  int64_t chunk;
  float factors[CHUNK_GROUPS * GROUP];
} dropout_stream;

static inline dropout_stream dropout_stream_of(const bertrun_dropout *dropout, uint32_t site) {
  return (dropout_stream){.dropout = dropout, .site = site, .chunk = -1};
}

INLINED void philox(vi counter[4], uint32_t key_0, uint32_t key_1) {
  for (int round = 0; round < 10; round++) {
    vi first = vi_set((int32_t)0xD2511F53), second = vi_set((int32_t)0xCD9E8D57);
    vi high_0 = vi_mul_high(first, counter[0]), low_0 = vi_mul(first, counter[0]);
    vi high_1 = vi_mul_high(second, counter[2]), low_1 = vi_mul(second, counter[2]);
    counter[0] = vi_xor(vi_xor(high_1, counter[1]), vi_set((int32_t)key_0));
    counter[1] = low_1;
    counter[2] = vi_xor(vi_xor(high_0, counter[3]), vi_set((int32_t)key_1));
    counter[3] = low_0;
    key_0 += 0x9E3779B9;
    key_1 += 0xBB67AE85;
  }
}

static void decide(dropout_stream *stream, int64_t chunk) {
  static const int32_t numbers[GROUP] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  const bertrun_dropout *dropout = stream->dropout;
  stream->chunk = chunk;
  vf edge = vf_set((float)dropout->threshold - 0.5f), factor = vf_set(dropout->factor);
  for (int64_t b = 0; b < GROUP; b += LANES) {
    vi words[4] = {vi_add(vi_load(numbers + b, LANES), vi_set((int32_t)(chunk * GROUP))), vi_set((int32_t)stream->site),
                   vi_set((int32_t)dropout->example), vi_set((int32_t)dropout->step)};
    philox(words, dropout->key[0], dropout->key[1]);
    for (int w = 0; w < 4; w++) {
      vf low = vf_from_int(vi_and(words[w], vi_set(0xffff))), high = vf_from_int(vi_high_half(words[w]));
      float *factors = stream->factors + 2 * w * GROUP + b;
      vf_store(factors, vf_select_positive(vf_sub(low, edge), factor, vf_set(0)), LANES);
      vf_store(factors + GROUP, vf_select_positive(vf_sub(high, edge), factor, vf_set(0)), LANES);
    }
  }
}

// What a vector of elements from element e on is multiplied by; e is a multiple of LANES.
static inline vf kept(dropout_stream *stream, int64_t e) {
  int64_t chunk = e / (CHUNK_GROUPS * GROUP);
  if (chunk != stream->chunk) decide(stream, chunk);
  return vf_load(stream->factors + e % (CHUNK_GROUPS * GROUP), LANES);
}

static void drop(int64_t rows, int64_t columns, const int32_t *places, const bertrun_dropout *dropout, const float *x,
                 float *y) {
  dropout_stream stream = dropout_stream_of(dropout, dropout->site);
  int64_t row = round_up(columns, GROUP);
  for (int64_t r = 0; r < rows; r++) {
    int64_t start = (places ? places[r] : r) * row;
    for (int64_t c = 0; c < columns; c += LANES) {
      vf v = vf_mul(vf_load(x + r * columns + c, columns - c), kept(&stream, start + c));
      vf_store(y + r * columns + c, v, columns - c);
    }
  }
}
