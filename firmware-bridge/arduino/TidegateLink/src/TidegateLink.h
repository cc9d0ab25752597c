#pragma once
#include <Arduino.h>

#include "tidegatelink/json.h"
#include "tidegatelink/link.h"

/// The longest line from the gateway that fits, 60 to 1024 bytes: a longer one carries a longer
/// command. Define it before the include to change it.
#ifndef TIDEGATE_RX_BYTES
#if defined(__AVR__)
#define TIDEGATE_RX_BYTES 60
#else
#define TIDEGATE_RX_BYTES 250
#endif
#endif

/// Put before a TidegateMemory: it stands where a reset without loss of power leaves it alone. On
/// chips that are not known here it is ordinary memory, and a reset empties it.
#if defined(__AVR__) || defined(ESP8266)
#define TIDEGATE_KEPT __attribute__((section(".noinit")))
#elif defined(ESP32)
#define TIDEGATE_KEPT __attribute__((section(".rtc_noinit")))
#else
#define TIDEGATE_KEPT
#endif

/// Room for Readings readings of at most JsonBytes bytes, and for the last four command results
/// with texts of at most ResultBytes.
template <uint16_t Readings, uint8_t JsonBytes,
          uint8_t ResultBytes = tidegate::limits::resultTextLength>
struct TidegateMemory : tidegate::Memory<Readings, JsonBytes, ResultBytes> {
  /// The line that is coming in; a reset forgets it. It stands here to be no part of the flash.
  char line[TIDEGATE_RX_BYTES + 1];
};

/// One reading: a flat JSON object of at most Size bytes.
template <uint8_t Size = tidegate::limits::readingJsonBytes>
using TidegateJson = tidegate::Json<Size>;

using TidegateCommand = tidegate::Command;
using TidegateLogLevel = tidegate::LogLevel;

/// The Tidegate link on a serial port. Call begin() in setup(), poll() in each loop(); readings
/// wait in the memory until the gateway says that they are safe.
class TidegateLink {
 public:
  template <uint16_t Readings, uint8_t JsonBytes, uint8_t ResultBytes>
  constexpr TidegateLink(Stream& wire, TidegateMemory<Readings, JsonBytes, ResultBytes>& memory)
      : wire_(wire), link_(tidegate::Ring(memory), put, this, memory.line, TIDEGATE_RX_BYTES) {}

  /// `device` is this board's id, its own among all boards of a gateway: 1 to 32 of `A-Z a-z 0-9
  /// _ . : -`. It must stay where it is. `firmware` is the sketch's name and version, without
  /// space, 24 characters at most. `channels` has a line for each channel, 16 at most:
  ///
  ///     name kind unit decimals access
  ///
  /// as in F("t gauge Cel 1 r\nled bool - - rw"). False when the id is no good: nothing is sent.
  bool begin(const char* device, const __FlashStringHelper* firmware,
             const __FlashStringHelper* channels) {
    tidegate::Identity& identity = link_.identity();
    identity.device = device;
    identity.firmwareInFlash = reinterpret_cast<const char*>(firmware);
    identity.channels = tidegate::Channels(reinterpret_cast<const char*>(channels));
    return link_.start(millis());
  }

  /// Words for the gateway, joined by commas: `time` asks for the time, `sleep=600` says that the
  /// board listens only shortly after it has spoken. Before begin().
  void caps(const __FlashStringHelper* words) {
    link_.identity().capsInFlash = reinterpret_cast<const char*>(words);
  }

  /// The line's speed, if it is not 115200: a backlog takes half of it.
  void baud(uint32_t baud) { link_.rate(baud / 10); }

  /// The function that does commands. It is called from poll() and answers at once.
  void onCommand(tidegate::Link::Handler handler) { link_.onCommand(handler); }

  /// Reads what has come and writes what is due, one line of readings at most.
  void poll() {
    if (polling_) {
      return;
    }
    polling_ = true;
    if (link_.tick(millis())) {
      for (int next; wire_.available() > 0 && (next = wire_.read()) >= 0;) {
        link_.receive(static_cast<uint8_t>(next));
      }
      link_.act();
    }
    polling_ = false;
  }

  /// Takes a reading; poll() sends it. When the memory is full the oldest makes room. False when
  /// it is too long or not good: it is then no reading, and no number is used up.
  bool reading(tidegate::JsonText& json) { return json.good() && reading(json.text()); }

  /// The same with JSON of your own: one flat object, only characters from space to `~`.
  bool reading(const char* json) { return link_.reading(json, strlen(json), millis()); }

  /// For a sketch that would rather keep its oldest readings: ask before measuring.
  bool isFull() const { return link_.isFull(); }

  /// Readings that are not safe yet.
  uint16_t held() const { return link_.held(); }

  /// A line for the gateway's log: four in ten seconds, the others are dropped and counted.
  bool log(TidegateLogLevel level, const char* text) {
    return link_.log(level, text, false, millis());
  }

  bool log(TidegateLogLevel level, const __FlashStringHelper* text) {
    return link_.log(level, reinterpret_cast<const char*>(text), true, millis());
  }

  uint16_t logsDropped() const { return link_.logsDropped(); }

  /// Whether the gateway has answered the last hello.
  bool isWelcome() const { return link_.isWelcome(); }

  /// Seconds since 1970, 0 when the gateway has not told the time; see caps().
  uint32_t unixSeconds() const { return link_.clock().seconds(millis()); }
  uint16_t unixMillis() const { return link_.clock().millis(millis()); }
  bool isTimeSynchronised() const { return link_.clock().synchronised(); }

  /// Broken lines heard, and errors told by the gateway, since start.
  uint16_t faults() const { return link_.faults(); }
  uint16_t errors() const { return link_.errors(); }

 private:
  static_assert(TIDEGATE_RX_BYTES >= tidegate::limits::lineDownBytes &&
                    TIDEGATE_RX_BYTES <= tidegate::limits::lineDownMaxBytes,
                "TIDEGATE_RX_BYTES is 60 to 1024");

  static void put(void* self, uint8_t byte) { static_cast<TidegateLink*>(self)->wire_.write(byte); }

  Stream& wire_;
  bool polling_ = false;
  tidegate::Link link_;
};
