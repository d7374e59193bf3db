#ifndef BERTRUN_SHA256_H
#define BERTRUN_SHA256_H

#include <stddef.h>
#include <stdint.h>

/// Takes `count` blocks of 64 bytes into the eight words of a SHA-256 state (FIPS 180-4, section 6.2.2), with the processor's
/// own instructions where it has them.
void bertrun_sha256_blocks(uint32_t state[8], const uint8_t *bytes, size_t count);

/// The same in plain C.
void bertrun_sha256_blocks_plain(uint32_t state[8], const uint8_t *bytes, size_t count);

#endif
