// The door to libxml2: the headers that Records/XML reads, and no other.
// The include path (/usr/include/libxml2) comes from pkg-config's libxml-2.0.
#include <libxml/xmlversion.h>
// Some builds pull ICU's headers in for one structure that is never made here; they contradict those that
// Foundation brings.
#undef LIBXML_ICU_ENABLED
#include <libxml/xmlmemory.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/tree.h>
#include <libxml/encoding.h>
#include <libxml/entities.h>
#include <libxml/SAX2.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlwriter.h>
#include <libxml/xmlsave.h>
#include <libxml/pattern.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <libxml/xmlIO.h>
#include <libxml/c14n.h>
