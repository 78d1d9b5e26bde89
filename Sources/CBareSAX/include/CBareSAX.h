#ifndef OBMEN_CBARESAX_H
#define OBMEN_CBARESAX_H

/// Reads a file with libxml2's SAX2 push parser, counting elements and bytes of text: the least that reading XML can
/// cost. Returns the number of elements, or -1 where the file cannot be read.
long obmen_bare_sax(const char *path);

/// The version of the libxml2 that is loaded, in its own spelling: "20914" is 2.9.14.
const char *obmen_libxml2_version(void);

#endif
