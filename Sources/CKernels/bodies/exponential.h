// Exponentials. Coefficients are least-maximum fits found by iterated weighted least squares; the errors given are
// those of the 32-bit evaluation.

// 2^x for x in [-0.5, 0.5], relative error below 1e-7.
static inline vf exp2_near_zero(vf x) {
  vf y = vf_set(1.53458075e-4f);
  y = vf_fma(y, x, vf_set(1.33999312e-3f));
  y = vf_fma(y, x, vf_set(9.61848897e-3f));
  y = vf_fma(y, x, vf_set(5.55032878e-2f));
  y = vf_fma(y, x, vf_set(2.40226469e-1f));
  y = vf_fma(y, x, vf_set(6.93147206e-1f));
  return vf_fma(y, x, vf_set(1.0f));
}

// The same to 3e-6, for results that are rounded to bf16.
static inline vf exp2_near_zero_coarse(vf x) {
  vf y = vf_set(9.57009667e-3f);
  y = vf_fma(y, x, vf_set(5.59178599e-2f));
  y = vf_fma(y, x, vf_set(2.4024745e-1f));
  y = vf_fma(y, x, vf_set(6.93121815e-1f));
  return vf_fma(y, x, vf_set(9.99999261e-1f));
}

// 2^x for x in [-126, 127.49].
static inline vf exp2_exact(vf x) {
  vf whole = vf_round(x);
  return vf_scale(exp2_near_zero(vf_sub(x, whole)), whole);
}

static inline vf exp2_coarse(vf x) {
  vf whole = vf_round(x);
  return vf_scale(exp2_near_zero_coarse(vf_sub(x, whole)), whole);
}

// e^x, clipped to [2^-126, 2^127]. What lies between whole powers of two is found with ln(2) in two parts, so that a
// large argument costs no digits.
static inline vf exponential(vf x) {
  x = vf_max(vf_set(-87.33f), vf_min(vf_set(88.02f), x));
  vf whole = vf_round(vf_mul(x, vf_set(1.44269504f)));
  vf part = vf_fnma(whole, vf_set(0.693145752f), x);
  part = vf_fnma(whole, vf_set(1.42860677e-6f), part);
  return vf_scale(exp2_near_zero(vf_mul(part, vf_set(1.44269504f))), whole);
}
