#include "ESP8266SSDP.h"

#include "host.h"

namespace {

// UPnP Device Architecture 1.0: HTTP in datagrams, to this group.
constexpr uint16_t PORT = 1900;
constexpr uint64_t LOOK_EACH = 100 * host::MILLISECOND;
constexpr size_t MOST_BYTES = 1024;
const char ROOT[] = "upnp:rootdevice";

IPAddress group() { return IPAddress(239, 255, 255, 250); }

/// The line of that name in a head, without what is around it; empty if it has none.
String line(const String& head, const char* name) {
  String wanted = String("\n") + name + ":";
  String lower = head;
  lower.toLowerCase();
  int at = lower.indexOf(wanted);
  if (at < 0) {
    return "";
  }
  int from = at + static_cast<int>(wanted.length());
  int to = head.indexOf('\n', from);
  String value = head.substring(from, to < 0 ? head.length() : static_cast<unsigned>(to));
  value.trim();
  return value;
}

void element(Print& into, const char* name, const String& value) {
  into.print('<');
  into.print(name);
  into.print('>');
  into.print(value);
  into.print("</");
  into.print(name);
  into.print(">\r\n");
}

}  // namespace

SSDPClass SSDP;

SSDPClass::SSDPClass() {}

bool SSDPClass::begin() {
  end();
  if (uuid_.isEmpty()) {
    char text[42];
    snprintf(text, sizeof text, "uuid:38323636-4558-4dda-9188-cda0e6%06x",
             static_cast<unsigned>(ESP.getChipId() & 0xFFFFFF));
    uuid_ = text;
  }
  if (!host::networkIsUp() || udp_.beginMulticast(group(), PORT) == 0) {
    return false;
  }
  saysAgain_ = host::now();
  timer_ = host::timer(host::now() + LOOK_EACH, onTimer, this);
  return true;
}

void SSDPClass::end() {
  host::cancel(timer_);
  timer_ = 0;
  udp_.stop();
}

void SSDPClass::setDeviceType(const String& type) { deviceType_ = type; }
void SSDPClass::setSerialNumber(uint32_t number) {
  char text[9];
  snprintf(text, sizeof text, "%08X", static_cast<unsigned>(number));
  serialNumber_ = text;
}

void SSDPClass::onTimer(void* of) {
  SSDPClass& self = *static_cast<SSDPClass*>(of);
  self.timer_ = host::timer(host::now() + LOOK_EACH, onTimer, of);
  self.turn();
}

void SSDPClass::turn() {
  hear();
  if (host::now() >= saysAgain_ && host::networkIsUp()) {
    saysAgain_ = host::now() + intervalSeconds_ * host::SECOND;
    say("NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nNTS: ssdp:alive\r\n", "NT", deviceType_,
        group(), PORT);
  }
}

/// Who searches for it, for its kind or for all there is, is told where its description lies.
void SSDPClass::hear() {
  while (udp_.parsePacket() > 0) {
    char bytes[MOST_BYTES];
    int count = udp_.read(bytes, sizeof bytes);
    String head;
    head.concat(bytes, static_cast<unsigned>(count < 0 ? 0 : count));
    String target = line(head, "st");
    if (head.startsWith("M-SEARCH") && line(head, "man") == "\"ssdp:discover\"" &&
        isMeant(target)) {
      say("HTTP/1.1 200 OK\r\nEXT:\r\n", "ST", target == "ssdp:all" ? String(ROOT) : target,
          udp_.remoteIP(), udp_.remotePort());
    }
  }
}

bool SSDPClass::isMeant(const String& target) const {
  return target == "ssdp:all" || target == ROOT || target == uuid_ || target == deviceType_;
}

String SSDPClass::location() const {
  return "http://" + WiFi.localIP().toString() + ":" + String(port_) + "/" + schemaUrl_;
}

void SSDPClass::say(const String& head, const String& kind, const String& target, IPAddress to,
                    uint16_t port) {
  udp_.beginPacket(to, port);
  udp_.print(head);
  udp_.print("CACHE-CONTROL: max-age=" + String(intervalSeconds_) + "\r\nSERVER: Arduino/1.0 UPNP/1.1 " +
             modelName_ + "/" + modelNumber_ + "\r\nUSN: " + uuid_ +
             (target == uuid_ ? String() : "::" + target) + "\r\n" + kind + ": " + target +
             "\r\nLOCATION: " + location() + "\r\n\r\n");
  udp_.endPacket();
}

void SSDPClass::schema(Print& into) const {
  into.print("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nConnection: close\r\n"
             "Access-Control-Allow-Origin: *\r\n\r\n<?xml version=\"1.0\"?>"
             "<root xmlns=\"urn:schemas-upnp-org:device-1-0\">\r\n"
             "<specVersion><major>1</major><minor>0</minor></specVersion>\r\n");
  element(into, "URLBase", "http://" + WiFi.localIP().toString() + ":" + String(port_) + "/");
  into.print("<device>\r\n");
  element(into, "deviceType", deviceType_);
  element(into, "friendlyName", name_);
  element(into, "presentationURL", url_);
  element(into, "serialNumber", serialNumber_);
  element(into, "modelName", modelName_);
  element(into, "modelNumber", modelNumber_);
  element(into, "modelURL", modelUrl_);
  element(into, "manufacturer", manufacturer_);
  element(into, "manufacturerURL", manufacturerUrl_);
  element(into, "UDN", uuid_);
  into.print("</device>\r\n</root>\r\n");
}
