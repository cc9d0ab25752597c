// Does with the network what is typed, and prints what came of it; for SketchOnNetTest.
#include <ArduinoOTA.h>
#include <ArduinoWiFiServer.h>
#include <DNSServer.h>
#include <ESP8266HTTPClient.h>
#include <ESP8266HTTPUpdateServer.h>
#include <ESP8266SSDP.h>
#include <ESP8266WebServer.h>
#include <ESP8266WiFi.h>
#include <ESP8266WiFiMulti.h>
#include <ESP8266httpUpdate.h>
#include <ESP8266mDNS.h>
#include <PubSubClient.h>
#include <WiFiUdp.h>

#include "anchors.h"

WiFiClient client;
WiFiServer server(80);
WiFiUDP udp;
ESP8266WebServer web(8080);
ESP8266HTTPUpdateServer updater;
DNSServer names;
HTTPClient http;
ESP8266WiFiMulti multi;
BearSSL::WiFiClientSecure secure;
BearSSL::X509List anchors(CA);
BearSSL::X509List others(OTHER_CA);
PubSubClient mqtt(client);
WiFiEventHandler onConnected, onDisconnected, onAddress;
bool serving = false;

void setup() {
  Serial.begin(115200);
  Serial.setTimeout(50);
  onConnected = WiFi.onStationModeConnected([](const WiFiEventStationModeConnected& event) {
    Serial.printf("event connected %s\n", event.ssid.c_str());
  });
  onDisconnected = WiFi.onStationModeDisconnected([](const WiFiEventStationModeDisconnected& event) {
    Serial.printf("event disconnected %d\n", static_cast<int>(event.reason));
  });
  onAddress = WiFi.onStationModeGotIP([](const WiFiEventStationModeGotIP& event) {
    Serial.printf("event address %s\n", event.ip.toString().c_str());
  });
  mqtt.setCallback([](char* topic, uint8_t* payload, unsigned int length) {
    Serial.printf("message %s %.*s\n", topic, static_cast<int>(length),
                  reinterpret_cast<char*>(payload));
  });
}

String word(String& line) {
  int space = line.indexOf(' ');
  String first = space < 0 ? line : line.substring(0, space);
  line = space < 0 ? String() : line.substring(space + 1);
  return first;
}

void serveWeb() {
  const char* headers[] = {"X-Room"};
  web.collectHeaders(headers, 1);
  web.on("/", []() { web.send(200, "text/plain", "room " + web.header("X-Room")); });
  web.on("/sum", HTTP_GET, []() {
    web.send(200, "text/plain", String(web.arg("a").toInt() + web.arg("b").toInt()));
  });
  web.on("/set", HTTP_POST, []() { web.send(200, "text/plain", web.arg("name") + web.args()); });
  web.on("/file", HTTP_POST, []() { web.send(200, "text/plain", web.arg("note")); },
         []() {
           HTTPUpload& upload = web.upload();
           Serial.printf("upload %d %s %u\n", static_cast<int>(upload.status),
                         upload.filename.c_str(), static_cast<unsigned>(upload.totalSize));
         });
  web.on("/long", []() {
    web.setContentLength(CONTENT_LENGTH_UNKNOWN);
    web.send(200, "text/plain", "");
    web.sendContent("one ");
    web.sendContent("two");
  });
  web.on("/secret", []() {
    if (!web.authenticate("me", "pw")) {
      return web.requestAuthentication();
    }
    web.send(200, "text/plain", "open");
  });
  updater.setup(&web, "me", "pw");
  web.begin();
  Serial.println("web");
}

void get(String line) {
  WiFiClient own;
  http.setTimeout(2000);
  http.setFollowRedirects(HTTPC_STRICT_FOLLOW_REDIRECTS);
  http.begin(own, word(line));
  const char* wanted[] = {"X-Kind"};
  http.collectHeaders(wanted, 1);
  int code = line.isEmpty() ? http.GET() : http.POST(line);
  String body = code > 0 ? http.getString() : HTTPClient::errorToString(code);
  Serial.printf("get %d %s [%s]\n", code, body.c_str(), http.header("X-Kind").c_str());
  http.end();
}

void update(String line) {
  WiFiClient own;
  ESPhttpUpdate.rebootOnUpdate(false);
  int result = ESPhttpUpdate.update(own, line, "7");
  Serial.printf("update %d %s\n", result, ESPhttpUpdate.getLastErrorString().c_str());
}

void date() {
  configTime(0, 0, "pool.ntp.org");
  unsigned long begin = millis();
  while (time(nullptr) < 1000000000 && millis() - begin < 20000) {
    delay(10);
  }
  Serial.printf("date %ld in %lu ms\n", static_cast<long>(time(nullptr)), millis() - begin);
}

void many() {
  multi.addAP("meadow", "other");
  multi.addAP("garden", "secret");
  Serial.printf("many %d\n", multi.run());
}

ArduinoWiFiServer crowd(2323);

void own() {
  bool up = WiFi.softAP("desk-setup");
  names.start(53, "*", WiFi.softAPIP());
  MDNS.begin("desk");
  ArduinoOTA.begin();
  Serial.printf("own %d %s\n", up, WiFi.softAPIP().toString().c_str());
}

void dial(String line) {
  String host = word(line);
  unsigned long begin = millis();
  int got = client.connect(host, line.toInt());
  Serial.printf("dial %d in %lu ms\n", got, millis() - begin);
}

void state() {
  int waiting = client.available();
  bool connected = client.connected();
  Serial.printf("state %d %d %d\n", waiting, connected, static_cast<bool>(client));
}

void send(String line) {
  unsigned long begin = millis();
  size_t size = line.toInt();
  String bytes;
  while (bytes.length() < size) {
    bytes += 'x';
  }
  size_t taken = client.write(bytes.c_str(), size);
  Serial.printf("sent %u in %lu ms\n", static_cast<unsigned>(taken), millis() - begin);
}

void read() {
  Serial.print("read ");
  while (client.available() > 0) {
    Serial.write(client.read());
  }
  Serial.println();
}

void tls(String line) {
  String trust = word(line);
  String host = word(line);
  if (trust == "ca") {
    secure.setTrustAnchors(&anchors);
  } else if (trust == "other") {
    secure.setTrustAnchors(&others);
  } else if (trust == "insecure") {
    secure.setInsecure();
  } else if (!secure.setFingerprint(trust.c_str())) {
    Serial.println("no fingerprint");
    return;
  }
  secure.setX509Time(line.toInt());
  unsigned heap = ESP.getFreeHeap();
  int got = secure.connect(host, 8883);
  char words[100];
  int error = secure.getLastSSLError(words, sizeof words);
  Serial.printf("tls %d error %d: %s\n", got, error, words);
  if (got) {
    secure.print("ping");
    unsigned long begin = millis();
    while (!secure.available() && millis() - begin < 5000) {
      delay(10);
    }
    Serial.printf("heard %s, %s heap\n", secure.readString().c_str(),
                  heap - ESP.getFreeHeap() > 20000 ? "much" : "little");
  }
  secure.stop();
}

void scan() {
  int count = WiFi.scanNetworks();
  for (int i = 0; i < count; i++) {
    Serial.printf("found %s %d %s\n", WiFi.SSID(i).c_str(), static_cast<int>(WiFi.RSSI(i)),
                  WiFi.encryptionType(i) == ENC_TYPE_NONE ? "open" : "closed");
  }
}

void name(String line) {
  IPAddress ip;
  int got = WiFi.hostByName(line.c_str(), ip);
  Serial.printf("name %d %s\n", got, ip.toString().c_str());
}

void enter(String line) {
  static String host;
  host = line;
  mqtt.setServer(host.c_str(), 1883);
  bool in = mqtt.connect("desk");
  Serial.printf("mqtt %d state %d\n", in, mqtt.state());
  mqtt.subscribe("desk/#");
}

void obey(String line) {
  String what = word(line);
  if (what == "join") {
    WiFi.begin("garden", line);
    Serial.printf("join %d\n", WiFi.waitForConnectResult(20000));
  } else if (what == "status") {
    Serial.printf("status %d %s %s %d\n", WiFi.status(), WiFi.localIP().toString().c_str(),
                  WiFi.SSID().c_str(), WiFi.RSSI());
  } else if (what == "leave") {
    WiFi.disconnect();
    Serial.println("left");
  } else if (what == "dial") {
    dial(line);
  } else if (what == "state") {
    state();
  } else if (what == "send") {
    send(line);
  } else if (what == "read") {
    read();
  } else if (what == "stop") {
    client.stop();
    Serial.println("stopped");
  } else if (what == "tls") {
    tls(line);
  } else if (what == "scan") {
    scan();
  } else if (what == "name") {
    name(line);
  } else if (what == "enter") {
    enter(line);
  } else if (what == "publish") {
    Serial.printf("publish %d\n", mqtt.publish("desk/said", line.c_str()));
  } else if (what == "serve") {
    server.begin();
    serving = true;
    Serial.println("serve");
  } else if (what == "web") {
    serveWeb();
  } else if (what == "get") {
    get(line);
  } else if (what == "update") {
    update(line);
  } else if (what == "date") {
    date();
  } else if (what == "many") {
    many();
  } else if (what == "own") {
    own();
  } else if (what == "crowd") {
    crowd.begin();
    Serial.printf("crowd %d\n", static_cast<bool>(crowd));
  } else if (what == "ssdp") {
    SSDP.setSchemaURL("description.xml");
    SSDP.setName("desk");
    SSDP.setSerialNumber(0xBEEFu);
    Serial.printf("ssdp %d\n", SSDP.begin());
    SSDP.schema(Serial);
  } else if (what == "udp") {
    Serial.printf("udp %d\n", udp.begin(4210));
  } else {
    Serial.printf("what is %s?\n", what.c_str());
  }
}

void repeat() {
  WiFiClient speaker = crowd.available();
  if (speaker) {
    crowd.println("all: " + speaker.readStringUntil('\n'));
  }
}

void echo() {
  WiFiClient guest = server.accept();
  if (guest) {
    String said = guest.readStringUntil('\n');
    guest.print("you said " + said + "\n");
    guest.stop();
    Serial.printf("guest %s\n", said.c_str());
  }
}

void answer() {
  int size = udp.parsePacket();
  if (size > 0) {
    char text[64] = {};
    udp.read(text, sizeof text - 1);
    udp.beginPacket(udp.remoteIP(), udp.remotePort());
    udp.printf("%d %s", size, text);
    udp.endPacket();
  }
}

void loop() {
  if (serving) {
    echo();
  }
  if (crowd) {
    repeat();
  }
  web.handleClient();
  names.processNextRequest();
  answer();
  mqtt.loop();
  if (Serial.available() > 0) {
    obey(Serial.readStringUntil('\n'));
  }
}
