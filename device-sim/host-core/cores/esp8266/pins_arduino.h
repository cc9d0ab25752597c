#pragma once
#include <stdint.h>

// A NodeMCU; a Wemos D1 mini has the same.

#define EXTERNAL_NUM_INTERRUPTS 16
#define NUM_DIGITAL_PINS 17
#define NUM_ANALOG_INPUTS 1

#define isFlashInterfacePin(pin) ((pin) >= 6 && (pin) <= 11)
#define analogInputToDigitalPin(input) ((input) > 0 ? NOT_A_PIN : 0)
#define digitalPinToInterrupt(pin) ((pin) < EXTERNAL_NUM_INTERRUPTS ? (pin) : NOT_AN_INTERRUPT)
#define digitalPinHasPWM(pin) ((pin) < NUM_DIGITAL_PINS && !isFlashInterfacePin(pin) ? 1 : 0)

#define PIN_WIRE_SDA 4
#define PIN_WIRE_SCL 5
#define PIN_SPI_SS 15
#define PIN_SPI_MOSI 13
#define PIN_SPI_MISO 12
#define PIN_SPI_SCK 14
#define PIN_A0 17
#ifndef LED_BUILTIN
#define LED_BUILTIN 2
#endif
#define LED_BUILTIN_AUX 16
#define BUILTIN_LED LED_BUILTIN

static const uint8_t SDA = PIN_WIRE_SDA;
static const uint8_t SCL = PIN_WIRE_SCL;
static const uint8_t SS = PIN_SPI_SS;
static const uint8_t MOSI = PIN_SPI_MOSI;
static const uint8_t MISO = PIN_SPI_MISO;
static const uint8_t SCK = PIN_SPI_SCK;
static const uint8_t A0 = PIN_A0;

static const uint8_t D0 = 16;
static const uint8_t D1 = 5;
static const uint8_t D2 = 4;
static const uint8_t D3 = 0;
static const uint8_t D4 = 2;
static const uint8_t D5 = 14;
static const uint8_t D6 = 12;
static const uint8_t D7 = 13;
static const uint8_t D8 = 15;
static const uint8_t D9 = 3;
static const uint8_t D10 = 1;

#define SERIAL_PORT_MONITOR Serial
#define SERIAL_PORT_USBVIRTUAL Serial
#define SERIAL_PORT_HARDWARE Serial
#define SERIAL_PORT_HARDWARE_OPEN Serial1
