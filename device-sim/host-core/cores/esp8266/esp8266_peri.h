#pragma once
#include <stdint.h>

#ifdef __cplusplus
#include "host_register.h"

namespace tgsim {
namespace esp8266 {

/// GPIO0 to 15 are bits of one, GPIO16 has registers of its own.
using Register32 = Register<uint32_t>;

Register32 outputs();
Register32 outputsSet();
Register32 outputsClear();
Register32 enabled();
Register32 enabledSet();
Register32 enabledClear();
Register32 inputs();
Register32 interruptStatus();
Register32 control(uint8_t pin);
Register32 function(uint8_t pin);
Register32 output16();
Register32 enabled16();
Register32 input16();
/// Another one each time.
uint32_t random();

/// Somebody wants a plain pointer.
void insistsOnMemory(uint8_t index);

}  // namespace esp8266
}  // namespace tgsim

#define GPO tgsim::esp8266::outputs()
#define GPOS tgsim::esp8266::outputsSet()
#define GPOC tgsim::esp8266::outputsClear()
#define GPE tgsim::esp8266::enabled()
#define GPES tgsim::esp8266::enabledSet()
#define GPEC tgsim::esp8266::enabledClear()
#define GPI tgsim::esp8266::inputs()
#define GPIE tgsim::esp8266::interruptStatus()
#define GP16O tgsim::esp8266::output16()
#define GP16E tgsim::esp8266::enabled16()
#define GP16I tgsim::esp8266::input16()
#define RANDOM_REG32 tgsim::esp8266::random()
#define GPC(pin) tgsim::esp8266::control((pin) & 0xF)
#define GPF(pin) tgsim::esp8266::function((pin) & 0xF)
#define GP16C tgsim::esp8266::control(16)
#define GPC16 GP16C
#define GP16F tgsim::esp8266::function(16)
#define GPF16 GP16F

#define GPOP(pin) ((GPO & (1 << ((pin) & 0xF))) != 0)
#define GPEP(pin) ((GPE & (1 << ((pin) & 0xF))) != 0)
#define GPIP(pin) ((GPI & (1 << ((pin) & 0xF))) != 0)
#define GPIEP(pin) ((GPIE & (1 << ((pin) & 0xF))) != 0)
#endif

// Bits of GPC: who drives, and which interrupt.
#define GPCWE 10
#define GPCI 7
#define GPCD 2
#define GPCS 0

// Bits of GPF: resistors and function.
#define GPFSOE 0
#define GPFSS 1
#define GPFSPD 2
#define GPFSPU 3
#define GPFFS0 4
#define GPFFS1 5
#define GPFPD 6
#define GPFPU 7
#define GPFFS2 8
#define GPFFS(f) ((((f) & 4) ? 1 << GPFFS2 : 0) | (((f) & 2) ? 1 << GPFFS1 : 0) | ((f) & 1) << GPFFS0)
#define GPFFS_GPIO(pin) \
  ((pin) == 0 || (pin) == 2 || (pin) == 4 || (pin) == 5 ? 0 : (pin) == 16 ? 1 : 3)

// Bits of GP16F.
#define GP16FFS0 0
#define GP16FFS1 1
#define GP16FPD 3
#define GP16FSPD 5
#define GP16FFS2 6
#define GP16FFS(f) (((f) & 3) | ((f) & 4) << 4)

#define ESP8266_CLOCK 80000000UL
