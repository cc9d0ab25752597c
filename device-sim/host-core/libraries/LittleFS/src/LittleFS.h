#pragma once
#include "FS.h"

class LittleFSConfig : public fs::FSConfig {
 public:
  static constexpr uint32_t FSId = 0x4c495454;
  LittleFSConfig(bool autoFormat = true) : FSConfig(FSId, autoFormat) {}
};

extern fs::FS LittleFS;
