#ifndef BERTRUN_OUT_OF_MEMORY_H
#define BERTRUN_OUT_OF_MEMORY_H

#include <stddef.h>

/// Says on standard error that so many bytes could not be had, and ends the process with 74.
_Noreturn void bertrun_out_of_memory(size_t bytes);

#endif
