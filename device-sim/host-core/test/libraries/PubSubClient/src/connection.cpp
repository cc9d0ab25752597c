// A STAND-IN FOR TESTS, not the library PubSubClient: see README.md beside this folder.
#include "PubSubClient.h"

#include <string.h>

namespace {

const uint8_t CONNECT = 0x10;
const uint8_t PUBLISH = 0x30;
const uint8_t PUBACK = 0x40;
const uint8_t PINGREQ = 0xC0;
const uint8_t PINGRESP = 0xD0;
const uint8_t DISCONNECT = 0xE0;
const uint8_t TYPE_MASK = 0xF0;
const uint8_t QOS_MASK = 0x06;
const uint8_t CLEAN_SESSION = 0x02;
const uint8_t WILL = 0x04;
const uint8_t PASSWORD = 0x40;
const uint8_t USER = 0x80;

}  // namespace

boolean PubSubClient::connected() {
  if (client_ == nullptr) {
    return false;
  }
  if (client_->connected()) {
    return state_ == MQTT_CONNECTED;
  }
  if (state_ == MQTT_CONNECTED) {
    state_ = MQTT_CONNECTION_LOST;
    client_->flush();
    client_->stop();
  }
  return false;
}

boolean PubSubClient::connect(const char* id) {
  return connect(id, nullptr, nullptr, nullptr, 0, false, nullptr, true);
}

boolean PubSubClient::connect(const char* id, const char* user, const char* pass) {
  return connect(id, user, pass, nullptr, 0, false, nullptr, true);
}

boolean PubSubClient::connect(const char* id, const char* willTopic, uint8_t willQos,
                              boolean willRetain, const char* willMessage) {
  return connect(id, nullptr, nullptr, willTopic, willQos, willRetain, willMessage, true);
}

boolean PubSubClient::connect(const char* id, const char* user, const char* pass,
                              const char* willTopic, uint8_t willQos, boolean willRetain,
                              const char* willMessage) {
  return connect(id, user, pass, willTopic, willQos, willRetain, willMessage, true);
}

boolean PubSubClient::connect(const char* id, const char* user, const char* pass,
                              const char* willTopic, uint8_t willQos, boolean willRetain,
                              const char* willMessage, boolean cleanSession) {
  if (connected()) {
    return true;
  }
  if (client_ == nullptr) {
    return false;
  }
  if (!client_->connected() &&
      (domain_ != nullptr ? client_->connect(domain_, port_) : client_->connect(ip_, port_)) != 1) {
    state_ = MQTT_CONNECT_FAILED;
    return false;
  }
  lastId_ = 1;
  uint8_t flags = cleanSession ? CLEAN_SESSION : 0;
  if (willTopic != nullptr) {
    flags = static_cast<uint8_t>(flags | WILL | willQos << 3 | (willRetain ? 1 : 0) << 5);
  }
  if (user != nullptr) {
    flags |= USER | (pass != nullptr ? PASSWORD : 0);
  }
  begin();
  addText(MQTT_VERSION == MQTT_VERSION_3_1 ? "MQIsdp" : "MQTT");
  add(MQTT_VERSION);
  add(flags);
  addNumber(keepAliveSeconds_);
  const char* texts[] = {id, willTopic, willTopic != nullptr ? willMessage : nullptr, user,
                         user != nullptr ? pass : nullptr};
  for (const char* text : texts) {
    if (text != nullptr && !addTextIfRoom(text)) {
      client_->stop();
      return false;
    }
  }
  send(CONNECT);
  lastIn_ = lastOut_ = millis();
  return awaitAnswer();
}

/// CONNACK, or whatever comes instead: four bytes are looked at, not what they are.
bool PubSubClient::awaitAnswer() {
  while (client_->available() == 0) {
    if (static_cast<uint32_t>(millis()) - lastIn_ >= millisOf(timeoutSeconds_)) {
      state_ = MQTT_CONNECTION_TIMEOUT;
      client_->stop();
      return false;
    }
  }
  if (read() && kept_ == 4) {
    state_ = buffer_[3];
    if (state_ == MQTT_CONNECTED) {
      lastIn_ = millis();
      pingOutstanding_ = false;
      return true;
    }
  }
  client_->stop();
  return false;
}

void PubSubClient::disconnect() {
  if (client_ == nullptr) {
    return;
  }
  sendTwo(DISCONNECT);
  state_ = MQTT_DISCONNECTED;
  client_->flush();
  client_->stop();
  lastIn_ = lastOut_ = millis();
}

/// Asks for a sign of life when it is time, then reads one packet if one has begun to come.
boolean PubSubClient::loop() {
  if (!connected()) {
    return false;
  }
  uint32_t now = millis();
  uint32_t keepAlive = millisOf(keepAliveSeconds_);
  if (now - lastIn_ > keepAlive || now - lastOut_ > keepAlive) {
    if (pingOutstanding_) {
      state_ = MQTT_CONNECTION_TIMEOUT;
      client_->stop();
      return false;
    }
    sendTwo(PINGREQ);
    lastIn_ = lastOut_ = now;
    pingOutstanding_ = true;
  }
  if (client_->available() == 0) {
    return true;
  }
  if (!read()) {
    return connected();
  }
  lastIn_ = now;
  switch (buffer_[0] & TYPE_MASK) {
    case PUBLISH:
      message(now);
      break;
    case PINGREQ:
      sendTwo(PINGRESP);
      break;
    case PINGRESP:
      pingOutstanding_ = false;
      break;
  }
  return true;
}

/// The topic moves down by one byte, so that a zero fits behind it.
void PubSubClient::message(uint32_t now) {
  if (!callback) {
    return;
  }
  uint8_t* topic = buffer_ + lengthBytes_ + 2;
  uint16_t length = static_cast<uint16_t>(topic[-1] << 8 | topic[0]);
  bool hasId = (buffer_[0] & QOS_MASK) == MQTTQOS1;
  uint32_t before = lengthBytes_ + 3UL + length + (hasId ? 2 : 0);
  if (before > kept_) {
    return;
  }
  memmove(topic, topic + 1, length);
  topic[length] = 0;
  uint8_t* payload = buffer_ + before;
  uint8_t id[] = {payload[-2], payload[-1]};
  callback(reinterpret_cast<char*>(topic), payload, kept_ - before);
  if (hasId) {
    uint8_t answer[] = {PUBACK, 2, id[0], id[1]};
    memcpy(buffer_, answer, sizeof(answer));
    client_->write(buffer_, sizeof(answer));
    lastOut_ = now;
  }
}
