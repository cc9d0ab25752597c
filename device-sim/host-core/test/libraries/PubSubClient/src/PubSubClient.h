// A STAND-IN FOR TESTS, not the library PubSubClient: see README.md beside this folder. Own code
// with the public methods, constants and states of version 2.8, so that sketches build unchanged.
#ifndef PubSubClient_h
#define PubSubClient_h

#include <Arduino.h>
#include <Client.h>
#include <IPAddress.h>
#include <Stream.h>

#define PUBSUBCLIENT_STAND_IN 1

#define MQTT_VERSION_3_1 3
#define MQTT_VERSION_3_1_1 4

// What a sketch may set before the include, or by build flags.
#ifndef MQTT_VERSION
#define MQTT_VERSION MQTT_VERSION_3_1_1
#endif
#ifndef MQTT_MAX_PACKET_SIZE
#define MQTT_MAX_PACKET_SIZE 256
#endif
#ifndef MQTT_KEEPALIVE
#define MQTT_KEEPALIVE 15
#endif
#ifndef MQTT_SOCKET_TIMEOUT
#define MQTT_SOCKET_TIMEOUT 15
#endif

// What state() gives. 1 to 5 are the broker's words in CONNACK.
#define MQTT_CONNECTION_TIMEOUT -4
#define MQTT_CONNECTION_LOST -3
#define MQTT_CONNECT_FAILED -2
#define MQTT_DISCONNECTED -1
#define MQTT_CONNECTED 0
#define MQTT_CONNECT_BAD_PROTOCOL 1
#define MQTT_CONNECT_BAD_CLIENT_ID 2
#define MQTT_CONNECT_UNAVAILABLE 3
#define MQTT_CONNECT_BAD_CREDENTIALS 4
#define MQTT_CONNECT_UNAUTHORIZED 5

#define MQTTQOS0 (0 << 1)
#define MQTTQOS1 (1 << 1)
#define MQTTQOS2 (2 << 1)

#define MQTT_MAX_HEADER_SIZE 5

#if defined(ESP8266) || defined(ESP32)
#include <functional>
#define MQTT_CALLBACK_SIGNATURE std::function<void(char*, uint8_t*, unsigned int)> callback
#else
#define MQTT_CALLBACK_SIGNATURE void (*callback)(char*, uint8_t*, unsigned int)
#endif

class PubSubClient : public Print {
 public:
  PubSubClient();
  PubSubClient(Client& client);
  PubSubClient(IPAddress ip, uint16_t port, Client& client);
  PubSubClient(IPAddress ip, uint16_t port, Client& client, Stream& stream);
  PubSubClient(IPAddress ip, uint16_t port, MQTT_CALLBACK_SIGNATURE, Client& client);
  PubSubClient(IPAddress ip, uint16_t port, MQTT_CALLBACK_SIGNATURE, Client& client,
               Stream& stream);
  PubSubClient(uint8_t* ip, uint16_t port, Client& client);
  PubSubClient(uint8_t* ip, uint16_t port, Client& client, Stream& stream);
  PubSubClient(uint8_t* ip, uint16_t port, MQTT_CALLBACK_SIGNATURE, Client& client);
  PubSubClient(uint8_t* ip, uint16_t port, MQTT_CALLBACK_SIGNATURE, Client& client,
               Stream& stream);
  PubSubClient(const char* domain, uint16_t port, Client& client);
  PubSubClient(const char* domain, uint16_t port, Client& client, Stream& stream);
  PubSubClient(const char* domain, uint16_t port, MQTT_CALLBACK_SIGNATURE, Client& client);
  PubSubClient(const char* domain, uint16_t port, MQTT_CALLBACK_SIGNATURE, Client& client,
               Stream& stream);
  PubSubClient(const PubSubClient&) = delete;
  PubSubClient& operator=(const PubSubClient&) = delete;
  virtual ~PubSubClient();

  PubSubClient& setServer(IPAddress ip, uint16_t port);
  PubSubClient& setServer(uint8_t* ip, uint16_t port);
  PubSubClient& setServer(const char* domain, uint16_t port);
  PubSubClient& setCallback(MQTT_CALLBACK_SIGNATURE);
  PubSubClient& setClient(Client& client);
  PubSubClient& setStream(Stream& stream);
  PubSubClient& setKeepAlive(uint16_t keepAlive);
  PubSubClient& setSocketTimeout(uint16_t timeout);
  boolean setBufferSize(uint16_t size);
  uint16_t getBufferSize();

  boolean connect(const char* id);
  boolean connect(const char* id, const char* user, const char* pass);
  boolean connect(const char* id, const char* willTopic, uint8_t willQos, boolean willRetain,
                  const char* willMessage);
  boolean connect(const char* id, const char* user, const char* pass, const char* willTopic,
                  uint8_t willQos, boolean willRetain, const char* willMessage);
  boolean connect(const char* id, const char* user, const char* pass, const char* willTopic,
                  uint8_t willQos, boolean willRetain, const char* willMessage,
                  boolean cleanSession);
  void disconnect();
  boolean publish(const char* topic, const char* payload);
  boolean publish(const char* topic, const char* payload, boolean retained);
  boolean publish(const char* topic, const uint8_t* payload, unsigned int length);
  boolean publish(const char* topic, const uint8_t* payload, unsigned int length,
                  boolean retained);
  boolean publish_P(const char* topic, const char* payload, boolean retained);
  boolean publish_P(const char* topic, const uint8_t* payload, unsigned int length,
                    boolean retained);
  boolean beginPublish(const char* topic, unsigned int length, boolean retained);
  int endPublish();
  virtual size_t write(uint8_t byte);
  virtual size_t write(const uint8_t* bytes, size_t size);
  boolean subscribe(const char* topic);
  boolean subscribe(const char* topic, uint8_t qos);
  boolean unsubscribe(const char* topic);
  boolean loop();
  boolean connected();
  int state();

 private:
  // One buffer for what comes and what goes, as the genuine library has it: a publish() in the
  // callback overwrites the callback's own topic and payload.
  uint8_t* buffer_ = nullptr;
  uint16_t size_ = 0;

  Client* client_ = nullptr;
  Stream* stream_ = nullptr;
  IPAddress ip_;
  const char* domain_ = nullptr;
  uint16_t port_ = 0;
  uint16_t keepAliveSeconds_ = MQTT_KEEPALIVE;
  uint16_t timeoutSeconds_ = MQTT_SOCKET_TIMEOUT;
  MQTT_CALLBACK_SIGNATURE = nullptr;

  // of the connection
  int state_ = MQTT_DISCONNECTED;
  uint16_t lastId_ = 0;
  uint32_t lastOut_ = 0;
  uint32_t lastIn_ = 0;
  bool pingOutstanding_ = false;

  // the packet that is being written: 5 bytes are left for its head
  uint32_t at_ = 0;

  // the packet that was read: bytes kept of it, and how many of them say its length
  uint16_t kept_ = 0;
  uint8_t lengthBytes_ = 0;

  uint32_t millisOf(uint16_t seconds) const { return seconds * 1000UL; }
  uint16_t bytes(const char* text) const;

  void begin() { at_ = MQTT_MAX_HEADER_SIZE; }
  void add(uint8_t byte);
  void addNumber(uint16_t number);
  void addText(const char* text);
  bool addTextIfRoom(const char* text);
  uint16_t head(uint8_t type, uint32_t length);
  bool start(const char* topic, bool retained, uint32_t rest);
  bool send(uint8_t type);
  bool sendTwo(uint8_t type);

  bool awaitAnswer();
  bool take(uint8_t& byte);
  bool read();
  bool readRest(uint32_t length, bool isPublish);
  void message(uint32_t now);
};

#endif
