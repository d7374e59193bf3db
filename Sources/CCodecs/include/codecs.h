#ifndef BERTRUN_CODECS_H
#define BERTRUN_CODECS_H

#include <stddef.h>
#include <stdint.h>

// zstd, bzip2 and xz through the system's shared libraries, which are loaded when a file first needs them. Every Debian
// and Ubuntu has them, for dpkg does; their headers are not needed.

typedef enum { CODEC_ZSTD = 0, CODEC_BZIP2 = 1, CODEC_XZ = 2 } codec_kind;

typedef enum {
  // All input was taken or the output is full.
  CODEC_MORE = 0,
  // A frame or stream has ended.
  CODEC_END = 1,
  // The bytes are not what they should be.
  CODEC_CORRUPT = 2,
} codec_outcome;

typedef struct codec codec;

// Whether the library of a codec can be loaded.
int codec_is_available(codec_kind kind);

// A decoder before a frame or stream; NULL where the library or memory is missing.
codec *codec_decoder(codec_kind kind);

// An encoder of zstd frames; NULL where the library or memory is missing.
codec *codec_zstd_encoder(int level);

// Makes a decoder ready for the next frame or stream; 0 where memory is missing.
int codec_restart(codec *codec);

// Decodes from `input` into `output`; says how many bytes of each were used.
codec_outcome codec_decode(
    codec *codec, const uint8_t *input, size_t count, size_t *taken, uint8_t *output, size_t room, size_t *made);

// Encodes likewise; `ends` closes the frame, which is closed when the outcome is CODEC_END.
codec_outcome codec_encode(
    codec *codec, const uint8_t *input, size_t count, size_t *taken, uint8_t *output, size_t room, size_t *made, int ends);

void codec_free(codec *codec);

#endif
