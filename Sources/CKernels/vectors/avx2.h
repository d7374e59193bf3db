// Eight lanes with AVX2 and FMA.
#include <immintrin.h>
#include <stdint.h>
#include <string.h>

#define LANES 8
// Keeps the compiler from knowing what a vector holds.
#define HIDE(v) __asm__ volatile("" : "+x"(v))

typedef __m256 vf;
typedef __m256i vi;

static inline __m256i first(int64_t n) {
  return _mm256_cmpgt_epi32(_mm256_set1_epi32((int)n), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}

// Loads and stores of the first n lanes; lanes beyond are zero.
static inline vf vf_load(const float *p, int64_t n) {
  return n >= LANES ? _mm256_loadu_ps(p) : _mm256_maskload_ps(p, first(n));
}
static inline void vf_store(float *p, vf v, int64_t n) {
  if (n >= LANES) _mm256_storeu_ps(p, v);
  else _mm256_maskstore_ps(p, first(n), v);
}
static inline vi vi_load(const int32_t *p, int64_t n) {
  return n >= LANES ? _mm256_loadu_si256((const __m256i *)p) : _mm256_maskload_epi32(p, first(n));
}
static inline void vi_store(int32_t *p, vi v, int64_t n) {
  if (n >= LANES) _mm256_storeu_si256((__m256i *)p, v);
  else _mm256_maskstore_epi32(p, first(n), v);
}

static inline vf vf_set(float x) { return _mm256_set1_ps(x); }
static inline vf vf_add(vf a, vf b) { return _mm256_add_ps(a, b); }
static inline vf vf_sub(vf a, vf b) { return _mm256_sub_ps(a, b); }
static inline vf vf_mul(vf a, vf b) { return _mm256_mul_ps(a, b); }
static inline vf vf_div(vf a, vf b) { return _mm256_div_ps(a, b); }
static inline vf vf_fma(vf a, vf b, vf c) { return _mm256_fmadd_ps(a, b, c); }    // a b + c
static inline vf vf_fnma(vf a, vf b, vf c) { return _mm256_fnmadd_ps(a, b, c); }  // c - a b
static inline vf vf_abs(vf a) { return _mm256_andnot_ps(_mm256_set1_ps(-0.0f), a); }
// Of a NaN and another, both give the second operand.
static inline vf vf_min(vf a, vf b) { return _mm256_min_ps(a, b); }
static inline vf vf_max(vf a, vf b) { return _mm256_max_ps(a, b); }
static inline vf vf_round(vf a) { return _mm256_round_ps(a, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }
static inline vf vf_select_positive(vf test, vf yes, vf no) {
  return _mm256_blendv_ps(no, yes, _mm256_cmp_ps(test, _mm256_setzero_ps(), _CMP_GT_OQ));
}
static inline vf vf_floor(vf a) { return _mm256_round_ps(a, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC); }
static inline vf vf_fraction(vf a) { return _mm256_sub_ps(a, vf_floor(a)); }
// What vf_scale takes for an exponent: here at least -126.
static inline vf vf_exponent(vf a) { return _mm256_max_ps(_mm256_set1_ps(-126), a); }
// a 2^floor(n), where neither a nor the result is zero or beyond the normal floats; a NaN in both stays one.
static inline vf vf_scale(vf a, vf n) {
  __m256i exponent = _mm256_slli_epi32(_mm256_cvtps_epi32(vf_floor(n)), 23);
  return _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(a), exponent));
}
static inline vf vf_keep(vf a, int64_t n, vf other) {
  return n >= LANES ? a : _mm256_blendv_ps(other, a, _mm256_castsi256_ps(first(n)));
}

static inline vi vi_set(int32_t x) { return _mm256_set1_epi32(x); }
static inline vi vi_sub(vi a, vi b) { return _mm256_sub_epi32(a, b); }
static inline vi vi_mul(vi a, vi b) { return _mm256_mullo_epi32(a, b); }
// c + the products of the four bytes in each 32 bits of u (0...128) and s (-127...127), whose pairs fit 16 bits.
static inline vi vi_dot_bytes(vi u, vi s, vi c) {
  return _mm256_add_epi32(c, _mm256_madd_epi16(_mm256_maddubs_epi16(u, s), _mm256_set1_epi16(1)));
}
static inline vi vi_add(vi a, vi b) { return _mm256_add_epi32(a, b); }
static inline vi vi_xor(vi a, vi b) { return _mm256_xor_si256(a, b); }
static inline vi vi_and(vi a, vi b) { return _mm256_and_si256(a, b); }
// The upper halves of unsigned numbers, and of products of unsigned numbers.
static inline vi vi_high_half(vi a) { return _mm256_srli_epi32(a, 16); }
static inline vi vi_mul_high(vi a, vi b) {
  __m256i even = _mm256_srli_epi64(_mm256_mul_epu32(a, b), 32);
  __m256i odd = _mm256_mul_epu32(_mm256_srli_epi64(a, 32), _mm256_srli_epi64(b, 32));
  return _mm256_blend_epi32(even, odd, 0xaa);
}
static inline vf vf_from_int(vi a) { return _mm256_cvtepi32_ps(a); }

static inline float vf_sum(vf a) {
  __m128 half = _mm_add_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));
  half = _mm_add_ps(half, _mm_movehl_ps(half, half));
  return _mm_cvtss_f32(_mm_add_ss(half, _mm_movehdup_ps(half)));
}
static inline float vf_least(vf a) {
  __m128 half = _mm_min_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));
  half = _mm_min_ps(half, _mm_movehl_ps(half, half));
  return _mm_cvtss_f32(_mm_min_ss(half, _mm_movehdup_ps(half)));
}
static inline float vf_greatest(vf a) {
  __m128 half = _mm_max_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));
  half = _mm_max_ps(half, _mm_movehl_ps(half, half));
  return _mm_cvtss_f32(_mm_max_ss(half, _mm_movehdup_ps(half)));
}

static inline vf vf_load_bf16(const uint16_t *p, int64_t n) {
  __m128i half = _mm_setzero_si128();
  if (n >= LANES) half = _mm_loadu_si128((const __m128i *)p);
  else if (n > 0) memcpy(&half, p, (size_t)n * 2);
  return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(half), 16));
}
// Rounds to nearest, ties to even; a NaN stays one.
static inline void vf_store_bf16(uint16_t *p, vf v, int64_t n) {
  __m256i bits = _mm256_castps_si256(v);
  __m256i odd = _mm256_and_si256(_mm256_srli_epi32(bits, 16), _mm256_set1_epi32(1));
  __m256i rounded = _mm256_add_epi32(_mm256_add_epi32(bits, _mm256_set1_epi32(0x7fff)), odd);
  __m256i quiet = _mm256_or_si256(bits, _mm256_set1_epi32(0x400000));
  __m256i unordered = _mm256_castps_si256(_mm256_cmp_ps(v, v, _CMP_UNORD_Q));
  rounded = _mm256_srli_epi32(_mm256_blendv_epi8(rounded, quiet, unordered), 16);
  __m128i half = _mm_packus_epi32(_mm256_castsi256_si128(rounded), _mm256_extracti128_si256(rounded, 1));
  if (n >= LANES) _mm_storeu_si128((__m128i *)p, half);
  else if (n > 0) memcpy(p, &half, (size_t)n * 2);
}
static inline vf vf_load_i8(const int8_t *p, int64_t n) {
  __m128i bytes = _mm_setzero_si128();
  if (n >= LANES) bytes = _mm_loadl_epi64((const __m128i *)p);
  else if (n > 0) memcpy(&bytes, p, (size_t)n);
  return _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes));
}
// Rounds to nearest, ties to even, and clips to 0…255; a NaN gives 0.
static inline void vf_store_u8(uint8_t *p, vf v, int64_t n) {
  __m256 clipped = _mm256_min_ps(_mm256_max_ps(v, _mm256_setzero_ps()), _mm256_set1_ps(255));
  __m256i whole = _mm256_cvtps_epi32(clipped);
  __m128i half = _mm_packus_epi32(_mm256_castsi256_si128(whole), _mm256_extracti128_si256(whole, 1));
  __m128i bytes = _mm_packus_epi16(half, half);
  if (n >= LANES) _mm_storel_epi64((__m128i *)p, bytes);
  else if (n > 0) memcpy(p, &bytes, (size_t)n);
}
// The same of four vectors.
static inline void vf_store_four_u8(uint8_t *p, const vf v[4]) {
  __m256i low = _mm256_packs_epi32(_mm256_cvtps_epi32(v[0]), _mm256_cvtps_epi32(v[1]));
  __m256i high = _mm256_packs_epi32(_mm256_cvtps_epi32(v[2]), _mm256_cvtps_epi32(v[3]));
  __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
  _mm256_storeu_si256((__m256i *)p, _mm256_permutevar8x32_epi32(_mm256_packus_epi16(low, high), order));
}
// The same for -128...127.
static inline void vf_store_i8(int8_t *p, vf v, int64_t n) {
  __m256i whole = _mm256_cvtps_epi32(_mm256_min_ps(_mm256_max_ps(v, _mm256_set1_ps(-128)), _mm256_set1_ps(127)));
  __m128i half = _mm_packs_epi32(_mm256_castsi256_si128(whole), _mm256_extracti128_si256(whole, 1));
  __m128i bytes = _mm_packs_epi16(half, half);
  if (n >= LANES) _mm_storel_epi64((__m128i *)p, bytes);
  else if (n > 0) memcpy(p, &bytes, (size_t)n);
}

// Writes the transpose of rows x columns elements of 32 bits, both at most LANES: column c goes to to[c * to_stride],
// LANES elements long, zeros after the rows there are. Strides: bytes between rows, elements between columns.
static inline void transpose(const char *from, int64_t from_stride, int64_t rows, int64_t columns, int32_t *to,
                             int64_t to_stride) {
  __m256i row[8], pair[8], column[8];
  __m256i wanted = first(columns);
#pragma clang loop unroll(full)
  for (int r = 0; r < 8; r++)
    row[r] = r < rows ? _mm256_maskload_epi32((const int *)(from + r * from_stride), wanted) : _mm256_setzero_si256();
  for (int i = 0; i < 8; i += 2) {
    pair[i] = _mm256_unpacklo_epi32(row[i], row[i + 1]);
    pair[i + 1] = _mm256_unpackhi_epi32(row[i], row[i + 1]);
  }
  for (int i = 0; i < 8; i += 4) {
    row[i] = _mm256_unpacklo_epi64(pair[i], pair[i + 2]);
    row[i + 1] = _mm256_unpackhi_epi64(pair[i], pair[i + 2]);
    row[i + 2] = _mm256_unpacklo_epi64(pair[i + 1], pair[i + 3]);
    row[i + 3] = _mm256_unpackhi_epi64(pair[i + 1], pair[i + 3]);
  }
  for (int i = 0; i < 4; i++) {
    column[i] = _mm256_permute2x128_si256(row[i], row[i + 4], 0x20);
    column[i + 4] = _mm256_permute2x128_si256(row[i], row[i + 4], 0x31);
  }
#pragma clang loop unroll(full)
  for (int c = 0; c < 8; c++)
    if (c < columns) _mm256_storeu_si256((__m256i *)(to + c * to_stride), column[c]);
}
