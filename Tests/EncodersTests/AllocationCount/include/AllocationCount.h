#pragma once

#include <stdint.h>

// Starts to count what the calling thread allocates, other than the product library in its own code.
void allocation_count_start(void);

// Ends the count; returns the number of calls since it started.
int64_t allocation_count_end(void);
