// Runs a sketch on a PC: setup(), then loop() once each millisecond. A script on stdin says what
// happens around it, one event a line, times in milliseconds that do not go back:
//
//   10 in 0A7E31...      bytes arrive at its serial port
//   10 pin 14 512        a pin gets a level
//   60000 end
//
// What it does is printed: `12 out 7B...` for bytes, `12 pin 13 1` when it sets a pin, both with
// the time. Waiting in loop() is seen too: `12 delay 500`.
#include <Arduino.h>
#include <stdio.h>

#include <deque>
#include <iostream>
#include <map>
#include <sstream>
#include <string>

static unsigned long nowMillis = 0;
static bool inLoop = false;
static std::deque<uint8_t> input;
static std::string output;
static std::map<int, int> levels;
static uint32_t randomState = 1;

HardwareSerial Serial;
#ifdef ESP8266
EspClass ESP;
#endif

unsigned long millis() { return nowMillis; }
unsigned long micros() { return nowMillis * 1000; }

void delay(unsigned long millis) {
  if (inLoop) {
    printf("%lu delay %lu\n", nowMillis, millis);
  }
  nowMillis += millis;
}

void pinMode(uint8_t, uint8_t) {}

void digitalWrite(uint8_t pin, uint8_t level) {
  printf("%lu pin %d %d\n", nowMillis, pin, level);
  levels[pin] = level;
}

int digitalRead(uint8_t pin) { return levels[pin] != 0 ? HIGH : LOW; }
int analogRead(uint8_t pin) { return levels[pin]; }

void randomSeed(unsigned long seed) { randomState = static_cast<uint32_t>(seed); }

long random(long limit) {
  randomState = randomState * 1103515245u + 12345u;
  return limit == 0 ? 0 : static_cast<long>(randomState >> 8) % limit;
}

long random(long least, long limit) { return least + random(limit - least); }

int HardwareSerial::available() { return static_cast<int>(input.size()); }
int HardwareSerial::peek() { return input.empty() ? -1 : input.front(); }

int HardwareSerial::read() {
  int next = peek();
  if (next >= 0) {
    input.pop_front();
  }
  return next;
}

size_t HardwareSerial::write(uint8_t byte) {
  output += static_cast<char>(byte);
  return 1;
}

static void printOutput() {
  if (!output.empty()) {
    printf("%lu out ", nowMillis);
    for (unsigned char c : output) {
      printf("%02X", c);
    }
    printf("\n");
    output.clear();
  }
}

static void runUntil(unsigned long time) {
  for (; nowMillis < time; nowMillis++) {
    inLoop = true;
    loop();
    printOutput();
  }
}

int main() {
  bool started = false;
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    unsigned long time = 0;
    std::string verb;
    words >> time >> verb;
    if (!started && verb != "pin") {
      setup();
      printOutput();
      started = true;
    }
    if (started) {
      runUntil(time);
    }
    if (verb == "in") {
      std::string hex;
      words >> hex;
      for (size_t i = 0; i + 1 < hex.size(); i += 2) {
        input.push_back(static_cast<uint8_t>(std::stoi(hex.substr(i, 2), nullptr, 16)));
      }
    } else if (verb == "pin") {
      int pin = 0;
      words >> pin;
      words >> levels[pin];
    } else if (verb == "end") {
      fflush(stdout);
      return 0;
    } else {
      std::cerr << "not an event: " << line << "\n";
      return 2;
    }
    fflush(stdout);
  }
  return 0;
}
