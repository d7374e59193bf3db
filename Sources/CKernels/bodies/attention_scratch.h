// Memory for attention in either form: packed keys, packed values, scores and weights of a block, queries of a block.
static size_t attention_scratch(const bertrun_attention *attention, int64_t keys) {
  int64_t panel = 2 * LANES;
  int64_t padded_keys = (keys + panel - 1) / panel * panel;
  int64_t padded_width = (attention->width + panel - 1) / panel * panel;
  int64_t units = padded_keys * (attention->width + 1) + padded_width * (keys + 1);
  return (size_t)(units + BLOCK * (2 * (padded_keys + LANES) + attention->width + 1)) * 4;
}
