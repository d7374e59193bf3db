// The end of a linear layer: bias and activation, then the form that the next product reads. One form alone, the usual
// case, is written in the pass that computes it.

typedef enum { any_forms, only_bf16, only_u8 } linear_form;

INLINED void linear_step(const bool quantized, const bertrun_activation activation, const linear_form form,
                         const sums_row sums, uint16_t *bf16, float *row, span *all, int64_t c, const int64_t n) {
  const rounding next = form == only_u8 ? to_8_bits : form == only_bf16 ? to_16_bits : to_nothing;
  vf x = activate(activation, next, finished(quantized, sums, c, n));
  if (form == only_bf16) {
    vf_store_bf16(bf16 + c, x, n);
    return;
  }
  vf_store(row + c, x, n);
  if (form == only_u8) widen(all, n == LANES ? x : vf_keep(x, n, vf_set(0)));
}

INLINED void linear_rows(const bool quantized, const bertrun_activation activation, const linear_form form,
                         int64_t rows, int64_t columns, const bertrun_sums *sums, const bertrun_rows *out,
                         float *row) {
  for (int64_t r = 0; r < rows; r++) {
    const sums_row of_row = row_of(quantized, sums, r, columns);
    float *target = out->f32 ? out->f32 + r * columns : row;
    uint16_t *bf16 = form == only_bf16 ? out->bf16 + r * columns : NULL;
    span all = span_of_nothing();
    int64_t c = 0;
    for (; c + LANES <= columns; c += LANES)
      linear_step(quantized, activation, form, of_row, bf16, target, &all, c, LANES);
    if (c < columns) linear_step(quantized, activation, form, of_row, bf16, target, &all, c, columns - c);
    if (form == only_u8) quantize_row(columns, row, &all, out, r);
    if (form == any_forms) emit_row(columns, target, out, r);
  }
}

INLINED void linear_forms(const bool quantized, const bertrun_activation activation, int64_t rows, int64_t columns,
                          const bertrun_sums *sums, const bertrun_rows *out, float *row) {
  if (out->f32 || (out->bf16 && out->u8)) linear_rows(quantized, activation, any_forms, rows, columns, sums, out, row);
  else if (out->bf16) linear_rows(quantized, activation, only_bf16, rows, columns, sums, out, row);
  else linear_rows(quantized, activation, only_u8, rows, columns, sums, out, row);
}

#define LINEAR_CASE(name)                                                                    \
  case bertrun_##name:                                                                       \
    if (sums->row_scale) linear_forms(true, bertrun_##name, rows, columns, sums, out, row);  \
    else linear_forms(false, bertrun_##name, rows, columns, sums, out, row);                 \
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
