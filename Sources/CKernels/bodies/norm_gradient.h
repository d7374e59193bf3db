// Layer norm for training: forward keeps the normed row and the inverse of its deviation, of which backward is made.

static void norm_forward(int64_t rows, int64_t columns, const float *x, const float *residual, const bertrun_norm *norm,
                         float *normed, float *inverse, float *y) {
  const float *weight = norm->weight, *bias = norm->bias;
  for (int64_t r = 0; r < rows; r++, x += columns, normed += columns, y += columns) {
    vf total = vf_set(0);
    for (int64_t c = 0; c < columns; c += LANES) {
      vf v = vf_load(x + c, columns - c);
      if (residual) v = vf_add(v, vf_load(residual + c, columns - c));
      vf_store(normed + c, v, columns - c);
      total = vf_add(total, v);
    }
    if (residual) residual += columns;
    float mean = vf_sum(total) / (float)columns;
    inverse[r] = 1 / sqrtf(squared_distance(columns, normed, mean) / (float)columns + norm->epsilon);
    vf center = vf_set(mean), factor = vf_set(inverse[r]);
    for (int64_t c = 0; c < columns; c += LANES) {
      vf v = vf_mul(vf_sub(vf_load(normed + c, columns - c), center), factor);
      vf_store(normed + c, v, columns - c);
      vf_store(y + c, vf_fma(v, vf_load(weight + c, columns - c), vf_load(bias + c, columns - c)), columns - c);
    }
  }
}

// With n the normed row and g = d weight: d = inverse (g - mean(g) - n mean(g n)).
static void norm_backward(int64_t rows, int64_t columns, const float *normed, const float *inverse, const float *weight,
                          float *d, float *weight_gradient, float *bias_gradient) {
  for (int64_t r = 0; r < rows; r++, normed += columns, d += columns) {
    vf sum = vf_set(0), product = vf_set(0);
    for (int64_t c = 0; c < columns; c += LANES) {
      int64_t n = columns - c;
      vf one = vf_load(d + c, n), row = vf_load(normed + c, n), g = vf_mul(one, vf_load(weight + c, n));
      sum = vf_add(sum, g);
      product = vf_fma(g, row, product);
      if (weight_gradient) {
        vf_store(weight_gradient + c, vf_fma(one, row, vf_load(weight_gradient + c, n)), n);
        vf_store(bias_gradient + c, vf_add(one, vf_load(bias_gradient + c, n)), n);
      }
    }
    vf mean = vf_set(vf_sum(sum) / (float)columns), share = vf_set(vf_sum(product) / (float)columns);
    vf factor = vf_set(inverse[r]);
    for (int64_t c = 0; c < columns; c += LANES) {
      int64_t n = columns - c;
      vf g = vf_sub(vf_mul(vf_load(d + c, n), vf_load(weight + c, n)), mean);
      vf_store(d + c, vf_mul(factor, vf_fnma(vf_load(normed + c, n), share, g)), n);
    }
  }
}
