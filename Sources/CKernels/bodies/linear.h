// The end of a linear layer: bias and activation, then the form that the next product reads.

INLINED void linear_rows(const bool narrow, const bertrun_activation activation, int64_t rows, int64_t columns,
                         const bertrun_sums *sums, const bertrun_rows *out, float *row) {
  for (int64_t r = 0; r < rows; r++) {
    float *target = out->f32 ? out->f32 + r * columns : row;
    int64_t c = 0;
    for (; c + LANES <= columns; c += LANES)
      vf_store(target + c, activate(activation, finished(narrow, sums, r, columns, c, LANES)), LANES);
    if (c < columns) {
      vf x = activate(activation, finished(narrow, sums, r, columns, c, columns - c));
      vf_store(target + c, x, columns - c);
    }
    emit_row(columns, target, out, r);
  }
}

#define LINEAR_CASE(name)                                                                    \
  case bertrun_##name:                                                                       \
    if (sums->row_scale) linear_rows(true, bertrun_##name, rows, columns, sums, out, row);   \
    else linear_rows(false, bertrun_##name, rows, columns, sums, out, row);                  \
    break;

static void linear(int64_t rows, int64_t columns, const bertrun_sums *sums, bertrun_activation activation,
                   const bertrun_rows *out, float *row) {
  switch (activation) {
    LINEAR_CASE(linear)
    LINEAR_CASE(gelu)
    LINEAR_CASE(gelu_tanh)
    LINEAR_CASE(quick_gelu)
    LINEAR_CASE(gelu_10)
    LINEAR_CASE(relu)
    LINEAR_CASE(relu_squared)
    LINEAR_CASE(silu)
    LINEAR_CASE(mish)
    LINEAR_CASE(tanh)
    LINEAR_CASE(sigmoid)
    LINEAR_CASE(leaky_relu)
  }
}
