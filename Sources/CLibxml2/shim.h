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

#endif
