// One lane at a time, in C alone: the reference that the other instruction sets are held to, and what runs on a
// processor that has none of them.
#include <math.h>
#include <stdint.h>
#include <string.h>

#define LANES 1
// Keeps the compiler from knowing what a whole number is.
#define HIDE(v) __asm__ volatile("" : "+r"(v))

typedef float vf;
typedef int32_t vi;

// Loads and stores of the first n lanes; lanes beyond are zero.
static inline vf vf_load(const float *p, int64_t n) { return n > 0 ? *p : 0; }
static inline void vf_store(float *p, vf v, int64_t n) {
  if (n > 0) *p = v;
}
static inline vi vi_load(const int32_t *p, int64_t n) { return n > 0 ? *p : 0; }
static inline void vi_store(int32_t *p, vi v, int64_t n) {
  if (n > 0) *p = v;
}

static inline vf vf_set(float x) { return x; }
static inline vf vf_add(vf a, vf b) { return a + b; }
static inline vf vf_sub(vf a, vf b) { return a - b; }
static inline vf vf_mul(vf a, vf b) { return a * b; }
static inline vf vf_div(vf a, vf b) { return a / b; }
static inline vf vf_fma(vf a, vf b, vf c) { return a * b + c; }   // a b + c
static inline vf vf_fnma(vf a, vf b, vf c) { return c - a * b; }  // c - a b
static inline vf vf_abs(vf a) { return fabsf(a); }
// Of a NaN and another, both give the second operand.
static inline vf vf_min(vf a, vf b) { return a < b ? a : b; }
static inline vf vf_max(vf a, vf b) { return a > b ? a : b; }
static inline vf vf_round(vf a) { return nearbyintf(a); }
static inline vf vf_select_positive(vf test, vf yes, vf no) { return test > 0 ? yes : no; }
static inline vf vf_fraction(vf a) { return a - floorf(a); }
// What vf_scale takes for an exponent: here at least -126.
static inline vf vf_exponent(vf a) { return vf_max(-126, a); }
// a 2^floor(n).
static inline vf vf_scale(vf a, vf n) {
  int32_t power_of_two = n > -126 ? (int32_t)floorf(n) : -126;
  uint32_t bits = (uint32_t)(power_of_two + 127) << 23;
  float power;
  memcpy(&power, &bits, 4);
  return a * power;
}
static inline vf vf_keep(vf a, int64_t n, vf other) { return n > 0 ? a : other; }

static inline vi vi_set(int32_t x) { return x; }
static inline vi vi_sub(vi a, vi b) { return (vi)((uint32_t)a - (uint32_t)b); }
static inline vi vi_mul(vi a, vi b) { return (vi)((uint32_t)a * (uint32_t)b); }
// c + the products of the four bytes of u (unsigned) and s (signed).
static inline vi vi_dot_bytes(vi u, vi s, vi c) {
  for (int i = 0; i < 32; i += 8) c += (int32_t)(uint8_t)(u >> i) * (int8_t)(s >> i);
  return c;
}
static inline vi vi_add(vi a, vi b) { return (vi)((uint32_t)a + (uint32_t)b); }
static inline vi vi_xor(vi a, vi b) { return a ^ b; }
static inline vi vi_and(vi a, vi b) { return a & b; }
// The upper halves of unsigned numbers, and of products of unsigned numbers.
static inline vi vi_high_half(vi a) { return (vi)((uint32_t)a >> 16); }
static inline vi vi_mul_high(vi a, vi b) { return (vi)((uint64_t)(uint32_t)a * (uint32_t)b >> 32); }
static inline vf vf_from_int(vi a) { return (float)a; }

static inline float vf_sum(vf a) { return a; }
static inline float vf_least(vf a) { return a; }
static inline float vf_greatest(vf a) { return a; }

static inline vf vf_load_bf16(const uint16_t *p, int64_t n) {
  uint32_t bits = n > 0 ? (uint32_t)*p << 16 : 0;
  float x;
  memcpy(&x, &bits, 4);
  return x;
}
// Rounds to nearest, ties to even; a NaN stays one.
static inline void vf_store_bf16(uint16_t *p, vf v, int64_t n) {
  uint32_t bits;
  memcpy(&bits, &v, 4);
  uint32_t rounded = (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
  if (n > 0) *p = (uint16_t)(v == v ? rounded : (bits >> 16 | 0x40));
}
static inline vf vf_load_i8(const int8_t *p, int64_t n) { return n > 0 ? (float)*p : 0; }
// Rounds to nearest, ties to even, and clips to 0…255; a NaN gives 0.
static inline void vf_store_u8(uint8_t *p, vf v, int64_t n) {
  float clipped = v > 0 ? (v < 255 ? v : 255) : 0;
  if (n > 0) *p = (uint8_t)nearbyintf(clipped);
}
// The same of four vectors.
static inline void vf_store_four_u8(uint8_t *p, const vf v[4]) {
  for (int i = 0; i < 4; i++) vf_store_u8(p + i * LANES, v[i], LANES);
}
// The same for -128...127.
static inline void vf_store_i8(int8_t *p, vf v, int64_t n) {
  float clipped = v > -128 ? (v < 127 ? v : 127) : -128;
  if (n > 0) *p = (int8_t)nearbyintf(clipped);
}

// Writes the transpose of rows x columns elements of 32 bits, both at most LANES: column c goes to to[c * to_stride],
// LANES elements long, zeros after the rows there are.
static inline void transpose(const char *from, int64_t from_stride, int64_t rows, int64_t columns, int32_t *to,
                             int64_t to_stride) {
  (void)from_stride, (void)columns, (void)to_stride;
  if (rows > 0) memcpy(to, from, 4);
  else memset(to, 0, 4);
}
