#include "tables.h"

#include <float.h>
#include <string.h>

#include "vectors/plain.h"

#define BLOCK TILE_ROWS
#define WHOLE_BLOCKS 0
#define TABLE bertrun_plain_kernels
#define NAME "plain"
#define LARGEST_BYTE 127
#define PACKED_U8 1
#define ATTENTION_BF16 NULL
#include "bodies/bodies.h"
