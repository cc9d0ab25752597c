// A STAND-IN FOR TESTS, not the library PubSubClient: see README.md beside this folder.
#include "PubSubClient.h"

namespace {

const uint8_t PUBLISH = 0x30;
const uint8_t TYPE_MASK = 0xF0;

}  // namespace

/// Waits for a byte; that the other side has closed does not end the waiting.
bool PubSubClient::take(uint8_t& byte) {
  uint32_t from = millis();
  while (client_->available() == 0) {
    yield();
    if (static_cast<uint32_t>(millis()) - from >= millisOf(timeoutSeconds_)) {
      return false;
    }
  }
  byte = static_cast<uint8_t>(client_->read());
  return true;
}

/// A whole packet. False when it stopped in the middle, is no packet, or is longer than the buffer:
/// then it is read and forgotten.
bool PubSubClient::read() {
  kept_ = 0;
  uint8_t byte = 0;
  if (!take(byte)) {
    return false;
  }
  buffer_[kept_++] = byte;
  bool isPublish = (byte & TYPE_MASK) == PUBLISH;
  uint32_t length = 0;
  do {
    if (kept_ == MQTT_MAX_HEADER_SIZE) {
      state_ = MQTT_DISCONNECTED;
      client_->stop();
      return false;
    }
    if (!take(byte)) {
      return false;
    }
    length += static_cast<uint32_t>(byte & 0x7F) << 7 * (kept_ - 1);
    buffer_[kept_++] = byte;
  } while ((byte & 0x80) != 0);
  lengthBytes_ = static_cast<uint8_t>(kept_ - 1);
  return readRest(length, isPublish);
}

bool PubSubClient::readRest(uint32_t length, bool isPublish) {
  uint8_t byte = 0;
  uint32_t index = kept_;
  uint32_t end = index + length;
  uint32_t payloadAt = 0xFFFFFFFF;
  if (isPublish) {
    for (uint8_t i = 0; i < 2; i++, index++) {
      if (!take(byte)) {
        return false;
      }
      buffer_[kept_++] = byte;
    }
    payloadAt = index + static_cast<uint32_t>(buffer_[kept_ - 2] << 8 | buffer_[kept_ - 1]) +
                ((buffer_[0] & MQTTQOS1) != 0 ? 2 : 0);
  }
  for (; index < end; index++) {
    if (!take(byte)) {
      return false;
    }
    if (stream_ != nullptr && index >= payloadAt) {
      stream_->write(byte);
    }
    if (kept_ < size_) {
      buffer_[kept_++] = byte;
    }
  }
  return stream_ != nullptr || index <= size_;
}
