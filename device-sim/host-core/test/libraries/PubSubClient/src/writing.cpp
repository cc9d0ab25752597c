// A STAND-IN FOR TESTS, not the library PubSubClient: see README.md beside this folder.
#include "PubSubClient.h"

#include <string.h>

namespace {

const uint8_t PUBLISH = 0x30;
const uint8_t SUBSCRIBE = 0x82;
const uint8_t UNSUBSCRIBE = 0xA2;
const uint8_t RETAIN = 0x01;

// SUBSCRIBE and UNSUBSCRIBE: head, packet id and the length of the topic.
const uint16_t BEFORE_TOPIC = 9;

}  // namespace

boolean PubSubClient::publish(const char* topic, const char* payload) {
  return publish(topic, payload, false);
}

boolean PubSubClient::publish(const char* topic, const char* payload, boolean retained) {
  return publish(topic, reinterpret_cast<const uint8_t*>(payload), bytes(payload), retained);
}

boolean PubSubClient::publish(const char* topic, const uint8_t* payload, unsigned int length) {
  return publish(topic, payload, length, false);
}

boolean PubSubClient::publish(const char* topic, const uint8_t* payload, unsigned int length,
                              boolean retained) {
  if (!connected() || MQTT_MAX_HEADER_SIZE + 2U + bytes(topic) + length > size_) {
    return false;
  }
  begin();
  addText(topic);
  for (unsigned int i = 0; i < length; i++) {
    add(payload[i]);
  }
  return send(retained ? PUBLISH | RETAIN : PUBLISH);
}

boolean PubSubClient::publish_P(const char* topic, const char* payload, boolean retained) {
  return publish_P(topic, reinterpret_cast<const uint8_t*>(payload), bytes(payload), retained);
}

/// The payload is in flash, and goes out byte by byte.
boolean PubSubClient::publish_P(const char* topic, const uint8_t* payload, unsigned int length,
                                boolean retained) {
  if (!start(topic, retained, 2UL + bytes(topic) + length)) {
    return false;
  }
  unsigned int written = 0;
  for (unsigned int i = 0; i < length; i++) {
    written += client_->write(static_cast<uint8_t>(pgm_read_byte(payload + i)));
  }
  lastOut_ = millis();
  return written == length;
}

/// The length is counted in 16 bits here, as the genuine library has it.
boolean PubSubClient::beginPublish(const char* topic, unsigned int length, boolean retained) {
  return start(topic, retained, static_cast<uint16_t>(2 + bytes(topic) + length));
}

/// A message whose payload follows.
bool PubSubClient::start(const char* topic, bool retained, uint32_t rest) {
  if (!connected() || MQTT_MAX_HEADER_SIZE + 2U + bytes(topic) > size_) {
    return false;
  }
  begin();
  addText(topic);
  uint16_t from = head(retained ? PUBLISH | RETAIN : PUBLISH, rest);
  size_t written = client_->write(buffer_ + from, at_ - from);
  lastOut_ = millis();
  return written == at_ - from;
}

int PubSubClient::endPublish() { return 1; }

size_t PubSubClient::write(uint8_t byte) {
  lastOut_ = millis();
  return client_->write(byte);
}

size_t PubSubClient::write(const uint8_t* bytes, size_t size) {
  lastOut_ = millis();
  return client_->write(bytes, size);
}

boolean PubSubClient::subscribe(const char* topic) { return subscribe(topic, 0); }

boolean PubSubClient::subscribe(const char* topic, uint8_t qos) {
  if (topic == nullptr || qos > 1 || BEFORE_TOPIC + bytes(topic) > size_ || !connected()) {
    return false;
  }
  lastId_ = lastId_ == 0xFFFF ? 1 : lastId_ + 1;
  begin();
  addNumber(lastId_);
  addText(topic);
  add(qos);
  return send(SUBSCRIBE);
}

boolean PubSubClient::unsubscribe(const char* topic) {
  if (topic == nullptr || BEFORE_TOPIC + bytes(topic) > size_ || !connected()) {
    return false;
  }
  lastId_ = lastId_ == 0xFFFF ? 1 : lastId_ + 1;
  begin();
  addNumber(lastId_);
  addText(topic);
  return send(UNSUBSCRIBE);
}

/// As the genuine library counts it: no further than its buffer is long.
uint16_t PubSubClient::bytes(const char* text) const {
  return text == nullptr ? 0 : static_cast<uint16_t>(strnlen(text, size_));
}

void PubSubClient::add(uint8_t byte) {
  if (at_ < size_ + 1UL) {
    buffer_[at_] = byte;
    at_++;
  }
}

void PubSubClient::addNumber(uint16_t number) {
  add(static_cast<uint8_t>(number >> 8));
  add(static_cast<uint8_t>(number));
}

void PubSubClient::addText(const char* text) {
  uint16_t length = bytes(text);
  addNumber(length);
  for (uint16_t i = 0; i < length; i++) {
    add(static_cast<uint8_t>(text[i]));
  }
}

bool PubSubClient::addTextIfRoom(const char* text) {
  if (at_ + 2 + bytes(text) > size_) {
    return false;
  }
  addText(text);
  return true;
}

/// Puts type and length right before what has been added; says where the packet then begins.
uint16_t PubSubClient::head(uint8_t type, uint32_t length) {
  uint8_t digits = 1;
  while (digits < 4 && length >> 7 * digits != 0) {
    digits++;
  }
  uint8_t at = MQTT_MAX_HEADER_SIZE - 1 - digits;
  buffer_[at] = type;
  for (uint8_t i = 1; i <= digits; i++, length >>= 7) {
    buffer_[at + i] = static_cast<uint8_t>((length & 0x7F) | (i < digits ? 0x80 : 0));
  }
  return at;
}

bool PubSubClient::send(uint8_t type) {
  uint16_t from = head(type, at_ - MQTT_MAX_HEADER_SIZE);
  size_t written = client_->write(buffer_ + from, at_ - from);
  lastOut_ = millis();
  return written == at_ - from;
}

bool PubSubClient::sendTwo(uint8_t type) {
  buffer_[0] = type;
  buffer_[1] = 0;
  return client_->write(buffer_, 2) == 2;
}
