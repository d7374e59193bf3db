#include "CKernels.h"

// A body whose arguments marked const choose code, once for each value.
#define INLINED static inline __attribute__((always_inline))

extern const bertrun_kernels bertrun_plain_kernels;
#if defined(__x86_64__)
extern const bertrun_kernels bertrun_avx2_kernels;
extern const bertrun_kernels bertrun_avx512_kernels;
extern const bertrun_kernels bertrun_avx512_bf16_kernels;
void bertrun_avx512_attention_bf16(const bertrun_attention *attention, const bertrun_sequence *sequence,
                                   void *scratch);
#endif
