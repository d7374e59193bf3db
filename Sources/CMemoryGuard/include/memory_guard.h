#ifndef BERTRUN_MEMORY_GUARD_H
#define BERTRUN_MEMORY_GUARD_H

// Nothing to call: the object file takes the place of the C library's allocation functions in the program.

#endif
