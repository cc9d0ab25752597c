#pragma once
#include "avr/io.h"

// What is switched off goes on here: it saves nothing.
#define power_adc_enable() (PRR &= static_cast<uint8_t>(~(1 << PRADC)))
#define power_adc_disable() (PRR |= 1 << PRADC)
#define power_spi_enable() (PRR &= static_cast<uint8_t>(~(1 << PRSPI)))
#define power_spi_disable() (PRR |= 1 << PRSPI)
#define power_twi_enable() (PRR &= static_cast<uint8_t>(~(1 << PRTWI)))
#define power_twi_disable() (PRR |= 1 << PRTWI)
#define power_usart0_enable() (PRR &= static_cast<uint8_t>(~(1 << PRUSART0)))
#define power_usart0_disable() (PRR |= 1 << PRUSART0)
#define power_timer0_enable() (PRR &= static_cast<uint8_t>(~(1 << PRTIM0)))
#define power_timer0_disable() (PRR |= 1 << PRTIM0)
#define power_timer1_enable() (PRR &= static_cast<uint8_t>(~(1 << PRTIM1)))
#define power_timer1_disable() (PRR |= 1 << PRTIM1)
#define power_timer2_enable() (PRR &= static_cast<uint8_t>(~(1 << PRTIM2)))
#define power_timer2_disable() (PRR |= 1 << PRTIM2)
#define power_all_enable() (PRR = 0)
#define power_all_disable() (PRR = 0xEF)
