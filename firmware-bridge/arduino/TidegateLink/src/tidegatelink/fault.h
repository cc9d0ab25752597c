#pragma once
#include <stdint.h>

namespace tidegate {

/// Why a line became nothing: PROTOCOL.md, section 1.
enum class Fault : uint8_t { None, TooLong, Noise, Crc, Version, Malformed, UnknownType };

}  // namespace tidegate
