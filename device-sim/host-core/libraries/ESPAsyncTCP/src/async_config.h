#pragma once
#include "lwip/opt.h"

// There is no TLS by axTLS here, as there is none in the genuine library unless one asks for it.
#ifndef ASYNC_TCP_SSL_ENABLED
#define ASYNC_TCP_SSL_ENABLED 0
#endif
#if ASYNC_TCP_SSL_ENABLED
#error "ESPAsyncTCP: there is no TLS by axTLS here; WiFiClientSecure has TLS"
#endif
