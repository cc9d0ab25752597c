#pragma once
#include <Arduino.h>
#include <Client.h>

#include "tidegatelink/cable.h"

/// The longest line from the gateway that fits, 96 to 1024 bytes: a longer one carries more bytes.
/// Define it before the include to change it.
#ifndef TIDEGATE_CLIENT_RX_BYTES
#if defined(__AVR__)
#define TIDEGATE_CLIENT_RX_BYTES 128
#else
#define TIDEGATE_CLIENT_RX_BYTES 250
#endif
#endif

/// How many bytes wait to be read, and as many to be sent.
#ifndef TIDEGATE_CLIENT_BYTES
#if defined(__AVR__)
#define TIDEGATE_CLIENT_BYTES 64
#else
#define TIDEGATE_CLIENT_BYTES 256
#endif
#endif

/// A network client over the serial cable: the gateway at its other end is the only server there
/// is, an MQTT broker for this board. So a sketch for WiFi runs without it:
///
///     TidegateClient network(Serial);  // was: WiFiClient network;
///     PubSubClient mqtt(network);
///
/// and in setup(), in place of WiFi.begin(): network.begin("esp-garden").
class TidegateClient : public Client {
 public:
  explicit TidegateClient(Stream& wire)
      : wire_(wire),
        cable_(put, this, line_, TIDEGATE_CLIENT_RX_BYTES,
               tidegate::StreamEnd(in_, sizeof(in_), out_, sizeof(out_))) {}

  /// `device` is this board's id, its own among all boards of a gateway: 1 to 32 of `A-Z a-z 0-9
  /// _ . : -`. It must stay where it is. False when it is no good: the board is then silent.
  bool begin(const char* device) { return begin(device, F("mqtt")); }

  /// `firmware` is the sketch's name and version, without space, 24 characters at most.
  bool begin(const char* device, const __FlashStringHelper* firmware) {
    cable_.identity().device = device;
    cable_.identity().firmwareInFlash = reinterpret_cast<const char*>(firmware);
    return cable_.start(millis());
  }

  /// Waits until the gateway answers, five seconds at most. Whatever the address is.
  int connect(const char*, uint16_t) { return connect(); }
  int connect(IPAddress, uint16_t) { return connect(); }

  int connect() {
    stop();
    cable_.open();
    uint32_t since = millis();
    while (cable_.state() == State::Opening && millis() - since < patienceMillis) {
      poll();
      yield();
    }
    if (cable_.state() == State::Opening) {
      cable_.close();
    }
    return cable_.state() == State::Open;
  }

  size_t write(uint8_t byte) { return write(&byte, 1); }

  /// Waits while there is no room; after five seconds without any the stream is closed, for what is
  /// half written cannot go on.
  size_t write(const uint8_t* bytes, size_t size) {
    size_t done = 0;
    uint32_t since = millis();
    while (done < size && cable_.state() == State::Open) {
      uint16_t most = size - done < sizeof(out_) ? static_cast<uint16_t>(size - done) : sizeof(out_);
      uint16_t taken = cable_.bytes().write(bytes + done, most, millis());
      if (taken > 0) {
        done += taken;
        since = millis();
      } else if (millis() - since >= patienceMillis) {
        cable_.close();
      } else {
        yield();
      }
      poll();
    }
    return done;
  }

  using Print::write;

  int available() {
    poll();
    return cable_.bytes().available();
  }

  int read() {
    uint8_t byte;
    return read(&byte, 1) == 1 ? byte : -1;
  }

  int read(uint8_t* into, size_t room) {
    poll();
    return cable_.bytes().read(into, room < sizeof(in_) ? static_cast<uint16_t>(room) : sizeof(in_));
  }

  int peek() { return cable_.bytes().peek(); }

  /// Waits until the gateway has all that was written, a second at most.
  void flush() { flush(1000); }

  bool flush(unsigned int mostMillis) {
    uint32_t since = millis();
    while (cable_.state() == State::Open && !cable_.bytes().isFlushed() &&
           millis() - since < mostMillis) {
      poll();
      yield();
    }
    return cable_.bytes().isFlushed();
  }

  void stop() { stop(1000); }

  bool stop(unsigned int mostMillis) {
    bool flushed = flush(mostMillis);
    cable_.close();
    return flushed;
  }

  /// True also while there is something left to read, as of any client.
  uint8_t connected() { return available() > 0 || cable_.state() == State::Open; }

  virtual operator bool() { return cable_.state() == State::Open; }

  /// The gateway has answered this board's hello.
  bool isWelcome() const { return cable_.isWelcome(); }

  /// Broken lines heard since start.
  uint16_t faults() const { return cable_.faults(); }

 private:
  using State = tidegate::Cable::State;

  static_assert(TIDEGATE_CLIENT_RX_BYTES >= 96 &&
                    TIDEGATE_CLIENT_RX_BYTES <= tidegate::limits::lineDownMaxBytes,
                "TIDEGATE_CLIENT_RX_BYTES is 96 to 1024");

  static constexpr uint16_t patienceMillis = 5000;

  static void put(void* self, uint8_t byte) {
    static_cast<TidegateClient*>(self)->wire_.write(byte);
  }

  void poll() {
    if (!cable_.tick(millis())) {
      return;
    }
    for (int next; wire_.available() > 0 && (next = wire_.read()) >= 0;) {
      cable_.receive(static_cast<uint8_t>(next));
    }
    cable_.act();
  }

  Stream& wire_;
  char line_[TIDEGATE_CLIENT_RX_BYTES + 1];
  uint8_t in_[TIDEGATE_CLIENT_BYTES];
  uint8_t out_[TIDEGATE_CLIENT_BYTES];
  tidegate::Cable cable_;
};
