#pragma once
#include <stdint.h>

#ifdef __cplusplus
#include "host_register.h"

namespace tgsim {
namespace avr {

using Register8 = Register<uint8_t>;

/// 0 is port B, 1 is C, 2 is D: as they lie in memory.
enum Port : uint8_t { B, C, D };
constexpr uint8_t PORTS = 3;

Register8 inputs(uint8_t port);
Register8 directions(uint8_t port);
Register8 outputs(uint8_t port);
/// Bit 7: interrupts are not held back.
Register8 status();

/// Somebody wants a plain pointer.
void insistsOnMemory();

}  // namespace avr
}  // namespace tgsim

#define PINB tgsim::avr::inputs(tgsim::avr::B)
#define DDRB tgsim::avr::directions(tgsim::avr::B)
#define PORTB tgsim::avr::outputs(tgsim::avr::B)
#define PINC tgsim::avr::inputs(tgsim::avr::C)
#define DDRC tgsim::avr::directions(tgsim::avr::C)
#define PORTC tgsim::avr::outputs(tgsim::avr::C)
#define PIND tgsim::avr::inputs(tgsim::avr::D)
#define DDRD tgsim::avr::directions(tgsim::avr::D)
#define PORTD tgsim::avr::outputs(tgsim::avr::D)
#define SREG tgsim::avr::status()
#define _SFR_BYTE(sfr) (sfr)
#define _SFR_IO8(sfr) (sfr)
#endif

// Names of the bits; they are the same in PIN, DDR and PORT.
#define PB0 0
#define PB1 1
#define PB2 2
#define PB3 3
#define PB4 4
#define PB5 5
#define PC0 0
#define PC1 1
#define PC2 2
#define PC3 3
#define PC4 4
#define PC5 5
#define PD0 0
#define PD1 1
#define PD2 2
#define PD3 3
#define PD4 4
#define PD5 5
#define PD6 6
#define PD7 7
#define PORTB0 0
#define PORTB1 1
#define PORTB2 2
#define PORTB3 3
#define PORTB4 4
#define PORTB5 5
#define DDB0 0
#define DDB1 1
#define DDB2 2
#define DDB3 3
#define DDB4 4
#define DDB5 5
#define PORTC0 0
#define PORTC1 1
#define PORTC2 2
#define PORTC3 3
#define PORTC4 4
#define PORTC5 5
#define PORTD0 0
#define PORTD1 1
#define PORTD2 2
#define PORTD3 3
#define PORTD4 4
#define PORTD5 5
#define PORTD6 6
#define PORTD7 7
#define DDD0 0
#define DDD1 1
#define DDD2 2
#define DDD3 3
#define DDD4 4
#define DDD5 5
#define DDD6 6
#define DDD7 7
