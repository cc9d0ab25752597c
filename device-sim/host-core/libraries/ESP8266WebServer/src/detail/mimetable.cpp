#include "mimetable.h"

namespace mime {

String getContentType(const String& path) {
  static const char* const TYPES[][2] = {
      {".html", "text/html"},       {".htm", "text/html"},
      {".css", "text/css"},         {".txt", "text/plain"},
      {".js", "application/javascript"}, {".json", "application/json"},
      {".png", "image/png"},        {".gif", "image/gif"},
      {".jpg", "image/jpeg"},       {".jpeg", "image/jpeg"},
      {".ico", "image/x-icon"},     {".svg", "image/svg+xml"},
      {".ttf", "application/x-font-ttf"}, {".woff", "application/font-woff"},
      {".woff2", "application/font-woff2"}, {".xml", "text/xml"},
      {".pdf", "application/pdf"},  {".zip", "application/zip"},
      {".gz", "application/x-gzip"}, {".appcache", "text/cache-manifest"}};
  for (auto& each : TYPES) {
    if (path.endsWith(each[0])) {
      return each[1];
    }
  }
  return "application/octet-stream";
}

}  // namespace mime
