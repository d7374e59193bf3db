// Every body, in the order of their needs, over the vectors that the including file has brought in.
#include "units.h"
#include "exponential.h"
#include "activations.h"
#include "rows.h"
#include "linear.h"
#include "norm.h"
#include "embedding.h"
#include "product.h"
#include "packed_f32.h"
#include "matrix_product.h"
#if PACKED_U8
#include "packed_u8.h"
#endif
#include "peak.h"
#include "weights.h"
#define BF16 0
#include "attention.h"
#include "attention_scratch.h"
#include "table.h"
