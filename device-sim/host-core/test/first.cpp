// What HostCoreTest talks to: it prints who it is, and then does what it is told on the serial line.
#include <Arduino.h>

void checkLanguage();
void checkChip();
void checkParts();
void checkKept();
void sendOnPort();
void showPort();

String early = "made before setup, and in the heap";
int passes = 0;

void setup() {
  Serial.begin(115200);
  Serial.printf("\n%s\n%06x %s %u\n", early.c_str(), ESP.getChipId(),
                ESP.getResetReason().c_str(), ESP.getFreeHeap());
}

void starve() {
  for (volatile uint32_t i = 0;; i = i + 1) {
  }
}

void obey(const String& command) {
  if (command == "starve") {
    starve();
  } else if (command == "ask") {
    for (;;) {
      millis();
    }
  } else if (command == "locked") {
    noInterrupts();
    starve();
  } else if (command == "fed") {
    for (uint32_t begun = millis(); millis() - begun < 20000;) {
      ESP.wdtFeed();
      delayMicroseconds(1000);
    }
    Serial.println("lived");
  } else if (command == "wrap") {
    unsigned long before = micros();
    uint32_t narrow = micros();
    delay(20);
    Serial.printf("%lu %u ms\n", (micros() - before) / 1000, (uint32_t(micros()) - narrow) / 1000);
  } else if (command == "restart") {
    uint32_t kept = 0x12345678;
    ESP.rtcUserMemoryWrite(3, &kept, sizeof kept);
    ESP.restart();
  } else if (command == "sleep") {
    ESP.deepSleep(7000000);
  } else if (command == "memory") {
    uint32_t kept = 0;
    ESP.rtcUserMemoryRead(3, &kept, sizeof kept);
    Serial.printf("kept %08x\n", kept);
  } else if (command == "heap") {
    uint32_t before = ESP.getFreeHeap();
    void* most = malloc(before);
    void* some = malloc(1000);
    Serial.printf("%d %d %u", most == nullptr, some != nullptr, before - ESP.getFreeHeap());
    free(some);
    Serial.printf(" %u\n", before - ESP.getFreeHeap());
  } else if (command == "print") {
    uint32_t begun = micros();
    for (int i = 0; i < 600; i++) {
      Serial.write('x');
    }
    Serial.printf("\n600 in %lu us\n", micros() - begun);
  } else if (command == "language") {
    checkLanguage();
  } else if (command == "parts") {
    checkParts();
  } else if (command == "chip") {
    checkChip();
  } else if (command == "kept") {
    checkKept();
  } else if (command == "send") {
    sendOnPort();
  } else if (command == "show") {
    showPort();
  } else if (command == "full") {
    delay(100);
    Serial.printf("%d %d\n", Serial.available(), Serial.hasOverrun());
    while (Serial.available() > 0) {
      Serial.read();
    }
  } else {
    Serial.println("? " + command);
  }
}

void loop() {
  passes++;
  if (Serial.available() > 0) {
    obey(Serial.readStringUntil('\n'));
  }
}
