// What AVX-512 BF16 adds: dot products of pairs.

// c + the products of the pairs of bf16 in each 32 bits of a and b.
static inline vf vf_dot_bf16(vf a, vf b, vf c) { return _mm512_dpbf16_ps(c, (__m512bh)a, (__m512bh)b); }

// Sixteen numbers in [0, 1], rounded.
static inline void vf_store_weights(uint16_t *p, vf v) {
  _mm256_storeu_si256((__m256i *)p, (__m256i)_mm512_cvtneps_pbh(v));
}

// Pairs of the first n elements of two rows, the even row's below; zeros in place of a null row and after n.
static inline void vi_store_pairs(int32_t *p, const uint16_t *even, const uint16_t *odd, int64_t n) {
  __mmask16 wanted = first(n);
  __m512i low = _mm512_cvtepu16_epi32(_mm256_maskz_loadu_epi16(wanted, even));
  __m512i high = _mm512_setzero_si512();
  if (odd) high = _mm512_cvtepu16_epi32(_mm256_maskz_loadu_epi16(wanted, odd));
  _mm512_storeu_si512(p, _mm512_or_si512(low, _mm512_slli_epi32(high, 16)));
}
