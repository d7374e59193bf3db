// Exponentials. Coefficients are least-maximum fits found by iterated weighted least squares; the errors given are
// those of the 32-bit evaluation.

// 2^x, relative error below 1e-7. Below -126 it is zero or anything up to 2^-126.
static inline vf exp2_exact(vf x) {
  x = vf_exponent(x);
  vf part = vf_fraction(x);
  vf y = vf_set(2.17022553e-4f);
  y = vf_fma(y, part, vf_set(1.24396879e-3f));
  y = vf_fma(y, part, vf_set(9.67884099e-3f));
  y = vf_fma(y, part, vf_set(5.5483342e-2f));
  y = vf_fma(y, part, vf_set(2.40229836e-1f));
  y = vf_fma(y, part, vf_set(6.93146984e-1f));
  y = vf_fma(y, part, vf_set(1.0f));
  return vf_scale(y, x);
}

// The same to 7.5e-5, for results that are rounded to bf16.
static inline vf exp2_coarse(vf x) {
  x = vf_exponent(x);
  vf part = vf_fraction(x);
  vf y = vf_set(7.80245212e-2f);
  y = vf_fma(y, part, vf_set(2.26067158e-1f));
  y = vf_fma(y, part, vf_set(6.9583354e-1f));
  y = vf_fma(y, part, vf_set(9.99925219e-1f));
  return vf_scale(y, x);
}

// e^x, clipped to [2^-126, 2^127]. What lies between whole powers of two is found with ln(2) in two parts, so that a
// large argument costs no digits.
static inline vf exponential(vf x) {
  x = vf_max(vf_set(-87.33f), vf_min(vf_set(88.02f), x));
  vf whole = vf_round(vf_mul(x, vf_set(1.44269504f)));
  vf part = vf_fnma(whole, vf_set(0.693145752f), x);
  part = vf_fnma(whole, vf_set(1.42860677e-6f), part);
  return vf_scale(exp2_exact(vf_mul(part, vf_set(1.44269504f))), whole);
}
