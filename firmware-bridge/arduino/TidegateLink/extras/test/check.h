#pragma once
#include <stdio.h>
#include <stdlib.h>

#include <sstream>
#include <string>

// What these tests need of a test framework: a claim, both values when it fails, and an exit code.

static int checksFailed = 0;
static int checksDone = 0;

template <class A, class B>
void checkEqual(const A& expected, const B& found, const std::string& what, const char* file,
                int line) {
  checksDone++;
  if (expected == found) {
    return;
  }
  checksFailed++;
  std::ostringstream text;
  text << file << ":" << line << ": " << what << "\n  expected: " << expected
       << "\n  found:    " << found << "\n";
  fputs(text.str().c_str(), stdout);
}

#define CHECK_EQUAL(expected, found, what) \
  checkEqual((expected), (found), (what), __FILE__, __LINE__)
#define CHECK(claim) checkEqual(true, static_cast<bool>(claim), #claim, __FILE__, __LINE__)

inline int finish(const char* name) {
  printf("%s: %d checks, %d failed\n", name, checksDone, checksFailed);
  return checksFailed == 0 && checksDone > 0 ? 0 : 1;
}
