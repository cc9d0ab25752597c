// The JSON writer's edges; what its objects hold is read back by another program (json_lines).
#include <string.h>

#include "../../src/tidegatelink/json.h"
#include "check.h"

using tidegate::Json;

static std::string text(tidegate::JsonText& json) { return json.text(); }

int main() {
  Json<48> json;
  CHECK_EQUAL(std::string("{}"), text(json), "nothing added");
  json.add("a0", 412);
  json.add("on", true);
  json.addFixed("t", -5, 1);
  json.addNull("h");
  CHECK_EQUAL(std::string("{\"a0\":412,\"on\":true,\"t\":-0.5,\"h\":null}"), text(json), "members");
  CHECK_EQUAL(text(json), text(json), "asked twice");
  json.add("u", 4294967295UL);
  CHECK(!json.good());
  CHECK_EQUAL(std::string(), text(json), "half a reading is none");
  json.clear();
  json.add("t", 22.5, 2);
  CHECK_EQUAL(std::string("{\"t\":22.50}"), text(json), "a number keeps its decimals");

  Json<7> small;
  small.add("x", 1);
  CHECK_EQUAL(std::string("{\"x\":1}"), text(small), "exactly full");
  small.clear();
  small.add("x", 10);
  CHECK_EQUAL(std::string(), text(small), "one more");
  return finish("json");
}
