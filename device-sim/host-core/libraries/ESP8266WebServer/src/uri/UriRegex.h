#pragma once
#include <regex.h>

#include "../Uri.h"

/// A regular expression; its groups are path arguments.
class UriRegex : public Uri {
 public:
  explicit UriRegex(const char* uri) : Uri(uri) {}
  explicit UriRegex(const String& uri) : Uri(uri) {}

  Uri* clone() const override { return new UriRegex(_uri); }

  bool canHandle(const String& request, std::vector<String>& arguments) override {
    constexpr size_t MOST_GROUPS = 10;
    regex_t expression;
    if (regcomp(&expression, _uri.c_str(), REG_EXTENDED) != 0) {
      return false;
    }
    regmatch_t groups[MOST_GROUPS];
    bool matches = regexec(&expression, request.c_str(), MOST_GROUPS, groups, 0) == 0 &&
                   groups[0].rm_so == 0 &&
                   groups[0].rm_eo == static_cast<regoff_t>(request.length());
    arguments.clear();
    for (size_t i = 1; matches && i < MOST_GROUPS && groups[i].rm_so >= 0; i++) {
      arguments.push_back(request.substring(static_cast<unsigned>(groups[i].rm_so),
                                            static_cast<unsigned>(groups[i].rm_eo)));
    }
    regfree(&expression);
    return matches;
  }
};
