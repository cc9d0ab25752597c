#pragma once

// The sizes of the core's usual variant, "lower memory".
#ifndef TCP_MSS
#define TCP_MSS 536
#endif
#define TCP_SND_BUF (2 * TCP_MSS)
#define TCP_WND (4 * TCP_MSS)

#define LWIP_IPV4 1
#define LWIP_IPV6 0
