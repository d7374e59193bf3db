#include "tables.h"

#if defined(__x86_64__)
#include <float.h>
#include <immintrin.h>
#include <math.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "vectors/avx2.h"

#define BLOCK TILE_ROWS
#define WHOLE_BLOCKS 0
#define TABLE bertrun_avx2_kernels
#define NAME "avx2"
#define LARGEST_BYTE 127
#define PACKED_U8 1
#define ATTENTION_BF16 NULL
#include "bodies/bodies.h"
#pragma clang attribute pop
#endif
