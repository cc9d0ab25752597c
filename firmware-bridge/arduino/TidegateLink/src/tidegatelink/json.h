#pragma once
#include <stdint.h>

#include "json_text.h"

namespace tidegate {

/// One JSON object of a reading with its memory: `Json<48> json; json.add("a0", 412);`
template <uint8_t Size>
class Json : public JsonText {
 public:
  static_assert(Size >= 2 && Size <= limits::readingJsonBytes, "JSON of a reading is 2 to 194 bytes long");

  Json() : JsonText(buffer_, Size) {}
  Json(const Json&) = delete;
  Json& operator=(const Json&) = delete;

 private:
  char buffer_[Size + 1];
};

}  // namespace tidegate
