#pragma once
#include "../Uri.h"

/// `/users/{}/name`: what stands for the braces, up to the next slash, is a path argument.
class UriBraces : public Uri {
 public:
  explicit UriBraces(const char* uri) : Uri(uri) {}
  explicit UriBraces(const String& uri) : Uri(uri) {}

  Uri* clone() const override { return new UriBraces(_uri); }

  bool canHandle(const String& request, std::vector<String>& arguments) override {
    arguments.clear();
    unsigned int at = 0;
    for (unsigned int i = 0; i < _uri.length(); i++) {
      if (_uri[i] == '{' && i + 1 < _uri.length() && _uri[i + 1] == '}') {
        int slash = request.indexOf('/', at);
        unsigned int end = slash < 0 ? request.length() : static_cast<unsigned int>(slash);
        arguments.push_back(request.substring(at, end));
        at = end;
        i++;
      } else if (at >= request.length() || request[at++] != _uri[i]) {
        arguments.clear();
        return false;
      }
    }
    return at == request.length();
  }
};
