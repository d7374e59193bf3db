#include "tables.h"

#if defined(__x86_64__)
#include <float.h>
#include <immintrin.h>
#include <math.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512cd,avx512dq,avx512vl,avx2,fma,bmi2"))), \
                             apply_to = function)
#include "vectors/avx512.h"

#define BLOCK 8  // with two vectors a query, half of the thirty-two registers
#define WHOLE_BLOCKS 1
#define TABLE bertrun_avx512_kernels
#define NAME "avx512"
#define LARGEST_BYTE 255
#define PACKED_U8 0
#define ATTENTION_BF16 NULL
#include "bodies/bodies.h"
#pragma clang attribute pop
#endif
