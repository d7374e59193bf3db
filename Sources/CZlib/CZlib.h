// The door to zlib: the one header that Records/Gzip reads.
#include <zlib.h>
