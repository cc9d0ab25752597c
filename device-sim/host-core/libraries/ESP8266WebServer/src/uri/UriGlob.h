#pragma once
#include <fnmatch.h>

#include "../Uri.h"

/// With `*` and `?` as in names of files.
class UriGlob : public Uri {
 public:
  explicit UriGlob(const char* uri) : Uri(uri) {}
  explicit UriGlob(const String& uri) : Uri(uri) {}

  Uri* clone() const override { return new UriGlob(_uri); }

  bool canHandle(const String& request, std::vector<String>&) override {
    return fnmatch(_uri.c_str(), request.c_str(), 0) == 0;
  }
};
