// A STAND-IN FOR TESTS, not the library PubSubClient: see README.md beside this folder.
#include "PubSubClient.h"

#include <stdlib.h>
#include <string.h>

namespace {

// The genuine library writes one byte beyond its buffer for a topic that fits exactly.
const uint16_t SPARE = 1;

}  // namespace

PubSubClient::PubSubClient() { setBufferSize(MQTT_MAX_PACKET_SIZE); }

PubSubClient::PubSubClient(Client& client) : PubSubClient() { setClient(client); }

PubSubClient::PubSubClient(IPAddress ip, uint16_t port, Client& client) : PubSubClient(client) {
  setServer(ip, port);
}

PubSubClient::PubSubClient(IPAddress ip, uint16_t port, Client& client, Stream& stream)
    : PubSubClient(ip, port, client) {
  setStream(stream);
}

PubSubClient::PubSubClient(IPAddress ip, uint16_t port, MQTT_CALLBACK_SIGNATURE, Client& client)
    : PubSubClient(ip, port, client) {
  setCallback(callback);
}

PubSubClient::PubSubClient(IPAddress ip, uint16_t port, MQTT_CALLBACK_SIGNATURE, Client& client,
                           Stream& stream)
    : PubSubClient(ip, port, client, stream) {
  setCallback(callback);
}

PubSubClient::PubSubClient(uint8_t* ip, uint16_t port, Client& client)
    : PubSubClient(IPAddress(ip[0], ip[1], ip[2], ip[3]), port, client) {}

PubSubClient::PubSubClient(uint8_t* ip, uint16_t port, Client& client, Stream& stream)
    : PubSubClient(IPAddress(ip[0], ip[1], ip[2], ip[3]), port, client, stream) {}

PubSubClient::PubSubClient(uint8_t* ip, uint16_t port, MQTT_CALLBACK_SIGNATURE, Client& client)
    : PubSubClient(IPAddress(ip[0], ip[1], ip[2], ip[3]), port, callback, client) {}

PubSubClient::PubSubClient(uint8_t* ip, uint16_t port, MQTT_CALLBACK_SIGNATURE, Client& client,
                           Stream& stream)
    : PubSubClient(IPAddress(ip[0], ip[1], ip[2], ip[3]), port, callback, client, stream) {}

PubSubClient::PubSubClient(const char* domain, uint16_t port, Client& client)
    : PubSubClient(client) {
  setServer(domain, port);
}

PubSubClient::PubSubClient(const char* domain, uint16_t port, Client& client, Stream& stream)
    : PubSubClient(domain, port, client) {
  setStream(stream);
}

PubSubClient::PubSubClient(const char* domain, uint16_t port, MQTT_CALLBACK_SIGNATURE,
                           Client& client)
    : PubSubClient(domain, port, client) {
  setCallback(callback);
}

PubSubClient::PubSubClient(const char* domain, uint16_t port, MQTT_CALLBACK_SIGNATURE,
                           Client& client, Stream& stream)
    : PubSubClient(domain, port, client, stream) {
  setCallback(callback);
}

PubSubClient::~PubSubClient() { free(buffer_); }

PubSubClient& PubSubClient::setServer(IPAddress ip, uint16_t port) {
  ip_ = ip;
  port_ = port;
  domain_ = nullptr;
  return *this;
}

PubSubClient& PubSubClient::setServer(uint8_t* ip, uint16_t port) {
  return setServer(IPAddress(ip[0], ip[1], ip[2], ip[3]), port);
}

PubSubClient& PubSubClient::setServer(const char* domain, uint16_t port) {
  domain_ = domain;
  port_ = port;
  return *this;
}

PubSubClient& PubSubClient::setCallback(MQTT_CALLBACK_SIGNATURE) {
  this->callback = callback;
  return *this;
}

PubSubClient& PubSubClient::setClient(Client& client) {
  client_ = &client;
  return *this;
}

PubSubClient& PubSubClient::setStream(Stream& stream) {
  stream_ = &stream;
  return *this;
}

PubSubClient& PubSubClient::setKeepAlive(uint16_t keepAlive) {
  keepAliveSeconds_ = keepAlive;
  return *this;
}

PubSubClient& PubSubClient::setSocketTimeout(uint16_t timeout) {
  timeoutSeconds_ = timeout;
  return *this;
}

boolean PubSubClient::setBufferSize(uint16_t size) {
  if (size == 0) {
    return false;
  }
  void* room = realloc(buffer_, size + SPARE);
  if (room == nullptr) {
    return false;
  }
  buffer_ = static_cast<uint8_t*>(room);
  size_ = size;
  return true;
}

uint16_t PubSubClient::getBufferSize() { return size_; }

int PubSubClient::state() { return state_; }
