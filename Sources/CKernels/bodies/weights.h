// Weights in 8 bits: for each output the scale that takes its largest weight to 127, so that
// w = scale * q with q in [-127, 127].

static void quantize_weights(int64_t outputs, int64_t inputs, const float *w, int8_t *q, float *scale) {
  for (int64_t o = 0; o < outputs; o++, w += inputs, q += inputs) {
    vf greatest = vf_set(0);
    for (int64_t i = 0; i < inputs; i += LANES) greatest = vf_max(vf_abs(vf_load(w + i, inputs - i)), greatest);
    float most = vf_greatest(greatest);
    float inverse = most > 0 ? 127 / most : 0;
    if (!(inverse <= FLT_MAX)) inverse = 0;
    scale[o] = inverse > 0 ? most / 127 : 0;
    for (int64_t i = 0; i < inputs; i += LANES)
      vf_store_i8(q + i, vf_mul(vf_load(w + i, inputs - i), vf_set(inverse)), inputs - i);
  }
}

static void sum_weights(int64_t outputs, int64_t inputs, const int8_t *q, int32_t *sum) {
  for (int64_t o = 0; o < outputs; o++) {
    int32_t total = 0;
    for (int64_t i = 0; i < inputs; i++) total += q[o * inputs + i];
    sum[o] = total;
  }
}
