// Plain matrix products, y = x w^T, for a processor or a library whose fast ones cannot be trusted. Each element is one
// dot product, summed lane by lane and then across, whatever is around it.

static void product_f32(int64_t rows, int64_t inputs, int64_t outputs, const float *x, const float *w, float *y) {
  for (int64_t r = 0; r < rows; r++) {
    const float *a = x + r * inputs;
    for (int64_t o = 0; o < outputs; o++) {
      const float *b = w + o * inputs;
      vf sum = vf_set(0);
      for (int64_t i = 0; i < inputs; i += LANES)
        sum = vf_fma(vf_load(a + i, inputs - i), vf_load(b + i, inputs - i), sum);
      y[r * outputs + o] = vf_sum(sum);
    }
  }
}

static void product_bf16(int64_t rows, int64_t inputs, int64_t outputs, const uint16_t *x, const uint16_t *w,
                         float *y) {
  for (int64_t r = 0; r < rows; r++) {
    const uint16_t *a = x + r * inputs;
    for (int64_t o = 0; o < outputs; o++) {
      const uint16_t *b = w + o * inputs;
      vf sum = vf_set(0);
      for (int64_t i = 0; i < inputs; i += LANES)
        sum = vf_fma(vf_load_bf16(a + i, inputs - i), vf_load_bf16(b + i, inputs - i), sum);
      y[r * outputs + o] = vf_sum(sum);
    }
  }
}

static void product_u8(int64_t rows, int64_t inputs, int64_t outputs, const uint8_t *x, const int8_t *w, int32_t *y) {
  for (int64_t r = 0; r < rows; r++) {
    for (int64_t o = 0; o < outputs; o++) {
      const uint8_t *a = x + r * inputs;
      const int8_t *b = w + o * inputs;
      int32_t sum = 0;
      for (int64_t i = 0; i < inputs; i++) sum += (int32_t)a[i] * b[i];
      y[r * outputs + o] = sum;
    }
  }
}
