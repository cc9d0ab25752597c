#pragma once
#include "WString.h"

namespace experimental {
namespace TypeConversion {

String uint8ArrayToHexString(const uint8_t* bytes, uint32_t size);
uint8_t* hexStringToUint8Array(const String& digits, uint8_t* into, uint32_t size);
uint8_t* uint64ToUint8ArrayBE(uint64_t value, uint8_t* into);
uint64_t uint8ArrayToUint64BE(const uint8_t* bytes);

}  // namespace TypeConversion
}  // namespace experimental
