#ifndef OBMEN_CSQLITE_H
#define OBMEN_CSQLITE_H

/// Settings of the whole library, which a variadic function takes; before the first database is opened.
///
/// SQLite then keeps no account of its memory. With it every allocation of two threads, each with a connection of its
/// own, waits for one lock: a tenth of the time in which packs are made.
///
/// Returns SQLite's result code; 0 is success.
int obmen_sqlite_prepare(void);

#endif
