#pragma once
#include <stdint.h>

#include "avr/io.h"

#ifdef __cplusplus
extern "C" {
#endif
void cli(void);
void sei(void);
#ifdef __cplusplus
}
#endif

// Their numbers on an ATmega328P, from the reset on.
#define _VECTOR(number) __vector_##number
#define INT0_vect _VECTOR(1)
#define INT1_vect _VECTOR(2)
#define PCINT0_vect _VECTOR(3)
#define PCINT1_vect _VECTOR(4)
#define PCINT2_vect _VECTOR(5)
#define WDT_vect _VECTOR(6)
#define TIMER2_COMPA_vect _VECTOR(7)
#define TIMER2_COMPB_vect _VECTOR(8)
#define TIMER2_OVF_vect _VECTOR(9)
#define TIMER1_CAPT_vect _VECTOR(10)
#define TIMER1_COMPA_vect _VECTOR(11)
#define TIMER1_COMPB_vect _VECTOR(12)
#define TIMER1_OVF_vect _VECTOR(13)
#define TIMER0_COMPA_vect _VECTOR(14)
#define TIMER0_COMPB_vect _VECTOR(15)
#define TIMER0_OVF_vect _VECTOR(16)
#define SPI_STC_vect _VECTOR(17)
#define USART_RX_vect _VECTOR(18)
#define USART_UDRE_vect _VECTOR(19)
#define USART_TX_vect _VECTOR(20)
#define ADC_vect _VECTOR(21)
#define EE_READY_vect _VECTOR(22)
#define ANALOG_COMP_vect _VECTOR(23)
#define TWI_vect _VECTOR(24)
#define _VECTORS_SIZE 104

// The same under the names that older sketches have.
#define SIG_INTERRUPT0 INT0_vect
#define SIG_INTERRUPT1 INT1_vect
#define SIG_OVERFLOW0 TIMER0_OVF_vect
#define SIG_OVERFLOW1 TIMER1_OVF_vect
#define SIG_OVERFLOW2 TIMER2_OVF_vect
#define SIG_OUTPUT_COMPARE1A TIMER1_COMPA_vect
#define SIG_OUTPUT_COMPARE1B TIMER1_COMPB_vect
#define SIG_OUTPUT_COMPARE2A TIMER2_COMPA_vect
#define SIG_ADC ADC_vect

// Other interrupts wait until one has ended, whatever it asks for.
#define ISR_BLOCK
#define ISR_NOBLOCK
#define ISR_NAKED
#define ISR_ALIASOF(other)
#ifdef __cplusplus
#define TGSIM_ISR extern "C"
#else
#define TGSIM_ISR
#endif
#define ISR(vector, ...)       \
  TGSIM_ISR void vector(void); \
  TGSIM_ISR void vector(void)
#define SIGNAL(vector) ISR(vector)
#define EMPTY_INTERRUPT(vector) \
  ISR(vector) {}
#define reti() return
