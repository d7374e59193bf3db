// Sixteen lanes with AVX-512 F, BW, DQ and VL, and BF16 where NATIVE_BF16 is defined.
#include <immintrin.h>
#include <stdint.h>

#define LANES 16
// Keeps the compiler from knowing what a vector holds.
#define HIDE(v) __asm__ volatile("" : "+v"(v))

typedef __m512 vf;
typedef __m512i vi;

static inline __mmask16 first(int64_t n) { return (__mmask16)_bzhi_u32(0xffff, (uint32_t)n); }

// Loads and stores of the first n lanes; lanes beyond are zero.
static inline vf vf_load(const float *p, int64_t n) {
  return n >= LANES ? _mm512_loadu_ps(p) : _mm512_maskz_loadu_ps(first(n), p);
}
static inline void vf_store(float *p, vf v, int64_t n) {
  if (n >= LANES) _mm512_storeu_ps(p, v);
  else _mm512_mask_storeu_ps(p, first(n), v);
}
static inline vi vi_load(const int32_t *p, int64_t n) {
  return n >= LANES ? _mm512_loadu_si512(p) : _mm512_maskz_loadu_epi32(first(n), p);
}
static inline void vi_store(int32_t *p, vi v, int64_t n) {
  if (n >= LANES) _mm512_storeu_si512(p, v);
  else _mm512_mask_storeu_epi32(p, first(n), v);
}

static inline vf vf_set(float x) { return _mm512_set1_ps(x); }
static inline vf vf_add(vf a, vf b) { return _mm512_add_ps(a, b); }
static inline vf vf_sub(vf a, vf b) { return _mm512_sub_ps(a, b); }
static inline vf vf_mul(vf a, vf b) { return _mm512_mul_ps(a, b); }
static inline vf vf_div(vf a, vf b) { return _mm512_div_ps(a, b); }
static inline vf vf_fma(vf a, vf b, vf c) { return _mm512_fmadd_ps(a, b, c); }    // a b + c
static inline vf vf_fnma(vf a, vf b, vf c) { return _mm512_fnmadd_ps(a, b, c); }  // c - a b
static inline vf vf_abs(vf a) { return _mm512_abs_ps(a); }
// Of a NaN and another, both give the second operand.
static inline vf vf_min(vf a, vf b) { return _mm512_min_ps(a, b); }
static inline vf vf_max(vf a, vf b) { return _mm512_max_ps(a, b); }
static inline vf vf_round(vf a) {
  return _mm512_roundscale_ps(a, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
}
static inline vf vf_select_positive(vf test, vf yes, vf no) {
  return _mm512_mask_blend_ps(_mm512_cmp_ps_mask(test, _mm512_setzero_ps(), _CMP_GT_OQ), no, yes);
}
static inline vf vf_fraction(vf a) { return _mm512_reduce_ps(a, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC); }
// What vf_scale takes for an exponent: here anything finite.
static inline vf vf_exponent(vf a) { return a; }
// a 2^floor(n).
static inline vf vf_scale(vf a, vf n) { return _mm512_scalef_ps(a, n); }
static inline vf vf_keep(vf a, int64_t n, vf other) {
  return n >= LANES ? a : _mm512_mask_blend_ps(first(n < 0 ? 0 : n), other, a);
}

static inline vi vi_set(int32_t x) { return _mm512_set1_epi32(x); }
static inline vi vi_sub(vi a, vi b) { return _mm512_sub_epi32(a, b); }
static inline vi vi_mul(vi a, vi b) { return _mm512_mullo_epi32(a, b); }
static inline vi vi_add(vi a, vi b) { return _mm512_add_epi32(a, b); }
static inline vi vi_xor(vi a, vi b) { return _mm512_xor_si512(a, b); }
static inline vi vi_and(vi a, vi b) { return _mm512_and_si512(a, b); }
// The upper halves of unsigned numbers, and of products of unsigned numbers.
static inline vi vi_high_half(vi a) { return _mm512_srli_epi32(a, 16); }
static inline vi vi_mul_high(vi a, vi b) {
  __m512i even = _mm512_srli_epi64(_mm512_mul_epu32(a, b), 32);
  __m512i odd = _mm512_mul_epu32(_mm512_srli_epi64(a, 32), _mm512_srli_epi64(b, 32));
  return _mm512_mask_blend_epi32(0xaaaa, even, odd);
}
static inline vf vf_from_int(vi a) { return _mm512_cvtepi32_ps(a); }

static inline float vf_sum(vf a) { return _mm512_reduce_add_ps(a); }
static inline float vf_least(vf a) { return _mm512_reduce_min_ps(a); }
static inline float vf_greatest(vf a) { return _mm512_reduce_max_ps(a); }

static inline vf vf_load_bf16(const uint16_t *p, int64_t n) {
  __m256i half = n >= LANES ? _mm256_loadu_si256((const __m256i *)p) : _mm256_maskz_loadu_epi16(first(n), p);
  return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(half), 16));
}
// Rounds to nearest, ties to even; a NaN stays one. The native form takes numbers below 2^-126 for zero.
static inline void vf_store_bf16(uint16_t *p, vf v, int64_t n) {
#ifdef NATIVE_BF16
  __m256i half = (__m256i)_mm512_cvtneps_pbh(v);
#else
  __m512i bits = _mm512_castps_si512(v);
  __m512i odd = _mm512_and_si512(_mm512_srli_epi32(bits, 16), _mm512_set1_epi32(1));
  __m512i rounded = _mm512_add_epi32(_mm512_add_epi32(bits, _mm512_set1_epi32(0x7fff)), odd);
  __mmask16 unordered = _mm512_cmp_ps_mask(v, v, _CMP_UNORD_Q);
  rounded = _mm512_mask_or_epi32(rounded, unordered, bits, _mm512_set1_epi32(0x400000));
  __m256i half = _mm512_cvtepi32_epi16(_mm512_srli_epi32(rounded, 16));
#endif
  if (n >= LANES) _mm256_storeu_si256((__m256i *)p, half);
  else _mm256_mask_storeu_epi16(p, first(n), half);
}
static inline vf vf_load_i8(const int8_t *p, int64_t n) {
  __m128i bytes = n >= LANES ? _mm_loadu_si128((const __m128i *)p) : _mm_maskz_loadu_epi8(first(n), p);
  return _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(bytes));
}
// Rounds to nearest, ties to even, and clips to 0…255; a NaN gives 0.
static inline void vf_store_u8(uint8_t *p, vf v, int64_t n) {
  __m512i whole = _mm512_cvtps_epi32(_mm512_max_ps(v, _mm512_setzero_ps()));
  __m128i bytes = _mm512_cvtusepi32_epi8(whole);
  if (n >= LANES) _mm_storeu_si128((__m128i *)p, bytes);
  else _mm_mask_storeu_epi8(p, first(n), bytes);
}
// The same of four vectors.
static inline void vf_store_four_u8(uint8_t *p, const vf v[4]) {
  __m512i low = _mm512_packs_epi32(_mm512_cvtps_epi32(v[0]), _mm512_cvtps_epi32(v[1]));
  __m512i high = _mm512_packs_epi32(_mm512_cvtps_epi32(v[2]), _mm512_cvtps_epi32(v[3]));
  __m512i order = _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
  _mm512_storeu_si512(p, _mm512_permutexvar_epi32(order, _mm512_packus_epi16(low, high)));
}
// The same for -128...127.
static inline void vf_store_i8(int8_t *p, vf v, int64_t n) {
  __m512 clipped = _mm512_min_ps(_mm512_max_ps(v, _mm512_set1_ps(-128)), _mm512_set1_ps(127));
  __m128i bytes = _mm512_cvtsepi32_epi8(_mm512_cvtps_epi32(clipped));
  if (n >= LANES) _mm_storeu_si128((__m128i *)p, bytes);
  else _mm_mask_storeu_epi8(p, first(n), bytes);
}

// Writes the transpose of rows x columns elements of 32 bits, both at most LANES: column c goes to to[c * to_stride],
// LANES elements long, zeros after the rows there are. Strides: bytes between rows, elements between columns.
static inline void transpose(const char *from, int64_t from_stride, int64_t rows, int64_t columns, int32_t *to,
                             int64_t to_stride) {
  __m512i row[16], pair[16];
  __mmask16 wanted = first(columns);
  // Rows that do not exist are not even touched: a masked load of an absent page costs thousands of cycles.
#pragma clang loop unroll(full)
  for (int r = 0; r < 16; r++)
    row[r] = _mm512_maskz_loadu_epi32(r < rows ? wanted : 0, from + (r < rows ? r : 0) * from_stride);
  for (int i = 0; i < 16; i += 2) {
    pair[i] = _mm512_unpacklo_epi32(row[i], row[i + 1]);
    pair[i + 1] = _mm512_unpackhi_epi32(row[i], row[i + 1]);
  }
  // row[4 g + j], 128 bits at a time, is now column j of each group of four, of rows 4 g up to 4 g + 3.
  for (int i = 0; i < 16; i += 4) {
    row[i] = _mm512_unpacklo_epi64(pair[i], pair[i + 2]);
    row[i + 1] = _mm512_unpackhi_epi64(pair[i], pair[i + 2]);
    row[i + 2] = _mm512_unpacklo_epi64(pair[i + 1], pair[i + 3]);
    row[i + 3] = _mm512_unpackhi_epi64(pair[i + 1], pair[i + 3]);
  }
  for (int j = 0; j < 4; j++) {
    __m512i low = _mm512_shuffle_i32x4(row[j], row[j + 4], 0x88);
    __m512i high = _mm512_shuffle_i32x4(row[j + 8], row[j + 12], 0x88);
    pair[j] = _mm512_shuffle_i32x4(low, high, 0x88);
    pair[j + 8] = _mm512_shuffle_i32x4(low, high, 0xdd);
    low = _mm512_shuffle_i32x4(row[j], row[j + 4], 0xdd);
    high = _mm512_shuffle_i32x4(row[j + 8], row[j + 12], 0xdd);
    pair[j + 4] = _mm512_shuffle_i32x4(low, high, 0x88);
    pair[j + 12] = _mm512_shuffle_i32x4(low, high, 0xdd);
  }
#pragma clang loop unroll(full)
  for (int c = 0; c < 16; c++)
    if (c < columns) _mm512_storeu_si512(to + c * to_stride, pair[c]);
}

#ifdef NATIVE_BF16
// c + the products of the pairs of bf16 in each 32 bits of a and b.
static inline vf vf_dot_bf16(vf a, vf b, vf c) { return _mm512_dpbf16_ps(c, (__m512bh)a, (__m512bh)b); }

// Pairs of the first n elements of two rows, the even row's below; zeros in place of a null row and after n.
static inline void vi_store_pairs(int32_t *p, const uint16_t *even, const uint16_t *odd, int64_t n) {
  __mmask16 wanted = first(n);
  __m512i low = _mm512_cvtepu16_epi32(_mm256_maskz_loadu_epi16(wanted, even));
  __m512i high = _mm512_setzero_si512();
  if (odd) high = _mm512_cvtepu16_epi32(_mm256_maskz_loadu_epi16(wanted, odd));
  _mm512_storeu_si512(p, _mm512_or_si512(low, _mm512_slli_epi32(high, 16)));
}
#endif
