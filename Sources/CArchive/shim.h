#ifndef OBMEN_CARCHIVE_SHIM_H
#define OBMEN_CARCHIVE_SHIM_H

#include <archive.h>
#include <archive_entry.h>

#endif
