#include "CBareSAX.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

static long elements;
static long bytes_of_text;

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          int namespaces, const xmlChar **declarations, int attributes, int defaulted,
                          const xmlChar **values) {
    elements++;
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {}

static void text(void *context, const xmlChar *characters, int length) { bytes_of_text += length; }

long obmen_bare_sax(const char *path) {
    static char buffer[256 << 10];
    xmlSAXHandler handler;
    memset(&handler, 0, sizeof handler);
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = start_element;
    handler.endElementNs = end_element;
    handler.characters = text;
    handler.cdataBlock = text;

    FILE *file = fopen(path, "rb");
    if (file == NULL) return -1;
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
    size_t count;
    while ((count = fread(buffer, 1, sizeof buffer, file)) > 0) {
        xmlParseChunk(parser, buffer, (int)count, 0);
    }
    xmlParseChunk(parser, buffer, 0, 1);
    int failed = !parser->wellFormed;
    xmlFreeParserCtxt(parser);
    fclose(file);
    return failed ? -1 : elements;
}

const char *obmen_libxml2_version(void) { return xmlParserVersion; }
