#include "CSQLite.h"

#include <sqlite3.h>

int obmen_sqlite_prepare(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
