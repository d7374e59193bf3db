#include "tables.h"

#if defined(__x86_64__)
// The compiler's runtime asks cpuid, and xgetbv for what the system saves.
bool bertrun_has_isa(bertrun_isa isa) {
  __builtin_cpu_init();
  bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
  switch (isa) {
    case bertrun_isa_plain: return true;
    case bertrun_isa_avx2: return avx2;
    case bertrun_isa_avx512:
      return avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
             __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
             __builtin_cpu_supports("avx512vl");
  }
  return false;
}

bool bertrun_has_bf16_dot(void) {
  return bertrun_has_isa(bertrun_isa_avx512) && __builtin_cpu_supports("avx512bf16");
}

bool bertrun_has_byte_dot(void) {
  return bertrun_has_isa(bertrun_isa_avx512) && __builtin_cpu_supports("avx512vnni");
}

const bertrun_kernels *bertrun_kernels_of(bertrun_isa isa) {
  switch (isa) {
    case bertrun_isa_plain: return &bertrun_plain_kernels;
    case bertrun_isa_avx2: return &bertrun_avx2_kernels;
    case bertrun_isa_avx512: return bertrun_has_bf16_dot() ? &bertrun_avx512_bf16_kernels : &bertrun_avx512_kernels;
  }
  return &bertrun_plain_kernels;
}
#else
bool bertrun_has_isa(bertrun_isa isa) { return isa == bertrun_isa_plain; }
bool bertrun_has_bf16_dot(void) { return false; }
bool bertrun_has_byte_dot(void) { return false; }
const bertrun_kernels *bertrun_kernels_of(bertrun_isa isa) { return &bertrun_plain_kernels; }
#endif
