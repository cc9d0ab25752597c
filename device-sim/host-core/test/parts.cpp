// Timers, scheduled functions, files, EEPROM and the time of day of an ESP8266.
#include <EEPROM.h>
#include <LittleFS.h>
#include <Schedule.h>
#include <StreamString.h>
#include <Ticker.h>
#include <MD5Builder.h>
#include <TypeConversion.h>
#include <base64.h>
#include <cbuf.h>
#include <coredecls.h>
#include <flash_hal.h>
#include <md5.h>
#include <sys/time.h>

#include "check.h"

namespace {

int ticks = 0;
bool inSystem = false;

void tick() {
  ticks++;
  inSystem = !can_yield();
}

void timers() {
  Ticker every;
  Ticker once;
  Ticker later;
  int scheduled = 0;
  ticks = 0;
  every.attach_ms(100, tick);
  once.once(0.25f, [](int by) { ticks += by; }, 1000);
  later.once_ms_scheduled(10, [&scheduled] { scheduled++; });
  delay(1005);
  CHECK(ticks == 1010 && inSystem && !once.active() && every.active());
  CHECK(scheduled == 0);
  run_scheduled_functions();
  CHECK(scheduled == 1);
  // a sketch that does not yield has no timers
  delayMicroseconds(500000);
  CHECK(ticks == 1010);
  yield();
  CHECK(ticks == 1011);
  every.detach();
  delay(500);
  CHECK(ticks == 1011);
  int recurred = 0;
  schedule_recurrent_function_us([&recurred] { return ++recurred < 3; }, 20000);
  delay(50);
  delay(50);
  delay(50);
  CHECK(recurred == 3);
  esp8266::polledTimeout::periodicMs period(50);
  int periods = 0;
  for (uint32_t begun = millis(); millis() - begun < 505; yield()) {
    periods += period ? 1 : 0;
  }
  CHECK(periods == 10);
}

void files() {
  CHECK(!LittleFS.exists("/a/b.txt") && LittleFS.begin());
  FSInfo before;
  LittleFS.info(before);
  File file = LittleFS.open("/a/b.txt", "w");
  CHECK(file && file.print("0123456789") == 10 && file.size() == 10);
  file.close();
  file = LittleFS.open("/a/b.txt", "r+");
  CHECK(file.seek(5) && file.write('x') == 1 && file.seek(3, SeekEnd) && file.position() == 7);
  CHECK(file.seek(0) && file.readString() == "01234x6789" && !file.seek(11));
  SAME("b.txt", file.name());
  SAME("/a/b.txt", file.fullName());
  file.close();
  CHECK(!LittleFS.open("/none", "r") && !LittleFS.open("/../out", "w"));
  CHECK(!LittleFS.open("/a/../../out", "w") && !LittleFS.open("/x", "q"));
  CHECK(!LittleFS.open("/a-name-of-more-than-31-characters", "w"));
  LittleFS.open("/a/c", "w").print("c");
  LittleFS.open("/a/c", "a").print("d");
  String names;
  Dir folder = LittleFS.openDir("/a");
  while (folder.next()) {
    names += folder.fileName() + folder.fileSize() + ' ';
  }
  SAME("b.txt10 c2 ", names);
  CHECK(LittleFS.rename("/a/c", "/c") && LittleFS.remove("/a/b.txt"));
  CHECK(!LittleFS.exists("/a") && LittleFS.exists("/c") && !LittleFS.remove("/a/b.txt"));
  CHECK(LittleFS.mkdir("/d") && LittleFS.rmdir("/d"));
  static uint8_t bytes[8192] = {};
  file = LittleFS.open("/large", "w");
  size_t written = 0;
  while (file.write(bytes, sizeof bytes) == sizeof bytes) {
    written += sizeof bytes;
    yield();
  }
  FSInfo full;
  LittleFS.info(full);
  CHECK(written > 2000000 && written < 2072576 && full.usedBytes <= full.totalBytes);
  file.close();
  CHECK(LittleFS.remove("/large"));
  CHECK(SPIFFS.begin() && SPIFFS.open("/web/index.html", "w").print("hi") == 2);
  Dir flat = SPIFFS.openDir("/web");
  CHECK(flat.next() && flat.fileName() == "/web/index.html" && !flat.next());
}

void flash() {
  EEPROM.begin(16);
  CHECK(EEPROM.read(0) == 0xFF && EEPROM.length() == 16);
  EEPROM.put(4, 3.5f);
  EEPROM.write(0, 42);
  CHECK(EEPROM.commit());
  EEPROM.end();
  uint32_t word = 0x0F0F0F0F;
  CHECK(ESP.flashWrite(0x1000, &word, 4));
  word = 0x00FF00FF;
  CHECK(ESP.flashWrite(0x1000, &word, 4) && ESP.flashRead(0x1000, &word, 4));
  CHECK(word == 0x000F000F && ESP.flashEraseSector(1) && ESP.flashRead(0x1000, &word, 4));
  CHECK(word == 0xFFFFFFFF && !ESP.flashRead(4 * 1024 * 1024, &word, 4));
}

void timeOfDay() {
  struct tm parts;
  time_t now = time(nullptr);
  localtime_r(&now, &parts);
  CHECK(parts.tm_year == 70 && !getLocalTime(&parts, 50));
  timeval set = {1753960000, 0};
  bool told = false;
  settimeofday_cb([&told] { told = true; });
  settimeofday(&set, nullptr);
  settimeofday_cb([] {});
  setTZ("CET-1CEST,M3.5.0,M10.5.0/3");
  delay(2000);
  now = time(nullptr);
  localtime_r(&now, &parts);
  CHECK(told && now == 1753960002 && parts.tm_isdst == 1 && parts.tm_hour == 13);
  configTime(-3 * 3600, 0, "pool.ntp.org");
  now = time(nullptr);
  localtime_r(&now, &parts);
  CHECK(parts.tm_hour == 8);
}

void texts() {
  StreamString text;
  text.print("a=");
  text.print(5);
  SAME("a=5", static_cast<String&>(text));
  CHECK(text.read() == 'a' && text.available() == 2 && text.parseInt() == 5);
  CHECK(ESP.getVcc() == 65535 && ESP.getFlashChipRealSize() == 4194304);
  uint32_t cycles = ESP.getCycleCount();
  delayMicroseconds(100);
  cycles = ESP.getCycleCount() - cycles;
  CHECK(cycles >= 8000 && cycles < 8100);
  CHECK(ESP.random() != ESP.random());
  uint32_t begun = micros();
  delay(3);
  CHECK(micros() - begun >= 3000 && micros() - begun < 3100);
}

void codes() {
  MD5Builder md5;
  md5.begin();
  md5.add("The quick brown fox jumps over the lazy dog");
  md5.calculate();
  SAME("9e107d9d372bb6826bd81d3542a419d6", md5.toString());
  md5.begin();
  md5.calculate();
  SAME("d41d8cd98f00b204e9800998ecf8427e", md5.toString());
  md5_context_t context;
  uint8_t digest[16];
  MD5Init(&context);
  MD5Update(&context, reinterpret_cast<const uint8_t*>("The quick brown fox jumps over "), 31);
  MD5Update(&context, reinterpret_cast<const uint8_t*>("the lazy dog"), 12);
  MD5Final(digest, &context);
  CHECK(digest[0] == 0x9e && digest[15] == 0xd6);
  assert(digest[1] == 0x10);
  SAME("dXNlcjpwYXNzd29yZA==", base64::encode("user:password"));
  SAME("TWFu", base64::encode("Man"));
  CHECK(crc32("123456789", 9) == 0x0376E6E7 && sqrt32(99) == 9);
  uint8_t bytes[2];
  experimental::TypeConversion::hexStringToUint8Array("a5f0", bytes, 2);
  SAME("a5f0", experimental::TypeConversion::uint8ArrayToHexString(bytes, 2));
  cbuf ring(8);
  CHECK(ring.write("abcdefghij", 10) == 7 && ring.full() && ring.read() == 'a');
  char text[8] = {};
  CHECK(ring.resizeAdd(4) == 12 && ring.write("xyz", 3) == 3 && ring.read(text, 4) == 4);
  SAME("bcde", text);
}

void updates() {
  uint8_t image[300] = {0xE9};
  CHECK(!Update.begin(0) && Update.getError() == UPDATE_ERROR_SIZE);
  CHECK(Update.begin(sizeof image) && Update.write(image, 200) == 200 && !Update.isFinished());
  CHECK(Update.write(image, 200) == 0 && Update.getError() == UPDATE_ERROR_SPACE && !Update.end());
  CHECK(Update.begin(sizeof image) && Update.write(image, sizeof image) == sizeof image);
  CHECK((size_t)&_FS_end - (size_t)&_FS_start == FS_PHYS_SIZE);
  CHECK(Update.setMD5("9e107d9d372bb6826bd81d3542a419d6") && !Update.end());
  SAME("ERROR[7]: MD5 verification failed", Update.getErrorString());
  image[0] = 'x';
  CHECK(Update.begin(sizeof image) && Update.write(image, sizeof image) == 0 && !Update.end());
  image[0] = 0xE9;
  CHECK(Update.begin(sizeof image) && Update.write(image, sizeof image) > 0 && Update.end());
}

}  // namespace

void checkParts() {
  timers();
  files();
  flash();
  timeOfDay();
  texts();
  codes();
  updates();
  check::summary("parts");
}

/// After a restart.
void checkKept() {
  EEPROM.begin(16);
  float kept = 0;
  EEPROM.get(4, kept);
  CHECK(EEPROM.read(0) == 42 && kept == 3.5f);
  CHECK(LittleFS.begin() && LittleFS.open("/c", "r").readString() == "cd");
  check::summary("kept");
}
