// Activations together with their slopes, for training. Errors against double precision stay below 2e-6.

typedef struct {
  vf value, slope;
} sloped;

// x s(a x) and its slope s + a x s (1 - s), for a sigmoid s whose argument has the slope `inner`.
static inline sloped gated(vf x, vf s, vf inner) {
  vf rest = vf_sub(vf_set(1), s);
  return (sloped){vf_mul(x, s), vf_fma(vf_mul(x, inner), vf_mul(s, rest), s)};
}

// Phi(x) + x phi(x)
static inline sloped gelu_sloped(vf x) {
  vf tail = normal_tail(x);
  vf density = vf_mul(exponential(vf_mul(vf_mul(x, x), vf_set(-0.5f))), vf_set(0.398942280f));
  vf phi = vf_select_positive(x, vf_sub(vf_set(1), tail), tail);
  return (sloped){vf_fnma(vf_min(vf_set(5.5f), vf_abs(x)), tail, vf_max(vf_set(0), x)), vf_fma(x, density, phi)};
}

static inline sloped mish_sloped(vf x) {
  vf e = exponential(vf_min(vf_set(20), x));
  vf product = vf_mul(e, vf_add(e, vf_set(2)));
  vf tangent = vf_div(product, vf_add(product, vf_set(2)));
  vf s = vf_div(e, vf_add(e, vf_set(1)));
  return (sloped){vf_mul(x, tangent), vf_fma(vf_mul(x, s), vf_fnma(tangent, tangent, vf_set(1)), tangent)};
}

INLINED sloped activate_sloped(const bertrun_activation activation, vf x) {
  vf one = vf_set(1), zero = vf_set(0);
  switch (activation) {
    case bertrun_linear: break;
    case bertrun_gelu: return gelu_sloped(x);
    case bertrun_gelu_tanh: {
      vf square = vf_mul(x, x), factor = vf_set(1.5957691216f);
      vf argument = vf_mul(vf_mul(x, factor), vf_fma(square, vf_set(0.044715f), one));
      return gated(x, sigmoid(argument), vf_mul(factor, vf_fma(square, vf_set(0.134145f), one)));
    }
    case bertrun_quick_gelu: return gated(x, sigmoid(vf_mul(x, vf_set(1.702f))), vf_set(1.702f));
    case bertrun_gelu_10: {
      sloped result = gelu_sloped(x);
      result.value = vf_max(vf_set(-10), vf_min(vf_set(10), result.value));
      result.slope = vf_select_positive(vf_sub(x, vf_set(10)), zero, result.slope);
      return result;
    }
    case bertrun_relu: return (sloped){vf_max(zero, x), vf_select_positive(x, one, zero)};
    case bertrun_relu_squared: {
      vf positive = vf_max(zero, x);
      return (sloped){vf_mul(positive, positive), vf_add(positive, positive)};
    }
    case bertrun_silu: return gated(x, sigmoid(x), one);
    case bertrun_mish: return mish_sloped(x);
    case bertrun_tanh: {
      vf y = hyperbolic_tangent(x);
      return (sloped){y, vf_fnma(y, y, one)};
    }
    case bertrun_sigmoid: {
      vf y = sigmoid(x);
      return (sloped){y, vf_fnma(y, y, y)};
    }
    case bertrun_leaky_relu: {
      vf slope = vf_select_positive(x, one, vf_set(0.01f));
      return (sloped){vf_mul(x, slope), slope};
    }
  }
  return (sloped){x, one};
}

INLINED void activate_all(const bertrun_activation activation, int64_t count, const float *x, float *y, float *slope) {
  for (int64_t i = 0; i < count; i += LANES) {
    sloped result = activate_sloped(activation, vf_load(x + i, count - i));
    vf_store(y + i, result.value, count - i);
    vf_store(slope + i, result.slope, count - i);
  }
}

#define SLOPED_CASE(name) \
  case bertrun_##name: activate_all(bertrun_##name, count, x, y, slope); break;

static void activate_with_slope(bertrun_activation activation, int64_t count, const float *x, float *y, float *slope) {
  switch (activation) {
    SLOPED_CASE(linear)
    SLOPED_CASE(gelu)
    SLOPED_CASE(gelu_tanh)
    SLOPED_CASE(quick_gelu)
    SLOPED_CASE(gelu_10)
    SLOPED_CASE(relu)
    SLOPED_CASE(relu_squared)
    SLOPED_CASE(silu)
    SLOPED_CASE(mish)
    SLOPED_CASE(tanh)
    SLOPED_CASE(sigmoid)
    SLOPED_CASE(leaky_relu)
  }
}

static void scale_by(int64_t count, const float *slope, float *d) {
  for (int64_t i = 0; i < count; i += LANES)
    vf_store(d + i, vf_mul(vf_load(d + i, count - i), vf_load(slope + i, count - i)), count - i);
}
