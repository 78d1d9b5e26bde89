#ifndef OBMEN_CZLIB_SHIM_H
#define OBMEN_CZLIB_SHIM_H

#include <zlib.h>

#endif
