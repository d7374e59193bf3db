// The table of an instruction set's kernels, after all bodies. The including file sets TABLE, NAME, ATTENTION_BF16.

const bertrun_kernels TABLE = {
    .name = NAME,
    .product_f32 = product_f32,
    .product_bf16 = product_bf16,
    .product_u8 = product_u8,
    .quantize_weights = quantize_weights,
    .sum_weights = sum_weights,
    .linear = linear,
    .add_norm = add_norm,
    .embed = embed,
    .narrow = narrow,
    .attention_scratch = attention_scratch,
    .attention_f32 = attend,
    .attention_bf16 = ATTENTION_BF16,
};
