#pragma once
#include <stddef.h>

namespace tgsim {

/// What getLastSSLError() says of one of BearSSL's numbers, -1000 for a lack of memory.
void tlsWords(int error, char* into, size_t room);

}  // namespace tgsim
