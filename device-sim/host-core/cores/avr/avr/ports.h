#pragma once
#include <stdint.h>

#include "avr/registers.h"

#ifdef __cplusplus
namespace tgsim {
namespace avr {

/// As they lie in memory: each has its inputs, directions and outputs, one after the other.
enum Port : uint8_t { B, C, D };
constexpr uint8_t PORTS = 3;
constexpr uint8_t FIRST_PORT = 0x23;
constexpr uint8_t PLACES = 3;

inline Register8 inputs(uint8_t port) { return static_cast<uint8_t>(FIRST_PORT + port * PLACES); }
inline Register8 directions(uint8_t port) {
  return static_cast<uint8_t>(FIRST_PORT + port * PLACES + 1);
}
inline Register8 outputs(uint8_t port) {
  return static_cast<uint8_t>(FIRST_PORT + port * PLACES + 2);
}

}  // namespace avr
}  // namespace tgsim
#endif
