#include <string.h>

#include "turn.h"

namespace tgsim {
namespace {

Start start_;
uint64_t chance_ = 0;
uint8_t rtc_[RTC_BYTES];

}  // namespace

const Start& start() { return start_; }
uint8_t* rtc() { return rtc_; }

void readStart() {
  In message = receiveFrame();
  static char flashFolder[1024];
  static char hostname[64];
  static char cardFolder[1024];
  start_.seed = chance_ = message.u64();
  start_.chipId = message.u32();
  memcpy(start_.mac, message.raw(6).data, 6);
  start_.cause = message.u8();
  start_.startMicros = message.u64();
  start_.heapLimit = message.u32();
  start_.passNanos = message.u32();
  Bytes kept = message.blob();
  memcpy(rtc_, kept.data, kept.size < RTC_BYTES ? kept.size : RTC_BYTES);
  message.text(flashFolder, sizeof flashFolder);
  message.text(hostname, sizeof hostname);
  start_.exccause = message.left() >= 4 ? message.u32() : 0;
  if (message.left() > 0) {
    message.text(cardFolder, sizeof cardFolder);
  }
  start_.cardFolder = cardFolder;
  start_.flashFolder = flashFolder;
  start_.hostname = hostname;
}

/// SplitMix64.
uint32_t chance() {
  chance_ += 0x9E3779B97F4A7C15u;
  uint64_t z = (chance_ ^ chance_ >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return static_cast<uint32_t>((z ^ z >> 31) >> 32);
}

}  // namespace tgsim
