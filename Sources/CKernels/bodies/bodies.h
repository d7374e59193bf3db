// Every body, in the order of their needs, over the vectors that the including file has brought in.
#include "exponential.h"
#include "activations.h"
#include "rows.h"
#include "linear.h"
#include "norm.h"
#include "embedding.h"
#include "product.h"
#include "weights.h"
#define BF16 0
#include "attention.h"
#include "attention_scratch.h"
#include "table.h"
