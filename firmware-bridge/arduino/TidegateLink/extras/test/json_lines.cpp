// Writes objects with the library's JSON writer, each after what it should hold, for a reader that
// shares no code with it:
//
//   number <value> <decimals> | object      string <hex of the text> | object
//   fixed <value> <decimals> | object       long <value> | object
#include <stdio.h>
#include <string.h>

#include <random>
#include <string>

#include "../../src/tidegatelink/json.h"

using tidegate::Json;

static void number(double value, uint8_t decimals) {
  Json<194> json;
  json.add("x", value, decimals);
  printf("number %.17g %u | %s\n", value, decimals, json.text());
}

static void fixed(long value, uint8_t decimals) {
  Json<194> json;
  json.addFixed("x", value, decimals);
  printf("fixed %ld %u | %s\n", value, decimals, json.text());
}

static void whole(long value) {
  Json<194> json;
  json.add("x", value);
  printf("long %ld | %s\n", value, json.text());
}

static void string(const std::string& text) {
  Json<194> json;
  json.add("x", text.c_str());
  printf("string ");
  for (unsigned char c : text) {
    printf("%02x", c);
  }
  printf(" | %s\n", json.text());
}

int main() {
  for (double value : {0.0, -0.0, 22.5, -0.04, -0.05, 0.999, 1e-9, 4294967039.0, 4294967040.0, 1e30}) {
    for (uint8_t decimals : {0, 1, 2, 9}) {
      number(value, decimals);
    }
  }
  number(0.0 / 0.0, 1);
  number(-1.0 / 0.0, 1);
  for (long value : {0L, 1L, -1L, 5L, -5L, 2250L, -2250L, 2147483647L, -2147483647L - 1}) {
    whole(value);
    for (uint8_t decimals : {0, 1, 2, 9}) {
      fixed(value, decimals);
    }
  }
  string("");
  string("a\"b\\c/d");
  string("\x01\n\r\t\x7F");
  string("21 \xC2\xB0"
         "C");
  string("\xE2\x82\xAC \xF0\x9F\x8C\x8A");
  string("\xC2");
  string("\xED\xA0\x80");
  string("\xC0\x80 \xF5\x80\x80\x80 \xE0\x80\x80 \xF4\x90\x80\x80");
  std::mt19937 random(7);
  for (int i = 0; i < 2000; i++) {
    double size = std::uniform_real_distribution<double>(-1, 1)(random);
    number(size * (i % 2 == 0 ? 100 : 4e9), static_cast<uint8_t>(i % 7));
    fixed(static_cast<int32_t>(random()), static_cast<uint8_t>(i % 10));
    std::string bytes;
    for (unsigned n = random() % 20; n > 0; n--) {
      bytes += static_cast<char>(1 + random() % 255);
    }
    string(bytes);
  }
  return 0;
}
