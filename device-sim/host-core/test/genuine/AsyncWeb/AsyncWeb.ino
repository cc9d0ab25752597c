// ESPAsyncWebServer: the sketch asks itself for a page, a form, a file, an answer in pieces, what
// wants a password and what is not there, five at a time; nothing of it stays in the heap.
#include <ESP8266WiFi.h>
#include <ESPAsyncTCP.h>
#include <ESPAsyncWebServer.h>
#include <LittleFS.h>

AsyncWebServer server(80);
int open_ = 0;

void setup() {
  Serial.begin(115200);
  Serial.println();
  LittleFS.begin();
  File file = LittleFS.open("/long.txt", "w");
  for (int i = 0; i < 1000; i++) {
    file.print("0123456789");
  }
  file.close();
  WiFi.begin("garden", "secret-one");
  WiFi.waitForConnectResult(20000);
  server.on("/", HTTP_GET, [](AsyncWebServerRequest* request) {
    request->send(200, "text/plain", "hello");
  });
  server.on("/form", HTTP_POST, [](AsyncWebServerRequest* request) {
    request->send(200, "text/plain", request->getParam("name", true)->value());
  });
  server.on("/pieces", HTTP_GET, [](AsyncWebServerRequest* request) {
    request->send(request->beginChunkedResponse(
        "text/plain", [](uint8_t* into, size_t room, size_t index) -> size_t {
          size_t size = index < 3000 ? std::min<size_t>(room, 3000 - index) : 0;
          memset(into, 'x', size);
          return size;
        }));
  });
  server.on("/secret", HTTP_GET, [](AsyncWebServerRequest* request) {
    if (!request->authenticate("me", "pw")) {
      return request->requestAuthentication();
    }
    request->send(200, "text/plain", "open");
  });
  server.serveStatic("/files/", LittleFS, "/");
  server.onNotFound([](AsyncWebServerRequest* request) { request->send(404); });
  server.begin();
}

void ask(const char* name, const String& request) {
  struct Answer {
    String head;
    size_t size = 0;
  };
  AsyncClient* client = new AsyncClient;
  Answer* answer = new Answer;
  open_++;
  client->onConnect([request](void*, AsyncClient* to) { to->write(request.c_str()); });
  client->onData([answer](void*, AsyncClient*, void* data, size_t size) {
    for (size_t i = 0; i < size && answer->head.length() < 400; i++) {
      answer->head += static_cast<char*>(data)[i];
    }
    answer->size += size;
  });
  client->onDisconnect([answer, name](void*, AsyncClient* of) {
    int body = answer->head.indexOf("\r\n\r\n") + 4;
    Serial.printf("%s %s %u [%s]\n", name, answer->head.substring(9, 12).c_str(),
                  static_cast<unsigned>(answer->size - body),
                  answer->head.substring(body, body + 5).c_str());
    delete answer;
    delete of;
    open_--;
  });
  client->connect(WiFi.localIP(), 80);
}

void loop() {
  static int round = 0;
  if (round++ < 3) {
    const String end = " HTTP/1.1\r\nHost: board\r\nConnection: close\r\n";
    uint32_t heap = ESP.getFreeHeap();
    ask("page", "GET /" + end + "\r\n");
    ask("form", "POST /form" + end + "Content-Type: application/x-www-form-urlencoded\r\n" +
                    "Content-Length: 12\r\n\r\nname=Ann+Lee");
    ask("file", "GET /files/long.txt" + end + "\r\n");
    ask("pieces", "GET /pieces" + end + "\r\n");
    ask("secret", "GET /secret" + end + "Authorization: Basic bWU6cHc=\r\n\r\n");
    while (open_ > 0) {
      delay(10);
    }
    ask("closed", "GET /secret" + end + "\r\n");
    ask("nothing", "GET /nothing" + end + "\r\n");
    while (open_ > 0) {
      delay(10);
    }
    delay(2000);
    Serial.printf("heap %d\n", static_cast<int>(heap - ESP.getFreeHeap()));
  }
}
