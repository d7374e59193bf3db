#include "COneDNN.h"

#include <dlfcn.h>
#include <oneapi/dnnl/dnnl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

// A memory descriptor is a plain value in 2.x and a handle in 3.x.
#if DNNL_VERSION_MAJOR >= 3
typedef const_dnnl_memory_desc_t descriptor_view;
#define VIEW(descriptor) (descriptor)
#else
typedef const dnnl_memory_desc_t *descriptor_view;
#define VIEW(descriptor) (&(descriptor))
#endif

struct bertrun_product {
  dnnl_primitive_t primitive;
  dnnl_data_type_t weight_type;
  int64_t inputs, outputs;
  size_t number;  // the place of its memory handles in every lane
};

struct bertrun_weights {
  dnnl_memory_t memory;
};

// Memory handles of one product in one lane.
typedef struct {
  dnnl_memory_t x, y, scratch;
} slot;

struct bertrun_lane {
  dnnl_stream_t stream;
  slot *slots;
  size_t slot_count;
  void *scratch;
  size_t scratch_size;
};

static dnnl_engine_t engine;
static dnnl_status_t engine_status;
static pthread_once_t engine_once = PTHREAD_ONCE_INIT;
static atomic_size_t product_count;

static void create_engine(void) { engine_status = dnnl_engine_create(&engine, dnnl_cpu, 0); }

static dnnl_status_t prepare_engine(void) {
  pthread_once(&engine_once, create_engine);
  return engine_status;
}

// A library built on OpenMP would start threads of its own for every product; one built otherwise has no such symbol.
static void run_alone_on_this_thread(void) {
  void (*set_threads)(int) = (void (*)(int))dlsym(RTLD_DEFAULT, "omp_set_num_threads");
  if (set_threads) set_threads(1);
}

const char *bertrun_status_text(bertrun_status status) {
  switch ((dnnl_status_t)status) {
    case dnnl_success: return "success";
    case dnnl_out_of_memory: return "out of memory";
    case dnnl_invalid_arguments: return "invalid arguments";
    case dnnl_unimplemented: return "not implemented for this processor";
    case dnnl_runtime_error: return "runtime error";
    default: return "unknown error";
  }
}

const char *bertrun_onednn_version(void) {
  static _Thread_local char text[32];
  const dnnl_version_t *version = dnnl_version();
  snprintf(text, sizeof text, "%d.%d.%d", version->major, version->minor, version->patch);
  return text;
}

// Descriptors

static dnnl_status_t describe(dnnl_memory_desc_t *descriptor, int64_t rows, int64_t columns, dnnl_data_type_t type,
                              dnnl_format_tag_t layout) {
  dnnl_dims_t sizes = {rows, columns};
#if DNNL_VERSION_MAJOR >= 3
  return dnnl_memory_desc_create_with_tag(descriptor, 2, sizes, type, layout);
#else
  return dnnl_memory_desc_init_by_tag(descriptor, 2, sizes, type, layout);
#endif
}

static void forget(dnnl_memory_desc_t descriptor) {
#if DNNL_VERSION_MAJOR >= 3
  if (descriptor) dnnl_memory_desc_destroy(descriptor);
#else
  (void)descriptor;
#endif
}

static size_t size_of(descriptor_view descriptor) { return dnnl_memory_desc_get_size(descriptor); }

static descriptor_view query(const bertrun_product *product, dnnl_query_t what, int index) {
  const_dnnl_primitive_desc_t description;
  if (dnnl_primitive_get_primitive_desc(product->primitive, &description) != dnnl_success) return NULL;
  return dnnl_primitive_desc_query_md(description, what, index);
}

// Products

static dnnl_status_t create_primitive(dnnl_primitive_t *primitive, descriptor_view x, descriptor_view w,
                                      descriptor_view y) {
  dnnl_primitive_attr_t settings = NULL;
  dnnl_primitive_desc_t description = NULL;
  dnnl_status_t status = dnnl_primitive_attr_create(&settings);
  // Only scratch memory given by the caller lets a primitive run on a thread other than its creator's.
  if (status == dnnl_success) status = dnnl_primitive_attr_set_scratchpad_mode(settings, dnnl_scratchpad_mode_user);
#if DNNL_VERSION_MAJOR >= 3
  if (status == dnnl_success)
    status = dnnl_matmul_primitive_desc_create(&description, engine, x, w, NULL, y, settings);
#else
  dnnl_matmul_desc_t operation;
  if (status == dnnl_success) status = dnnl_matmul_desc_init(&operation, x, w, NULL, y);
  if (status == dnnl_success)
    status = dnnl_primitive_desc_create(&description, &operation, settings, engine, NULL);
#endif
  if (status == dnnl_success) status = dnnl_primitive_create(primitive, description);
  if (description) dnnl_primitive_desc_destroy(description);
  if (settings) dnnl_primitive_attr_destroy(settings);
  return status;
}

bertrun_status bertrun_product_create(int64_t rows, int64_t inputs, int64_t outputs, bertrun_product_kind kind,
                                      bertrun_product **product) {
  static const dnnl_data_type_t types[][3] = {
      [bertrun_product_f32] = {dnnl_f32, dnnl_f32, dnnl_f32},
      [bertrun_product_bf16] = {dnnl_bf16, dnnl_bf16, dnnl_f32},
      [bertrun_product_int8] = {dnnl_u8, dnnl_s8, dnnl_s32},
  };
  *product = NULL;
  dnnl_status_t status = prepare_engine();
  if (status != dnnl_success) return status;
  run_alone_on_this_thread();

  bertrun_product *made = calloc(1, sizeof *made);
  if (!made) return dnnl_out_of_memory;
  made->weight_type = types[kind][1];
  made->inputs = inputs;
  made->outputs = outputs;

  dnnl_memory_desc_t x = {0}, w = {0}, y = {0};
  status = describe(&x, rows, inputs, types[kind][0], dnnl_ab);
  if (status == dnnl_success) status = describe(&w, inputs, outputs, types[kind][1], dnnl_format_tag_any);
  if (status == dnnl_success) status = describe(&y, rows, outputs, types[kind][2], dnnl_ab);
  if (status == dnnl_success) status = create_primitive(&made->primitive, VIEW(x), VIEW(w), VIEW(y));
  forget(x);
  forget(w);
  forget(y);
  if (status != dnnl_success) {
    free(made);
    return status;
  }
  made->number = atomic_fetch_add(&product_count, 1);
  *product = made;
  return dnnl_success;
}

void bertrun_product_destroy(bertrun_product *product) {
  if (!product) return;
  dnnl_primitive_destroy(product->primitive);
  free(product);
}

size_t bertrun_product_packed_size(const bertrun_product *product) {
  return size_of(query(product, dnnl_query_weights_md, 0));
}

bool bertrun_product_shares_packing(const bertrun_product *one, const bertrun_product *other) {
  return dnnl_memory_desc_equal(query(one, dnnl_query_weights_md, 0), query(other, dnnl_query_weights_md, 0));
}

// Weights

static dnnl_status_t reorder(dnnl_memory_t from, descriptor_view from_layout, dnnl_memory_t to,
                             descriptor_view to_layout) {
  dnnl_primitive_desc_t description = NULL;
  dnnl_primitive_t primitive = NULL;
  dnnl_stream_t stream = NULL;
  dnnl_status_t status =
      dnnl_reorder_primitive_desc_create(&description, from_layout, engine, to_layout, engine, NULL);
  if (status == dnnl_success) status = dnnl_primitive_create(&primitive, description);
  if (status == dnnl_success) status = dnnl_stream_create(&stream, engine, dnnl_stream_default_flags);
  if (status == dnnl_success) {
    const dnnl_exec_arg_t arguments[] = {{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, to}};
    status = dnnl_primitive_execute(primitive, stream, 2, arguments);
  }
  if (status == dnnl_success) status = dnnl_stream_wait(stream);
  if (stream) dnnl_stream_destroy(stream);
  if (primitive) dnnl_primitive_destroy(primitive);
  if (description) dnnl_primitive_desc_destroy(description);
  return status;
}

bertrun_status bertrun_weights_pack(const bertrun_product *product, const void *w, void *packed,
                                    bertrun_weights **weights) {
  *weights = NULL;
  run_alone_on_this_thread();
  bertrun_weights *made = calloc(1, sizeof *made);
  if (!made) return dnnl_out_of_memory;

  dnnl_memory_desc_t plain = {0};
  dnnl_memory_t source = NULL;
  descriptor_view layout = query(product, dnnl_query_weights_md, 0);
  // [outputs x inputs] row by row is [inputs x outputs] column by column.
  dnnl_status_t status = describe(&plain, product->inputs, product->outputs, product->weight_type, dnnl_ba);
  if (status == dnnl_success) status = dnnl_memory_create(&source, VIEW(plain), engine, (void *)w);
  if (status == dnnl_success) status = dnnl_memory_create(&made->memory, layout, engine, packed);
  if (status == dnnl_success) status = reorder(source, VIEW(plain), made->memory, layout);
  if (source) dnnl_memory_destroy(source);
  forget(plain);
  if (status != dnnl_success) {
    bertrun_weights_destroy(made);
    return status;
  }
  *weights = made;
  return dnnl_success;
}

void bertrun_weights_destroy(bertrun_weights *weights) {
  if (!weights) return;
  if (weights->memory) dnnl_memory_destroy(weights->memory);
  free(weights);
}

// Lanes

bertrun_status bertrun_lane_create(bertrun_lane **lane) {
  *lane = NULL;
  dnnl_status_t status = prepare_engine();
  if (status != dnnl_success) return status;
  run_alone_on_this_thread();
  bertrun_lane *made = calloc(1, sizeof *made);
  if (!made) return dnnl_out_of_memory;
  status = dnnl_stream_create(&made->stream, engine, dnnl_stream_default_flags);
  if (status != dnnl_success) {
    free(made);
    return status;
  }
  *lane = made;
  return dnnl_success;
}

static void empty(slot *handles) {
  if (handles->x) dnnl_memory_destroy(handles->x);
  if (handles->y) dnnl_memory_destroy(handles->y);
  if (handles->scratch) dnnl_memory_destroy(handles->scratch);
  *handles = (slot){0};
}

void bertrun_lane_destroy(bertrun_lane *lane) {
  if (!lane) return;
  for (size_t i = 0; i < lane->slot_count; i++) empty(&lane->slots[i]);
  free(lane->slots);
  free(lane->scratch);
  dnnl_stream_destroy(lane->stream);
  free(lane);
}

static dnnl_status_t grow_slots(bertrun_lane *lane, size_t count) {
  if (count <= lane->slot_count) return dnnl_success;
  slot *slots = realloc(lane->slots, count * sizeof *slots);
  if (!slots) return dnnl_out_of_memory;
  for (size_t i = lane->slot_count; i < count; i++) slots[i] = (slot){0};
  lane->slots = slots;
  lane->slot_count = count;
  return dnnl_success;
}

static dnnl_status_t grow_scratch(bertrun_lane *lane, size_t size) {
  if (size <= lane->scratch_size) return dnnl_success;
  void *scratch = aligned_alloc(64, (size + 63) / 64 * 64);
  if (!scratch) return dnnl_out_of_memory;
  free(lane->scratch);
  lane->scratch = scratch;
  lane->scratch_size = size;
  return dnnl_success;
}

static dnnl_status_t fill(slot *handles, const bertrun_product *product) {
  dnnl_status_t status =
      dnnl_memory_create(&handles->x, query(product, dnnl_query_src_md, 0), engine, DNNL_MEMORY_NONE);
  if (status == dnnl_success)
    status = dnnl_memory_create(&handles->y, query(product, dnnl_query_dst_md, 0), engine, DNNL_MEMORY_NONE);
  if (status == dnnl_success)
    status = dnnl_memory_create(&handles->scratch, query(product, dnnl_query_scratchpad_md, 0), engine,
                                DNNL_MEMORY_NONE);
  if (status != dnnl_success) empty(handles);
  return status;
}

bertrun_status bertrun_product_run(const bertrun_product *product, bertrun_lane *lane, const void *x,
                                   const bertrun_weights *weights, void *y) {
  dnnl_status_t status = grow_slots(lane, product->number + 1);
  if (status != dnnl_success) return status;
  slot *handles = &lane->slots[product->number];
  if (!handles->x) {
    status = fill(handles, product);
    if (status == dnnl_success) status = grow_scratch(lane, size_of(query(product, dnnl_query_scratchpad_md, 0)));
    if (status != dnnl_success) return status;
  }
  // Nothing here is padded, so the handles are set without a pass over the memory.
  dnnl_memory_set_data_handle(handles->x, (void *)x);
  dnnl_memory_set_data_handle(handles->y, y);
  dnnl_memory_set_data_handle(handles->scratch, lane->scratch);
  const dnnl_exec_arg_t arguments[] = {
      {DNNL_ARG_SRC, handles->x},
      {DNNL_ARG_WEIGHTS, weights->memory},
      {DNNL_ARG_DST, handles->y},
      {DNNL_ARG_SCRATCHPAD, handles->scratch},
  };
  return dnnl_primitive_execute(product->primitive, lane->stream, 4, arguments);
}
