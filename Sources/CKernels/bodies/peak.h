// What an instruction set can do at most: its multiply and add on registers, in as many chains as hide its latency.

#define CHAINS 12

static double peak_f32(int64_t repeats) {
  // Of known numbers the compiler would multiply some itself.
  volatile float known = 0.999f;
  vf sums[CHAINS], factor = vf_set(known), addend = vf_set(0.001f);
  for (int i = 0; i < CHAINS; i++) sums[i] = vf_set((float)i);
  for (int64_t n = 0; n < repeats; n++)
    for (int i = 0; i < CHAINS; i++) sums[i] = vf_fma(sums[i], factor, addend);
  float total = 0;
  for (int i = 0; i < CHAINS; i++) total += vf_sum(sums[i]);
  volatile float used = total;
  (void)used;
  return 2.0 * CHAINS * LANES * (double)repeats;
}

#if PACKED_U8
static double peak_u8(int64_t repeats) {
  vi sums[CHAINS], row = vi_set(0x01020304), weights = vi_set(0x04030201);
  for (int i = 0; i < CHAINS; i++) sums[i] = vi_set(i);
  for (int64_t n = 0; n < repeats; n++) {
    for (int i = 0; i < CHAINS; i++) {
      // Else every product but the first is known.
      HIDE(row);
      sums[i] = vi_dot_bytes(row, weights, sums[i]);
    }
  }
  for (int i = 0; i < CHAINS; i++) HIDE(sums[i]);
  return 8.0 * CHAINS * LANES * (double)repeats;
}
#endif
