// Does with ESPAsyncTCP what is typed, and prints when it is called; for SketchOnAsyncTest.
#include <ESP8266WiFi.h>
#include <ESPAsyncTCP.h>
#include <AsyncPrinter.h>

AsyncClient client;
AsyncServer server(80);
AsyncPrinter printer;
bool later = false;
bool packets = false;
bool waiting = false;
int depth = 0;
int polls = 0;

struct Inside {
  Inside() {
    if (++depth > 1) {
      Serial.println("nested");
    }
  }
  ~Inside() { depth--; }
};

void heard(void*, AsyncClient* c, void* data, size_t size) {
  Inside inside;
  if (later) {
    c->ackLater();
  }
  Serial.printf("heard %u %.*s waiting %d push %d\n", static_cast<unsigned>(size),
                static_cast<int>(size < 10 ? size : 10), static_cast<char*>(data), waiting,
                c->isRecvPush());
}

void setup() {
  Serial.begin(115200);
  Serial.setTimeout(50);
  client.onConnect([](void*, AsyncClient* c) {
    Inside inside;
    Serial.printf("connected %s to %s:%u mss %u\n", c->stateToString(),
                  c->remoteIP().toString().c_str(), c->remotePort(), c->getMss());
  });
  client.onDisconnect([](void* of, AsyncClient* c) {
    Inside inside;
    Serial.printf("ended %s state %u free %d\n", static_cast<const char*>(of), c->state(),
                  c->free());
  }, const_cast<char*>("client"));
  client.onError([](void*, AsyncClient* c, err_t error) {
    Inside inside;
    Serial.printf("error %d in %lu ms: %s\n", error, millis(), c->errorToString(error));
  });
  client.onAck([](void*, AsyncClient* c, size_t size, uint32_t) {
    Inside inside;
    Serial.printf("acked %u can %d waiting %d\n", static_cast<unsigned>(size), c->canSend(),
                  waiting);
  });
  client.onTimeout([](void*, AsyncClient*, uint32_t time) {
    Inside inside;
    Serial.printf("timeout in %lu ms\n", static_cast<unsigned long>(time));
  });
  client.onPoll([](void*, AsyncClient*) {
    Inside inside;
    polls++;
  });
  client.onData(heard);
  server.onClient([](void*, AsyncClient* guest) {
    guest->onData([](void*, AsyncClient* c, void* data, size_t size) {
      String said;
      said.concat(static_cast<char*>(data), size);
      c->write(("you said " + said).c_str());
      if (said == "bye") {
        c->close();
      }
    });
    guest->onDisconnect([](void*, AsyncClient* c) {
      delete c;
      Serial.println("guest ended");
    });
    Serial.println("guest");
  }, nullptr);
}

String word(String& line) {
  int space = line.indexOf(' ');
  String first = space < 0 ? line : line.substring(0, space);
  line = space < 0 ? String() : line.substring(space + 1);
  return first;
}

void fill(size_t size) {
  String bytes;
  while (bytes.length() < size) {
    bytes += 'x';
  }
  size_t added = client.add(bytes.c_str(), bytes.length());
  size_t left = client.space();
  bool sent = client.send();
  Serial.printf("fill %u left %u sent %d can %d\n", static_cast<unsigned>(added),
                static_cast<unsigned>(left), sent, client.canSend());
}

void obey(String line) {
  String what = word(line);
  if (what == "join") {
    WiFi.begin("garden", line);
    Serial.printf("join %d\n", WiFi.waitForConnectResult(20000));
  } else if (what == "dial") {
    String host = word(line);
    bool begun = client.connect(host.c_str(), line.toInt());
    Serial.printf("dial %d in %lu ms %s\n", begun, millis(), client.stateToString());
  } else if (what == "dialed") {
    IPAddress ip;
    ip.fromString(word(line));
    Serial.printf("dialed %d\n", client.connect(ip, line.toInt()));
  } else if (what == "say") {
    Serial.printf("say %u\n", static_cast<unsigned>(client.write(line.c_str())));
  } else if (what == "add") {
    Serial.printf("add %u\n", static_cast<unsigned>(client.add(line.c_str(), line.length())));
  } else if (what == "fill") {
    fill(line.toInt());
  } else if (what == "drip") {
    // while interrupts are held back the sketch runs ahead of what it is told
    String piece;
    while (piece.length() < 100) {
      piece += 'x';
    }
    size_t taken = 0;
    for (int i = 0; i < 100; i++) {
      noInterrupts();
      for (int j = 0; j < 4; j++) {
        taken += client.write(piece.c_str());
        delayMicroseconds(1500);
      }
      interrupts();
      delay(3);
    }
    Serial.printf("drip %u\n", static_cast<unsigned>(taken));
  } else if (what == "later") {
    later = true;
    Serial.println("later");
  } else if (what == "ack") {
    Serial.printf("ack %u\n", static_cast<unsigned>(client.ack(line.toInt())));
  } else if (what == "packets") {
    client.onPacket([](void*, AsyncClient* c, pbuf* packet) {
      Serial.printf("packet %u of %u\n", packet->len, packet->tot_len);
      c->ackPacket(packet);
    });
    Serial.println("packets");
  } else if (what == "wait") {
    waiting = true;
    delay(1000);
    waiting = false;
    Serial.println("wait over");
  } else if (what == "compute") {
    waiting = true;
    delayMicroseconds(1000000);
    waiting = false;
    yield();
    Serial.println("compute over");
  } else if (what == "quiet") {
    client.setRxTimeout(line.toInt());
    Serial.println("quiet");
  } else if (what == "patience") {
    client.setAckTimeout(line.toInt());
    Serial.println("patience");
  } else if (what == "close") {
    client.close(line == "now");
    Serial.printf("close %d\n", client.connected());
  } else if (what == "abort") {
    client.abort();
    Serial.println("abort");
  } else if (what == "polls") {
    Serial.printf("polls %d\n", polls);
  } else if (what == "serve") {
    server.begin();
    Serial.printf("serve %u\n", server.status());
  } else if (what == "unserve") {
    server.end();
    Serial.printf("unserve %u\n", server.status());
  } else if (what == "heap") {
    Serial.printf("heap %u\n", ESP.getFreeHeap());
  } else if (what == "print") {
    String host = word(line);
    int begun = printer.connect(host.c_str(), word(line).toInt());
    size_t size = line.toInt();
    size_t printed = 0;
    while (printed < size && printer.print("p") == 1) {
      printed++;
    }
    Serial.printf("print %d %u\n", begun, static_cast<unsigned>(printed));
  } else {
    Serial.printf("what is %s?\n", what.c_str());
  }
}

void loop() {
  if (Serial.available() > 0) {
    obey(Serial.readStringUntil('\n'));
  }
}
