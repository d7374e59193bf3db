#include "tables.h"

#if defined(__x86_64__)
#include <float.h>
#include <immintrin.h>
#include <math.h>
#include <string.h>

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512bw,avx512cd,avx512dq,avx512vl,avx512bf16,avx2,fma,bmi2"))), \
    apply_to = function)
#define NATIVE_BF16
#include "vectors/avx512.h"

#define BLOCK 8
#define WHOLE_BLOCKS 1
#define TABLE bertrun_avx512_bf16_kernels
#define NAME "avx512_bf16"
#define LARGEST_BYTE 255
#define PACKED_U8 0
#define ATTENTION_BF16 bertrun_avx512_attention_bf16
#include "bodies/bodies.h"
#pragma clang attribute pop
#endif
