// What CardTest talks to: a sketch with a memory card, on both chips.
#include <SD.h>

#include "check.h"

namespace {

void checkCard() {
  CHECK(SD.exists("given.txt") && SD.exists("/GIVEN.TXT") && !SD.exists("none.txt"));
  CHECK(!SD.open("none.txt") && !SD.open("/../out.txt", FILE_WRITE));
  File file = SD.open("given.txt");
  CHECK(file && file.size() == 5 && file.available() == 5 && file.peek() == 'h');
  CHECK(file.readStringUntil('\n') == "hello" && file.read() == -1);
  file.close();
  CHECK(!file && file.size() == 0);
  for (int i = 0; i < 2; i++) {
    file = SD.open("datalog.txt", FILE_WRITE);
    CHECK(file && file.print("1,2,") == 4 && file.println(3) == 3);
    file.close();
  }
  file = SD.open("DataLog.txt");
  CHECK(file.size() == 14 && file.seek(7) && file.parseInt() == 1 && !file.seek(15));
  file.close();
  CHECK(SD.mkdir("/logs/old") && SD.open("/logs/old/a.txt", FILE_WRITE).print("x") == 1);
  CHECK(!SD.rmdir("/logs/old") && SD.remove("/logs/old/a.txt") && SD.exists("/logs/old"));
  CHECK(SD.rmdir("/logs/old") && SD.rmdir("/logs") && !SD.exists("/logs"));
  File folder = SD.open("/");
  String names;
  for (File next = folder.openNextFile(); next; next = folder.openNextFile()) {
    names += String(next.name()) + (next.isDirectory() ? "/ " : " ");
  }
  CHECK(folder.isDirectory());
  Serial.println(names);
#ifdef __AVR__
  CHECK(!SD.open("longer-name.txt", FILE_WRITE) && !SD.exists("a.html"));
  CHECK(!SD.open("new.txt", O_WRITE) && SD.open("new.txt", O_WRITE | O_CREAT));
  SdVolume volume;
  Sd2Card again;
  CHECK(again.init(SPI_HALF_SPEED, 10) && volume.init(again) && volume.fatType() == 32);
#else
  CHECK(SD.open("longer-name.json", "w").print("{}") == 2 && SD.remove("LONGER-NAME.json"));
  FSInfo64 info;
  CHECK(SDFS.info64(info) && info.totalBytes > 3000000000u && info.usedBytes > 0);
  CHECK(SD.fatType() == 32 && SD.size64() == info.totalBytes && !SDFS.format());
#endif
}

}  // namespace

void setup() {
  Serial.begin(9600);
  uint32_t begun = millis();
  if (SD.begin(10)) {
    checkCard();
    check::summary("card");
  } else {
    CHECK(millis() - begun >= 1900 && !SD.exists("given.txt") && !SD.open("a.txt", FILE_WRITE));
    check::summary("none");
  }
}

void loop() {}
