// The loops around the matrix products, and attention: one body each, compiled for several instruction sets.
//
// Rows lie one after another without gaps unless a stride says otherwise. No pointer needs alignment. A row's result
// depends on that row alone, never on its neighbours or their number, bit for bit within one instruction set.
//
// Not-a-number: a row that holds one (or an infinity) gives not-a-numbers, and no other row does.
#ifndef BERTRUN_CKERNELS_H
#define BERTRUN_CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  bertrun_isa_plain = 0,
  bertrun_isa_avx2 = 1,    // AVX2 and FMA
  bertrun_isa_avx512 = 2,  // AVX-512 F, BW, CD, DQ and VL
} bertrun_isa;

// Numbers are those of Compute's `Activation`.
typedef enum {
  bertrun_linear = 0,
  bertrun_gelu = 1,
  bertrun_gelu_tanh = 2,
  bertrun_quick_gelu = 3,
  bertrun_gelu_10 = 4,
  bertrun_relu = 5,
  bertrun_relu_squared = 6,
  bertrun_silu = 7,
  bertrun_mish = 8,
  bertrun_tanh = 9,
  bertrun_sigmoid = 10,
  bertrun_leaky_relu = 11,
} bertrun_activation;

// What a product left, and what turns it into x w^T + bias. With 8 bits, row r of x is
// row_scale[r] * (u8 - row_zero[r]), and the 32-bit sums are those of the bytes as they are.
typedef struct {
  const void *values;           // [rows x columns] float, or int32_t where row_scale is not null
  const float *bias;            // [columns], or null
  const float *row_scale;       // [rows], or null
  const int32_t *row_zero;      // [rows]
  const float *column_scale;    // [columns]: the scale of each output's weights
  const int32_t *column_sum;    // [columns]: the sum of each output's 8-bit weights
} bertrun_sums;

// Where finished rows go. Each part may be null; u8, scale and zero go together, in the form that bertrun_sums reads.
typedef struct {
  float *f32;       // [rows x columns]
  uint16_t *bf16;   // [rows x columns]
  uint8_t *u8;      // [rows x columns]
  float *scale;     // [rows]
  int32_t *zero;    // [rows], in 0...255
} bertrun_rows;

typedef struct {
  const float *weight;  // [columns]
  const float *bias;    // [columns]
  float epsilon;
} bertrun_norm;

// A table of vectors: exactly one of the three forms.
typedef struct {
  const float *f32;      // [count x width]
  const uint16_t *bf16;  // [count x width]
  const int8_t *i8;      // [count x width], times scale[row]
  const float *scale;    // [count]
} bertrun_table;

typedef struct {
  int64_t heads;
  int64_t width;      // of a head
  float scale;        // of the scores
  const float *bias;  // [heads x (2 reach + 1)], entry reach + key - query, times log2(e); or null
  int64_t reach;      // larger than any distance
} bertrun_attention;

// A factor of a product of matrices, row by row without gaps, as it is multiplied or transposed.
typedef struct {
  const float *values;
  bool transposed;
} bertrun_factor;

// Queries, keys and values of one sequence, a head beside a head, in floats or bf16.
typedef struct {
  const void *queries, *keys, *values;
  int64_t query_stride, key_stride;  // in elements; values share the keys' stride
  int64_t query_count, key_count;
  const int32_t *places;             // [query_count]: the place of each query among the keys; null: its number
  float *out;                        // [query_count x heads * width]
} bertrun_sequence;

// Where the gradients of attention lie, each like what it is the gradient of.
typedef struct {
  const float *out;                 // of what attention gave
  float *queries, *keys, *values;   // all elements are written
  float *bias;                      // is added to, a unit being that of the scores, not of powers of two; or null
} bertrun_attention_gradient;

// Dropout at one site of the model, of one example in one step: what its random numbers are keyed by.
typedef struct {
  uint32_t key[2];
  uint32_t site, example, step;
  uint32_t threshold;  // numbers of 16 bits below it are dropped
  float factor;        // of what is kept
} bertrun_dropout;

typedef struct {
  const char *name;

  // The largest byte of a row in 8 bits: 255, or 127 where pairs of products are summed in 16 bits.
  int32_t largest_byte;

  // y[rows x outputs] = x[rows x inputs] w^T, w [outputs x inputs]: what a product falls back on.
  void (*product_f32)(int64_t rows, int64_t inputs, int64_t outputs, const float *x, const float *w, float *y);
  void (*product_bf16)(int64_t rows, int64_t inputs, int64_t outputs, const uint16_t *x, const uint16_t *w, float *y);
  void (*product_u8)(int64_t rows, int64_t inputs, int64_t outputs, const uint8_t *x, const int8_t *w, int32_t *y);

  // y = activation(x w^T + bias) over packed weights; `bias` may be null.
  size_t (*packed_size_f32)(int64_t inputs, int64_t outputs);
  void (*pack_f32)(int64_t inputs, int64_t outputs, const float *w, float *packed);
  void (*packed_linear_f32)(int64_t rows, int64_t inputs, int64_t outputs, const float *x, const float *packed,
                            const float *bias, bertrun_activation activation, float *y);
  // y = x w^T over packed weights, with x in 0...128: exact sums. Null in AVX-512.
  size_t (*packed_size_u8)(int64_t inputs, int64_t outputs);
  void (*pack_u8)(int64_t inputs, int64_t outputs, const int8_t *w, int8_t *packed);
  void (*packed_product_u8)(int64_t rows, int64_t inputs, int64_t outputs, const uint8_t *x, const int8_t *packed,
                            int32_t *y);

  // c[rows x columns] = a[rows x steps] b[steps x columns] + bias, or c += a b; of matrices that change from call to call.
  // `bias` may be null, and is not read where c is added to. `workspace` has at least the bytes that matrix_workspace says.
  size_t (*matrix_workspace)(int64_t columns);
  void (*matrix_product)(int64_t rows, int64_t steps, int64_t columns, const bertrun_factor *a,
                         const bertrun_factor *b, const float *bias, bool adds, float *c, void *workspace);

  // Multiply and add in registers alone, `repeats` times; return the number of operations, to be divided by the time.
  double (*peak_f32)(int64_t repeats);
  double (*peak_u8)(int64_t repeats);  // null in AVX-512

  // q and scale with w = scale[output] * q nearly, and the sum of each output's q.
  void (*quantize_weights)(int64_t outputs, int64_t inputs, const float *w, int8_t *q, float *scale);
  void (*sum_weights)(int64_t outputs, int64_t inputs, const int8_t *q, int32_t *sum);

  // out = activation(sums). `row` is scratch for [columns] floats here and below.
  void (*linear)(int64_t rows, int64_t columns, const bertrun_sums *sums, bertrun_activation activation,
                 const bertrun_rows *out, float *row);
  // out = norm(residual + sums). out->f32 may be the residual.
  void (*add_norm)(int64_t rows, int64_t columns, const bertrun_sums *sums, const float *residual,
                   const bertrun_norm *norm, const bertrun_rows *out, float *row);
  // out = norm(words[ids] + types[type_ids] + positions[places]). Tables of types and positions may be null.
  void (*embed)(int64_t rows, int64_t width, const bertrun_table *words, const int32_t *ids, const float *types,
                const int32_t *type_ids, const float *positions, const int32_t *places, const bertrun_norm *norm,
                const bertrun_rows *out, float *row);
  // out = x in the other forms.
  void (*narrow)(int64_t rows, int64_t columns, const float *x, const bertrun_rows *out);

  // For training, where d is the gradient of the loss by what has its place.
  //
  // y = activation(x) and its slope there; any of the three may be one memory.
  void (*activate_with_slope)(bertrun_activation activation, int64_t count, const float *x, float *y, float *slope);
  // d = d slope, element by element.
  void (*scale_by)(int64_t count, const float *slope, float *d);
  // y = x, with elements dropped. `places` are the rows' places in their sequence; null: their numbers. y may be x.
  void (*drop)(int64_t rows, int64_t columns, const int32_t *places, const bertrun_dropout *dropout, const float *x,
               float *y);
  // y = norm(x + residual), the normed rows before weight and bias, and a row's inverse deviation. `residual` may be null;
  // y may be x or the residual.
  void (*norm_forward)(int64_t rows, int64_t columns, const float *x, const float *residual, const bertrun_norm *norm,
                       float *normed, float *inverse, float *y);
  // From the gradient of y to that of x + residual, in place; adds to the gradients of weight and bias, unless they are null.
  void (*norm_backward)(int64_t rows, int64_t columns, const float *normed, const float *inverse, const float *weight,
                        float *d, float *weight_gradient, float *bias_gradient);
  // out = words[ids] + types[type_ids] + positions[places]. Tables of types and positions may be null.
  void (*sum_tables)(int64_t rows, int64_t width, const float *words, const int32_t *ids, const float *types,
                     const int32_t *type_ids, const float *positions, const int32_t *places, float *out);
  // table[places] += x, row by row.
  void (*add_to_rows)(int64_t rows, int64_t width, const float *x, const int32_t *places, float *table);
  // sums += the rows of x.
  void (*add_rows)(int64_t rows, int64_t columns, const float *x, float *sums);

  // Bytes of scratch that attention in training needs for this many keys.
  size_t (*attention_gradient_scratch)(const bertrun_attention *attention, int64_t keys);
  // As attention_f32; `statistics` [queries x heads x 2] is what backward needs. `dropout` of the weights may be null; head h
  // has the site's number plus h.
  void (*attention_forward)(const bertrun_attention *attention, const bertrun_sequence *sequence,
                            const bertrun_dropout *dropout, float *statistics, void *scratch);
  // The gradients of queries, keys, values and bias. sequence->out is read.
  void (*attention_backward)(const bertrun_attention *attention, const bertrun_sequence *sequence,
                             const bertrun_dropout *dropout, const float *statistics,
                             const bertrun_attention_gradient *gradient, void *scratch);

  // Bytes of scratch that attention needs for this many keys.
  size_t (*attention_scratch)(const bertrun_attention *attention, int64_t keys);
  void (*attention_f32)(const bertrun_attention *attention, const bertrun_sequence *sequence, void *scratch);
  // Null where the instruction set has no bf16 dot products.
  void (*attention_bf16)(const bertrun_attention *attention, const bertrun_sequence *sequence, void *scratch);
} bertrun_kernels;

/// Whether this processor, and the system, has the instruction set.
bool bertrun_has_isa(bertrun_isa isa);
/// Whether this processor has AVX-512's dot products of bf16, and of bytes.
bool bertrun_has_bf16_dot(void);
bool bertrun_has_byte_dot(void);

/// The kernels of an instruction set that the processor has.
const bertrun_kernels *bertrun_kernels_of(bertrun_isa isa);

#endif
