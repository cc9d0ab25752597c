#pragma once
#include <stdint.h>

#ifdef __cplusplus
#include "host_register.h"

/// The registers of an ATmega328P by their addresses in its data space. What nobody listens to only
/// keeps its value.
namespace tgsim {
namespace avr {

uint8_t readRegister(uint8_t address);
void writeRegister(uint8_t address, uint8_t value);
uint16_t readRegisters(uint8_t address);
void writeRegisters(uint8_t address, uint16_t value);
volatile uint8_t* registerInMemory(uint8_t address);
/// Somebody wants a plain pointer.
void insistsOnMemory(uint8_t address);

class Register8 : public Register<uint8_t> {
 public:
  Register8(uint8_t address)
      : Register(readRegister, writeRegister, address, registerInMemory(address)) {}
  Register8(const Register8&) = default;
  using Register::operator=;
  Register8& operator=(const Register8& other) {
    Register::operator=(other);
    return *this;
  }
  RegisterPointer<uint8_t> operator&() const { return {*this, insistsOnMemory}; }
};

/// Two that lie side by side, the lower half first.
class Register16 : public Register<uint16_t> {
 public:
  Register16(uint8_t address) : Register(readRegisters, writeRegisters, address) {}
  Register16(const Register16&) = default;
  using Register::operator=;
  Register16& operator=(const Register16& other) {
    Register::operator=(other);
    return *this;
  }
};

}  // namespace avr
}  // namespace tgsim

#define _SFR_BYTE(sfr) (sfr)
#define _SFR_WORD(sfr) (sfr)
#define _SFR_IO8(sfr) (sfr)
#define _SFR_MEM8(address) tgsim::avr::Register8(address)
#define _SFR_MEM16(address) tgsim::avr::Register16(address)

#define PINB _SFR_MEM8(0x23)
#define DDRB _SFR_MEM8(0x24)
#define PORTB _SFR_MEM8(0x25)
#define PINC _SFR_MEM8(0x26)
#define DDRC _SFR_MEM8(0x27)
#define PORTC _SFR_MEM8(0x28)
#define PIND _SFR_MEM8(0x29)
#define DDRD _SFR_MEM8(0x2A)
#define PORTD _SFR_MEM8(0x2B)
#define TIFR0 _SFR_MEM8(0x35)
#define TIFR1 _SFR_MEM8(0x36)
#define TIFR2 _SFR_MEM8(0x37)
#define PCIFR _SFR_MEM8(0x3B)
#define EIFR _SFR_MEM8(0x3C)
#define EIMSK _SFR_MEM8(0x3D)
#define GPIOR0 _SFR_MEM8(0x3E)
#define GTCCR _SFR_MEM8(0x43)
#define TCCR0A _SFR_MEM8(0x44)
#define TCCR0B _SFR_MEM8(0x45)
#define TCNT0 _SFR_MEM8(0x46)
#define OCR0A _SFR_MEM8(0x47)
#define OCR0B _SFR_MEM8(0x48)
#define GPIOR1 _SFR_MEM8(0x4A)
#define GPIOR2 _SFR_MEM8(0x4B)
#define SPCR _SFR_MEM8(0x4C)
#define SPSR _SFR_MEM8(0x4D)
#define SPDR _SFR_MEM8(0x4E)
#define ACSR _SFR_MEM8(0x50)
#define SMCR _SFR_MEM8(0x53)
#define MCUSR _SFR_MEM8(0x54)
#define MCUCR _SFR_MEM8(0x55)
#define SREG _SFR_MEM8(0x5F)
#define WDTCSR _SFR_MEM8(0x60)
#define CLKPR _SFR_MEM8(0x61)
#define PRR _SFR_MEM8(0x64)
#define OSCCAL _SFR_MEM8(0x66)
#define PCICR _SFR_MEM8(0x68)
#define EICRA _SFR_MEM8(0x69)
#define PCMSK0 _SFR_MEM8(0x6B)
#define PCMSK1 _SFR_MEM8(0x6C)
#define PCMSK2 _SFR_MEM8(0x6D)
#define TIMSK0 _SFR_MEM8(0x6E)
#define TIMSK1 _SFR_MEM8(0x6F)
#define TIMSK2 _SFR_MEM8(0x70)
#define ADC _SFR_MEM16(0x78)
#define ADCW _SFR_MEM16(0x78)
#define ADCL _SFR_MEM8(0x78)
#define ADCH _SFR_MEM8(0x79)
#define ADCSRA _SFR_MEM8(0x7A)
#define ADCSRB _SFR_MEM8(0x7B)
#define ADMUX _SFR_MEM8(0x7C)
#define DIDR0 _SFR_MEM8(0x7E)
#define DIDR1 _SFR_MEM8(0x7F)
#define TCCR1A _SFR_MEM8(0x80)
#define TCCR1B _SFR_MEM8(0x81)
#define TCCR1C _SFR_MEM8(0x82)
#define TCNT1 _SFR_MEM16(0x84)
#define TCNT1L _SFR_MEM8(0x84)
#define TCNT1H _SFR_MEM8(0x85)
#define ICR1 _SFR_MEM16(0x86)
#define ICR1L _SFR_MEM8(0x86)
#define ICR1H _SFR_MEM8(0x87)
#define OCR1A _SFR_MEM16(0x88)
#define OCR1AL _SFR_MEM8(0x88)
#define OCR1AH _SFR_MEM8(0x89)
#define OCR1B _SFR_MEM16(0x8A)
#define OCR1BL _SFR_MEM8(0x8A)
#define OCR1BH _SFR_MEM8(0x8B)
#define TCCR2A _SFR_MEM8(0xB0)
#define TCCR2B _SFR_MEM8(0xB1)
#define TCNT2 _SFR_MEM8(0xB2)
#define OCR2A _SFR_MEM8(0xB3)
#define OCR2B _SFR_MEM8(0xB4)
#define ASSR _SFR_MEM8(0xB6)
#define TWBR _SFR_MEM8(0xB8)
#define TWSR _SFR_MEM8(0xB9)
#define TWAR _SFR_MEM8(0xBA)
#endif
