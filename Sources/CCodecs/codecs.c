#include "codecs.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

// The parts of the libraries' interfaces that are used; all three have kept them for longer than a decade, zstd since 1.4.

typedef struct {
  void *bytes;
  size_t size, position;
} zstd_buffer;

typedef struct {
  char *next_in;
  unsigned avail_in, total_in_low, total_in_high;
  char *next_out;
  unsigned avail_out, total_out_low, total_out_high;
  void *state, *allocate, *deallocate, *opaque;
} bzip2_stream;

typedef struct {
  const uint8_t *next_in;
  size_t avail_in;
  uint64_t total_in;
  uint8_t *next_out;
  size_t avail_out;
  uint64_t total_out;
  const void *allocator;
  void *internal;
  void *reserved_pointers[4];
  uint64_t seek_position, reserved_integer;
  size_t reserved_sizes[2];
  int reserved_enums[2];
} xz_stream;

typedef struct {
  int is_loaded;
  void *(*create_decoder)(void);
  size_t (*free_decoder)(void *);
  size_t (*reset_decoder)(void *, int);
  size_t (*set_decoder)(void *, int, int);
  size_t (*decode)(void *, zstd_buffer *, zstd_buffer *);
  void *(*create_encoder)(void);
  size_t (*free_encoder)(void *);
  size_t (*set_encoder)(void *, int, int);
  size_t (*encode)(void *, zstd_buffer *, zstd_buffer *, int);
  unsigned (*is_error)(size_t);
} zstd_library;

typedef struct {
  int is_loaded;
  int (*begin)(bzip2_stream *, int, int);
  int (*decode)(bzip2_stream *);
  int (*end)(bzip2_stream *);
} bzip2_library;

typedef struct {
  int is_loaded;
  int (*begin)(xz_stream *, uint64_t, uint32_t);
  int (*decode)(xz_stream *, int);
  void (*end)(xz_stream *);
} xz_library;

static int find(void *library, const char *name, void *function) {
  void *symbol = library ? dlsym(library, name) : NULL;
  memcpy(function, &symbol, sizeof symbol);
  return symbol != NULL;
}

// Loading twice at the same time is harmless: both find the same.
static zstd_library load_zstd(void) {
  void *library = dlopen("libzstd.so.1", RTLD_NOW | RTLD_LOCAL);
  zstd_library z;
  z.is_loaded = find(library, "ZSTD_createDCtx", &z.create_decoder) & find(library, "ZSTD_freeDCtx", &z.free_decoder) &
                find(library, "ZSTD_DCtx_reset", &z.reset_decoder) &
                find(library, "ZSTD_DCtx_setParameter", &z.set_decoder) &
                find(library, "ZSTD_decompressStream", &z.decode) &
                find(library, "ZSTD_createCCtx", &z.create_encoder) & find(library, "ZSTD_freeCCtx", &z.free_encoder) &
                find(library, "ZSTD_CCtx_setParameter", &z.set_encoder) &
                find(library, "ZSTD_compressStream2", &z.encode) & find(library, "ZSTD_isError", &z.is_error);
  return z;
}

static bzip2_library load_bzip2(void) {
  void *library = dlopen("libbz2.so.1.0", RTLD_NOW | RTLD_LOCAL);
  if (!library) library = dlopen("libbz2.so.1", RTLD_NOW | RTLD_LOCAL);
  bzip2_library b;
  b.is_loaded = find(library, "BZ2_bzDecompressInit", &b.begin) & find(library, "BZ2_bzDecompress", &b.decode) &
                find(library, "BZ2_bzDecompressEnd", &b.end);
  return b;
}

static xz_library load_xz(void) {
  void *library = dlopen("liblzma.so.5", RTLD_NOW | RTLD_LOCAL);
  xz_library x;
  x.is_loaded = find(library, "lzma_stream_decoder", &x.begin) & find(library, "lzma_code", &x.decode) &
                find(library, "lzma_end", &x.end);
  return x;
}

struct codec {
  codec_kind kind;
  int is_encoder, is_open;
  zstd_library zstd;
  void *zstd_context;
  bzip2_library bzip2;
  bzip2_stream bzip2_state;
  xz_library xz;
  xz_stream xz_state;
};

int codec_is_available(codec_kind kind) {
  switch (kind) {
    case CODEC_ZSTD: return load_zstd().is_loaded;
    case CODEC_BZIP2: return load_bzip2().is_loaded;
    default: return load_xz().is_loaded;
  }
}

codec *codec_decoder(codec_kind kind) {
  codec *made = calloc(1, sizeof *made);
  if (!made) return NULL;
  made->kind = kind;
  if (kind == CODEC_ZSTD) {
    made->zstd = load_zstd();
    if (made->zstd.is_loaded) made->zstd_context = made->zstd.create_decoder();
    // Parameter 100 is the largest window, here that of --long=31, which archives of the web are packed with.
    if (made->zstd_context) made->zstd.set_decoder(made->zstd_context, 100, sizeof(void *) == 8 ? 31 : 27);
  } else if (kind == CODEC_BZIP2) {
    made->bzip2 = load_bzip2();
  } else {
    made->xz = load_xz();
  }
  if (codec_restart(made)) return made;
  codec_free(made);
  return NULL;
}

codec *codec_zstd_encoder(int level) {
  codec *made = calloc(1, sizeof *made);
  if (!made) return NULL;
  made->kind = CODEC_ZSTD;
  made->is_encoder = 1;
  made->zstd = load_zstd();
  if (made->zstd.is_loaded) made->zstd_context = made->zstd.create_encoder();
  if (!made->zstd_context) {
    codec_free(made);
    return NULL;
  }
  // Parameter 100 is the level, 201 says whether frames carry a checksum.
  made->zstd.set_encoder(made->zstd_context, 100, level);
  made->zstd.set_encoder(made->zstd_context, 201, 1);
  return made;
}

static void close_stream(codec *codec) {
  if (!codec->is_open) return;
  codec->is_open = 0;
  if (codec->kind == CODEC_BZIP2) codec->bzip2.end(&codec->bzip2_state);
  if (codec->kind == CODEC_XZ) codec->xz.end(&codec->xz_state);
}

int codec_restart(codec *codec) {
  close_stream(codec);
  switch (codec->kind) {
    case CODEC_ZSTD:
      // 1 resets the session and keeps the parameters.
      if (!codec->zstd_context) return 0;
      codec->zstd.reset_decoder(codec->zstd_context, 1);
      return 1;
    case CODEC_BZIP2:
      if (!codec->bzip2.is_loaded) return 0;
      memset(&codec->bzip2_state, 0, sizeof codec->bzip2_state);
      codec->is_open = codec->bzip2.begin(&codec->bzip2_state, 0, 0) == 0;
      return codec->is_open;
    default:
      if (!codec->xz.is_loaded) return 0;
      memset(&codec->xz_state, 0, sizeof codec->xz_state);
      codec->is_open = codec->xz.begin(&codec->xz_state, UINT64_MAX, 0) == 0;
      return codec->is_open;
  }
}

static codec_outcome decode_zstd(
    codec *codec, const uint8_t *input, size_t count, size_t *taken, uint8_t *output, size_t room, size_t *made) {
  zstd_buffer from = {(void *)input, count, 0}, to = {output, room, 0};
  size_t left = codec->zstd.decode(codec->zstd_context, &to, &from);
  *taken = from.position;
  *made = to.position;
  if (codec->zstd.is_error(left)) return CODEC_CORRUPT;
  return left == 0 ? CODEC_END : CODEC_MORE;
}

static codec_outcome decode_bzip2(
    codec *codec, const uint8_t *input, size_t count, size_t *taken, uint8_t *output, size_t room, size_t *made) {
  bzip2_stream *stream = &codec->bzip2_state;
  stream->next_in = (char *)input;
  stream->avail_in = (unsigned)count;
  stream->next_out = (char *)output;
  stream->avail_out = (unsigned)room;
  int code = codec->bzip2.decode(stream);
  *taken = count - stream->avail_in;
  *made = room - stream->avail_out;
  return code == 0 ? CODEC_MORE : code == 4 ? CODEC_END : CODEC_CORRUPT;
}

static codec_outcome decode_xz(
    codec *codec, const uint8_t *input, size_t count, size_t *taken, uint8_t *output, size_t room, size_t *made) {
  xz_stream *stream = &codec->xz_state;
  stream->next_in = input;
  stream->avail_in = count;
  stream->next_out = output;
  stream->avail_out = room;
  int code = codec->xz.decode(stream, 0);
  *taken = count - stream->avail_in;
  *made = room - stream->avail_out;
  // 10: no progress was possible, for want of input or of room.
  return code == 0 || code == 10 ? CODEC_MORE : code == 1 ? CODEC_END : CODEC_CORRUPT;
}

codec_outcome codec_decode(
    codec *codec, const uint8_t *input, size_t count, size_t *taken, uint8_t *output, size_t room, size_t *made) {
  size_t limit = (size_t)1 << 30;
  if (count > limit) count = limit;
  if (room > limit) room = limit;
  switch (codec->kind) {
    case CODEC_ZSTD: return decode_zstd(codec, input, count, taken, output, room, made);
    case CODEC_BZIP2: return decode_bzip2(codec, input, count, taken, output, room, made);
    default: return decode_xz(codec, input, count, taken, output, room, made);
  }
}

codec_outcome codec_encode(
    codec *codec, const uint8_t *input, size_t count, size_t *taken, uint8_t *output, size_t room, size_t *made, int ends) {
  zstd_buffer from = {(void *)input, count, 0}, to = {output, room, 0};
  // 0 continues, 2 ends the frame.
  size_t left = codec->zstd.encode(codec->zstd_context, &to, &from, ends ? 2 : 0);
  *taken = from.position;
  *made = to.position;
  if (codec->zstd.is_error(left)) return CODEC_CORRUPT;
  return ends && left == 0 ? CODEC_END : CODEC_MORE;
}

void codec_free(codec *codec) {
  if (!codec) return;
  close_stream(codec);
  if (codec->zstd_context) {
    if (codec->is_encoder) {
      codec->zstd.free_encoder(codec->zstd_context);
    } else {
      codec->zstd.free_decoder(codec->zstd_context);
    }
  }
  free(codec);
}
