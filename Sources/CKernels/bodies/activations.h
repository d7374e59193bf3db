// Activations of one vector. Absolute errors against double precision stay below 1e-6 (relative where |x| > 1).

// Phi(-|x|): on [0, 5.5] a least-maximum polynomial in u = 2 |x| / 5.5 - 1, weighted by |x|.
static inline vf normal_tail(vf x) {
  vf z = vf_min(vf_set(5.5f), vf_abs(x));
  vf u = vf_fma(z, vf_set(2 / 5.5f), vf_set(-1));
  vf tail = vf_set(2.37573052e-3f);
  tail = vf_fma(tail, u, vf_set(-8.14160175e-3f));
  tail = vf_fma(tail, u, vf_set(-2.16965524e-3f));
  tail = vf_fma(tail, u, vf_set(3.83773792e-2f));
  tail = vf_fma(tail, u, vf_set(-3.42407782e-2f));
  tail = vf_fma(tail, u, vf_set(-5.95674065e-2f));
  tail = vf_fma(tail, u, vf_set(1.27540936e-1f));
  tail = vf_fma(tail, u, vf_set(-2.82222347e-2f));
  tail = vf_fma(tail, u, vf_set(-1.61288285e-1f));
  tail = vf_fma(tail, u, vf_set(2.16179448e-1f));
  tail = vf_fma(tail, u, vf_set(-5.16571219e-2f));
  tail = vf_fma(tail, u, vf_set(-1.76783485e-1f));
  tail = vf_fma(tail, u, vf_set(2.71902652e-1f));
  tail = vf_fma(tail, u, vf_set(-2.06835893e-1f));
  tail = vf_fma(tail, u, vf_set(9.45580522e-2f));
  tail = vf_fma(tail, u, vf_set(-2.50074927e-2f));
  tail = vf_fma(tail, u, vf_set(2.97976907e-3f));
  return tail;
}

// x Phi(x), written as max(x, 0) - |x| Phi(-|x|), which loses no digits for negative x.
static inline vf gelu(vf x) {
  return vf_fnma(vf_min(vf_set(5.5f), vf_abs(x)), normal_tail(x), vf_max(vf_set(0), x));
}

// The same to 1.5e-5, for results that are rounded to 16 bits: a shorter polynomial on [0, 4.5].
static inline vf gelu_coarse(vf x) {
  vf z = vf_min(vf_set(4.5f), vf_abs(x));
  vf u = vf_fma(z, vf_set(2 / 4.5f), vf_set(-1));
  vf tail = vf_set(-1.90555681e-2f);
  tail = vf_fma(tail, u, vf_set(2.88397385e-2f));
  tail = vf_fma(tail, u, vf_set(4.98042197e-2f));
  tail = vf_fma(tail, u, vf_set(-1.28359303e-1f));
  tail = vf_fma(tail, u, vf_set(3.71233193e-2f));
  tail = vf_fma(tail, u, vf_set(1.56229399e-1f));
  tail = vf_fma(tail, u, vf_set(-2.46395893e-1f));
  tail = vf_fma(tail, u, vf_set(1.809416e-1f));
  tail = vf_fma(tail, u, vf_set(-7.13482771e-2f));
  tail = vf_fma(tail, u, vf_set(1.22209836e-2f));
  return vf_fnma(z, tail, vf_max(vf_set(0), x));
}

// The same to 2.8e-4, for results that are rounded to 8 bits: on [0, 3.8].
static inline vf gelu_byte(vf x) {
  vf z = vf_min(vf_set(3.8f), vf_abs(x));
  vf u = vf_fma(z, vf_set(2 / 3.8f), vf_set(-1));
  vf tail = vf_set(-3.43869664e-2f);
  tail = vf_fma(tail, u, vf_set(6.75277859e-2f));
  tail = vf_fma(tail, u, vf_set(2.8051896e-2f));
  tail = vf_fma(tail, u, vf_set(-1.91494986e-1f));
  tail = vf_fma(tail, u, vf_set(2.26742789e-1f));
  tail = vf_fma(tail, u, vf_set(-1.25082448e-1f));
  tail = vf_fma(tail, u, vf_set(2.86853351e-2f));
  return vf_fnma(z, tail, vf_max(vf_set(0), x));
}

static inline vf sigmoid(vf x) {
  vf e = exponential(vf_sub(vf_set(0), x));
  return vf_div(vf_set(1), vf_add(vf_set(1), e));
}

// 1 - 2 / (e^2x + 1)
static inline vf hyperbolic_tangent(vf x) {
  vf e = exponential(vf_add(x, x));
  return vf_sub(vf_set(1), vf_div(vf_set(2), vf_add(e, vf_set(1))));
}

// x / 2 (1 + tanh(y)) is x sigmoid(2 y).
static inline vf gelu_tanh(vf x) {
  vf cubic = vf_fma(vf_mul(x, x), vf_set(0.044715f), vf_set(1));
  return vf_mul(x, sigmoid(vf_mul(vf_mul(x, vf_set(1.5957691216f)), cubic)));
}

// x tanh(ln(1 + e^x)); with e = e^x the tangent is e (e + 2) / (e (e + 2) + 2), and 1 in floats above 20.
static inline vf mish(vf x) {
  vf e = exponential(vf_min(vf_set(20), x));
  vf product = vf_mul(e, vf_add(e, vf_set(2)));
  return vf_mul(x, vf_div(product, vf_add(product, vf_set(2))));
}

// What a result is rounded to next.
typedef enum { to_nothing, to_16_bits, to_8_bits } rounding;

INLINED vf activate(const bertrun_activation activation, const rounding next, vf x) {
  switch (activation) {
    case bertrun_linear: return x;
    case bertrun_gelu: return next == to_8_bits ? gelu_byte(x) : next == to_16_bits ? gelu_coarse(x) : gelu(x);
    case bertrun_gelu_tanh: return gelu_tanh(x);
    case bertrun_quick_gelu: return vf_mul(x, sigmoid(vf_mul(x, vf_set(1.702f))));
    case bertrun_gelu_10: return vf_max(vf_set(-10), vf_min(vf_set(10), gelu(x)));
    case bertrun_relu: return vf_max(vf_set(0), x);
    case bertrun_relu_squared: {
      vf positive = vf_max(vf_set(0), x);
      return vf_mul(positive, positive);
    }
    case bertrun_silu: return vf_mul(x, sigmoid(x));
    case bertrun_mish: return mish(x);
    case bertrun_tanh: return hyperbolic_tangent(x);
    case bertrun_sigmoid: return sigmoid(x);
    case bertrun_leaky_relu: return vf_select_positive(x, x, vf_mul(x, vf_set(0.01f)));
  }
  return x;
}
