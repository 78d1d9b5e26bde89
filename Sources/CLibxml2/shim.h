#ifndef OBMEN_CLIBXML2_SHIM_H
#define OBMEN_CLIBXML2_SHIM_H

// Debian builds libxml2 with ICU, and its headers then declare ICU's types; Foundation's own ICU declares
// them differently, and a debug build that imports both fails («'UErrorCode' has different definitions»,
// swift-foundation-icu#93). Nothing here uses ICU, so its part of the headers is switched off.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/encoding.h>
#include <libxml/HTMLparser.h>
#include <libxml/xmlschemas.h>
#include <stddef.h>

static void obmen_say_nothing(void *context, const char *message, ...) {
    (void)context;
    (void)message;
}

/// Keeps libxml2 from printing to the standard error what it has no parser to blame for («encoder error»). The
/// function it wants takes variable arguments, which Swift cannot make.
static inline void obmen_silence_libxml2(void) { xmlSetGenericErrorFunc(NULL, obmen_say_nothing); }

#endif
