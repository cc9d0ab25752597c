#pragma once
#include <vector>

#include "Arduino.h"

/// Which requests a handler is for; the other kinds are in `uri`.
class Uri {
 public:
  Uri(const char* uri) : _uri(uri) {}
  Uri(const String& uri) : _uri(uri) {}
  Uri(const __FlashStringHelper* uri) : _uri(uri) {}
  virtual ~Uri() {}

  virtual Uri* clone() const { return new Uri(_uri); }
  virtual bool canHandle(const String& requestUri, std::vector<String>&) {
    return _uri == requestUri;
  }

 protected:
  const String _uri;
};
