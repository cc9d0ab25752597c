#pragma once
#include <stdint.h>

#include "avr/ports.h"

// An Uno or a Nano.

#define NUM_DIGITAL_PINS 20
#define NUM_ANALOG_INPUTS 6
#define EXTERNAL_NUM_INTERRUPTS 2
#define analogInputToDigitalPin(input) ((input) < 6 ? (input) + 14 : -1)
#define digitalPinHasPWM(pin) \
  ((pin) == 3 || (pin) == 5 || (pin) == 6 || (pin) == 9 || (pin) == 10 || (pin) == 11)
#define digitalPinToInterrupt(pin) ((pin) == 2 ? 0 : (pin) == 3 ? 1 : NOT_AN_INTERRUPT)

#define digitalPinToPCICR(pin) (&PCICR)
#define digitalPinToPCICRbit(pin) ((pin) < 8 ? 2 : (pin) < 14 ? 0 : 1)
#define digitalPinToPCMSK(pin) \
  (&_SFR_MEM8(static_cast<uint8_t>(0x6B + digitalPinToPCICRbit(pin))))
#define digitalPinToPCMSKbit(pin) ((pin) < 8 ? (pin) : (pin) < 14 ? (pin) - 8 : (pin) - 14)

#define PIN_SPI_SS 10
#define PIN_SPI_MOSI 11
#define PIN_SPI_MISO 12
#define PIN_SPI_SCK 13
#define PIN_WIRE_SDA 18
#define PIN_WIRE_SCL 19
#define LED_BUILTIN 13
#define PIN_A0 14
#define PIN_A1 15
#define PIN_A2 16
#define PIN_A3 17
#define PIN_A4 18
#define PIN_A5 19

static const uint8_t SS = PIN_SPI_SS;
static const uint8_t MOSI = PIN_SPI_MOSI;
static const uint8_t MISO = PIN_SPI_MISO;
static const uint8_t SCK = PIN_SPI_SCK;
static const uint8_t SDA = PIN_WIRE_SDA;
static const uint8_t SCL = PIN_WIRE_SCL;
static const uint8_t A0 = PIN_A0;
static const uint8_t A1 = PIN_A1;
static const uint8_t A2 = PIN_A2;
static const uint8_t A3 = PIN_A3;
static const uint8_t A4 = PIN_A4;
static const uint8_t A5 = PIN_A5;

#define SERIAL_PORT_MONITOR Serial
#define SERIAL_PORT_HARDWARE Serial

#ifdef __cplusplus
namespace tgsim {
namespace avr {
/// 0 to 7 are port D, 8 to 13 are B, 14 to 19 are C.
constexpr uint8_t portOf(uint8_t pin) {
  return static_cast<uint8_t>(pin < 8 ? Port::D : pin < 14 ? Port::B : Port::C);
}
constexpr uint8_t maskOf(uint8_t pin) {
  return static_cast<uint8_t>(1 << (pin < 8 ? pin : pin < 14 ? pin - 8 : pin - 14));
}
}  // namespace avr
}  // namespace tgsim
#endif
