// The table of an instruction set's kernels, after all bodies. The including file sets TABLE, NAME, LARGEST_BYTE, PACKED_U8
// (0 or 1) and ATTENTION_BF16.

const bertrun_kernels TABLE = {
    .name = NAME,
    .largest_byte = LARGEST_BYTE,
    .product_f32 = product_f32,
    .product_bf16 = product_bf16,
    .product_u8 = product_u8,
    .packed_size_f32 = packed_size_f32,
    .pack_f32 = pack_f32,
    .packed_linear_f32 = packed_linear_f32,
#if PACKED_U8
    .packed_size_u8 = packed_size_u8,
    .pack_u8 = pack_u8,
    .packed_product_u8 = packed_product_u8,
    .peak_u8 = peak_u8,
#endif
    .matrix_workspace = matrix_workspace,
    .matrix_product = matrix_product,
    .peak_f32 = peak_f32,
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
