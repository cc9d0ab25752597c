#pragma once
#include <ESP8266WiFi.h>
#include <WiFiUdp.h>

/// Says on the network what the board is, and answers who asks for it. Its description is a page
/// that the sketch gives out: `server.on("/description.xml", [] { SSDP.schema(server.client()); })`.
class SSDPClass {
 public:
  SSDPClass();

  /// False while there is no network.
  bool begin();
  void end();
  void schema(WiFiClient client) const { schema(static_cast<Print&>(client)); }
  void schema(Print& into) const;

  void setDeviceType(const String& type);
  /// Without `uuid:`; else it is made of the chip's own number.
  void setUUID(const String& uuid) { uuid_ = "uuid:" + uuid; }
  void setName(const String& name) { name_ = name; }
  void setURL(const String& url) { url_ = url; }
  void setSchemaURL(const String& url) { schemaUrl_ = url; }
  void setSerialNumber(const String& number) { serialNumber_ = number; }
  void setSerialNumber(uint32_t number);
  void setModelName(const String& name) { modelName_ = name; }
  void setModelNumber(const String& number) { modelNumber_ = number; }
  void setModelURL(const String& url) { modelUrl_ = url; }
  void setManufacturer(const String& name) { manufacturer_ = name; }
  void setManufacturerURL(const String& url) { manufacturerUrl_ = url; }
  void setHTTPPort(uint16_t port) { port_ = port; }
  void setTTL(uint8_t) {}
  /// How often it says so by itself, in seconds.
  void setInterval(uint32_t seconds) { intervalSeconds_ = seconds; }

 private:
  WiFiUDP udp_;
  uint32_t timer_ = 0;
  uint16_t port_ = 80;
  uint32_t intervalSeconds_ = 1200;
  uint64_t saysAgain_ = 0;
  String uuid_;
  String deviceType_ = "urn:schemas-upnp-org:device:Basic:1";
  String name_;
  String url_;
  String schemaUrl_ = "ssdp/schema.xml";
  String serialNumber_;
  String modelName_;
  String modelNumber_;
  String modelUrl_;
  String manufacturer_;
  String manufacturerUrl_;

  static void onTimer(void* of);
  void turn();
  void hear();
  bool isMeant(const String& target) const;
  String location() const;
  void say(const String& head, const String& kind, const String& target, IPAddress to,
           uint16_t port);
};

extern SSDPClass SSDP;
