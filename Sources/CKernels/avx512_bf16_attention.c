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
#define BF16 1
#include "bodies/units.h"
#include "bodies/exponential.h"
#include "bodies/attention.h"

void bertrun_avx512_attention_bf16(const bertrun_attention *attention, const bertrun_sequence *sequence,
                                   void *scratch) {
  attend(attention, sequence, scratch);
}
#pragma clang attribute pop
#endif
