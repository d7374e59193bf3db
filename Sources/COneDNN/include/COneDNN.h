// Matrix products by oneDNN, 2.x or 3.x, as the few calls that bertrun needs.
//
// A product has fixed sizes: y[rows x outputs] = x[rows x inputs] * w^T, with w [outputs x inputs]. It is created once,
// immutable, and shared by threads. Its weights are packed once into the layout that oneDNN asks for. What a thread
// needs to run products (a stream, scratch memory, memory handles) is a lane; a lane belongs to one thread at a time.
//
//                     x      w      y
//     f32             float  float  float
//     bf16            bf16   bf16   float
//     int8            u8     s8     s32
#ifndef BERTRUN_CONEDNN_H
#define BERTRUN_CONEDNN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  bertrun_product_f32 = 0,
  bertrun_product_bf16 = 1,
  bertrun_product_int8 = 2,
} bertrun_product_kind;

typedef struct bertrun_product bertrun_product;
typedef struct bertrun_weights bertrun_weights;
typedef struct bertrun_lane bertrun_lane;

/// 0 is success; other values are oneDNN's own status codes.
typedef int bertrun_status;

/// Words for a status, never null.
const char *bertrun_status_text(bertrun_status status);

/// Version of the library that is loaded, as "2.6.3".
const char *bertrun_onednn_version(void);

/// Creates the product of these sizes. Fails with `unimplemented` where the CPU lacks the kind.
bertrun_status bertrun_product_create(int64_t rows, int64_t inputs, int64_t outputs, bertrun_product_kind kind,
                                      bertrun_product **product);
void bertrun_product_destroy(bertrun_product *product);

/// Bytes of one matrix of packed weights.
size_t bertrun_product_packed_size(const bertrun_product *product);

/// Whether weights packed for one product serve the other, which differs in rows.
bool bertrun_product_shares_packing(const bertrun_product *one, const bertrun_product *other);

/// Packs `w` ([outputs x inputs], row by row, of the kind's type) into `packed`, 64-byte aligned memory of the packed
/// size that the caller keeps until the weights are destroyed.
bertrun_status bertrun_weights_pack(const bertrun_product *product, const void *w, void *packed,
                                    bertrun_weights **weights);
void bertrun_weights_destroy(bertrun_weights *weights);

/// Creates a lane. Call on the thread that will use it: products run on that thread alone.
bertrun_status bertrun_lane_create(bertrun_lane **lane);
void bertrun_lane_destroy(bertrun_lane *lane);

/// y = x * w^T. `x` and `y` are row by row without gaps. Allocates only on a lane's first run of a product.
bertrun_status bertrun_product_run(const bertrun_product *product, bertrun_lane *lane, const void *x,
                                   const bertrun_weights *weights, void *y);

#endif
