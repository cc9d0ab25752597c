// What PinsOfASketchTest talks to: it moves pins, bit by bit or by the core's functions, as it is
// told on the serial line. An Uno's is the same.
#include <Arduino.h>
#include <SPI.h>
#include <Servo.h>
#include <Wire.h>

#ifdef ESP8266
constexpr uint8_t ONE_WIRE = D2, DHT = D5, COUNT = D6, OUT = D1, CHOOSE = D8, ALERT = D7;
#else
constexpr uint8_t ONE_WIRE = 4, DHT = 5, COUNT = 2, OUT = 7, CHOOSE = 10, ALERT = 3;
#endif

Servo servo;
volatile uint32_t pulses = 0;
volatile uint32_t lastMicros = 0;
bool waiting = false;

#ifdef ESP8266
IRAM_ATTR
#endif
void onPulse() {
  pulses = pulses + 1;
  lastMicros = micros();
}

void setup() {
  Serial.begin(115200);
  Serial.println("ready");
}

// ---- a wire, by registers ----

void low(uint8_t pin) {
  *portOutputRegister(digitalPinToPort(pin)) &= ~digitalPinToBitMask(pin);
  *portModeRegister(digitalPinToPort(pin)) |= digitalPinToBitMask(pin);
}

void release(uint8_t pin) {
  *portModeRegister(digitalPinToPort(pin)) &= ~digitalPinToBitMask(pin);
}

bool isHigh(uint8_t pin) {
  return (*portInputRegister(digitalPinToPort(pin)) & digitalPinToBitMask(pin)) != 0;
}

bool reset() {
  low(ONE_WIRE);
  delayMicroseconds(480);
  release(ONE_WIRE);
  delayMicroseconds(70);
  bool there = !isHigh(ONE_WIRE);
  delayMicroseconds(410);
  return there;
}

bool slot(bool bit) {
  noInterrupts();
  low(ONE_WIRE);
  delayMicroseconds(bit ? 3 : 65);
  release(ONE_WIRE);
  delayMicroseconds(8);
  bool high = isHigh(ONE_WIRE);
  interrupts();
  delayMicroseconds(53);
  return high;
}

uint8_t transfer(uint8_t value) {
  uint8_t got = 0;
  for (int i = 0; i < 8; i++) {
    got |= slot(value >> i & 1) << i;
  }
  return got;
}

void scratchpad() {
  reset();
  transfer(0xCC);
  transfer(0xBE);
  for (int i = 0; i < 9; i++) {
    Serial.print(transfer(0xFF), HEX);
    Serial.print(i < 8 ? " " : "\n");
  }
}

void thermometer() {
  if (!reset()) {
    Serial.println("nobody");
    return;
  }
  transfer(0xCC);
  transfer(0x44);
  delay(750);
  scratchpad();
}

// ---- the same by a plain pointer, looked at when time passes ----

void pointer() {
  auto mask = digitalPinToBitMask(ONE_WIRE);
#ifdef ESP8266
  volatile uint32_t* out = portOutputRegister(digitalPinToPort(ONE_WIRE));
  volatile uint32_t* mode = portModeRegister(digitalPinToPort(ONE_WIRE));
  volatile uint32_t* in = portInputRegister(digitalPinToPort(ONE_WIRE));
#else
  volatile uint8_t* in = portInputRegister(digitalPinToPort(ONE_WIRE));
  volatile uint8_t* mode = in + 1;
  volatile uint8_t* out = in + 2;
#endif
  *out = *out & ~mask;
  *mode = *mode | mask;
  delayMicroseconds(480);
  *mode = *mode & ~mask;
  delayMicroseconds(70);
  bool there = (*in & mask) == 0;
  delayMicroseconds(410);
  Serial.println(there && (*in & mask) != 0 ? "there" : "nobody");
}

// ---- by functions ----

void dht() {
  pinMode(DHT, OUTPUT);
  digitalWrite(DHT, LOW);
  delayMicroseconds(1100);
  pinMode(DHT, INPUT_PULLUP);
  uint8_t bytes[5] = {};
  noInterrupts();
  pulseIn(DHT, HIGH, 1000);
  for (int i = 0; i < 40; i++) {
    unsigned long high = pulseIn(DHT, HIGH, 1000);
    bytes[i / 8] = static_cast<uint8_t>(bytes[i / 8] << 1 | (high > 40));
  }
  interrupts();
  for (uint8_t each : bytes) {
    Serial.print(each);
    Serial.print(' ');
  }
  Serial.println();
}

void count() {
  pulses = 0;
  attachInterrupt(digitalPinToInterrupt(COUNT), onPulse, FALLING);
  delay(3500);
  detachInterrupt(digitalPinToInterrupt(COUNT));
  uint32_t counted = pulses;
  delay(2000);
  Serial.print(counted);
  Serial.print(' ');
  Serial.print(pulses);
  Serial.print(' ');
  Serial.print(lastMicros % 1000000UL);
  Serial.print(' ');
  Serial.println(pulseIn(COUNT, LOW, 2000000UL));
}

void held() {
  pulses = 0;
  attachInterrupt(digitalPinToInterrupt(COUNT), onPulse, CHANGE);
  noInterrupts();
  delayMicroseconds(1500);
  for (int i = 0; i < 2500; i++) {
    delayMicroseconds(1000);
  }
  uint32_t meanwhile = pulses;
  interrupts();
  delayMicroseconds(100);
  Serial.print(meanwhile);
  Serial.print(' ');
  Serial.println(pulses);
  detachInterrupt(digitalPinToInterrupt(COUNT));
}

void wire() {
  Wire.begin();
  Wire.beginTransmission(0x76);
  Wire.write(0xD0);
  Serial.print(Wire.endTransmission(false));
  Serial.print(' ');
  Serial.print(Wire.requestFrom(0x76, 1));
  Serial.print(' ');
  Serial.print(Wire.read(), HEX);
  Serial.print(' ');
  Serial.print(Wire.read());
  Wire.beginTransmission(0x11);
  Serial.print(' ');
  Serial.print(Wire.endTransmission());
  Serial.print(' ');
  Serial.println(Wire.requestFrom(0x11, 2));
}

void setRegister(uint8_t number, uint16_t value) {
  Wire.beginTransmission(0x48);
  Wire.write(number);
  Wire.write(value >> 8);
  Wire.write(value & 0xFF);
  Wire.endTransmission();
}

// An ADS1115 that converts 128 times a second and tells each time. The sketch only looks at what its
// interrupt has left, which is nothing that the simulator sees.
void alert() {
  Wire.begin();
  pinMode(ALERT, INPUT);
  pulses = 0;
  attachInterrupt(digitalPinToInterrupt(ALERT), onPulse, FALLING);
  setRegister(3, 0x8000);
  setRegister(2, 0);
  setRegister(1, 0x4280);
  waiting = true;
}

void spi() {
  SPI.begin();
  pinMode(CHOOSE, OUTPUT);
  digitalWrite(CHOOSE, LOW);
  SPI.beginTransaction(SPISettings(1000000, MSBFIRST, SPI_MODE0));
  Serial.print(SPI.transfer16(0), HEX);
  Serial.print(' ');
#ifdef __AVR__
  // by its registers
  uint16_t second = 0;
  for (int i = 0; i < 2; i++) {
    SPDR = 0;
    loop_until_bit_is_set(SPSR, SPIF);
    second = static_cast<uint16_t>(second << 8 | SPDR);
  }
  Serial.print(second, HEX);
#else
  Serial.print(SPI.transfer16(0), HEX);
#endif
  digitalWrite(CHOOSE, HIGH);
  Serial.print(' ');
  Serial.println(SPI.transfer(0), HEX);
  SPI.endTransaction();
}

void outputs() {
  pinMode(OUT, OUTPUT);
  digitalWrite(OUT, HIGH);
  Serial.print(digitalRead(OUT));
  digitalWrite(OUT, LOW);
  Serial.print(digitalRead(OUT));
  pinMode(OUT, INPUT_PULLUP);
  Serial.print(digitalRead(OUT));
  pinMode(OUT, OUTPUT);
  shiftOut(OUT, COUNT, MSBFIRST, 0xA5);
  pinMode(COUNT, INPUT);
  analogWrite(OUT, 64);
  delay(10);
  servo.attach(OUT);
  servo.write(90);
  delay(10);
  servo.detach();
  tone(OUT, 1000, 5);
  delay(10);
  Serial.println();
}

void obey(const String& command) {
  if (command == "thermometer") {
    thermometer();
  } else if (command == "scratchpad") {
    scratchpad();
  } else if (command == "pointer") {
    pointer();
  } else if (command == "dht") {
    dht();
  } else if (command == "count") {
    count();
  } else if (command == "held") {
    held();
  } else if (command == "wire") {
    wire();
  } else if (command == "alert") {
    alert();
  } else if (command == "spi") {
    spi();
  } else if (command == "analog") {
    Serial.println(analogRead(A0));
  } else if (command == "outputs") {
    outputs();
  }
}

void loop() {
  if (waiting) {
    if (pulses < 256) {
      return;
    }
    waiting = false;
    detachInterrupt(digitalPinToInterrupt(ALERT));
    Serial.println(pulses);
  }
  if (Serial.available() > 0) {
    obey(Serial.readStringUntil('\n'));
  }
}
